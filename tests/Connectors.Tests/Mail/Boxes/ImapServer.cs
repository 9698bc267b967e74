using System.Globalization;
using System.Text;

namespace Serverless.Connectors.Tests.Mail.Boxes;

/// <summary>As much of IMAP (RFC 3501, 4315, 6851) as a mailbox needs.</summary>
internal sealed class ImapServer : LineServer
{
    /// <summary>The folders with what lies in them.</summary>
    public Dictionary<string, List<ImapMessage>> Folders { get; } = new() { ["INBOX"] = [], ["Erledigt"] = [] };

    public uint Validity { get; set; } = 7;

    /// <summary>What the server can beyond the base.</summary>
    public string Extensions { get; set; } = "UIDPLUS MOVE";

    public List<ImapMessage> Inbox => Folders["INBOX"];

    protected override string Greeting => $"* OK [CAPABILITY IMAP4rev1 {Extensions}] ready";

    protected override void Begin()
    {
    }

    public void Add(uint uid, string text) => Inbox.Add(new ImapMessage(uid, text.ReplaceLineEndings("\r\n")));

    protected override async Task<bool> AnswerAsync(string command, StreamWriter answer, StreamReader more)
    {
        var words = command.Split(' ');
        var (tag, verb) = (words[0], words[1].ToUpperInvariant());
        if (verb == "UID") verb += " " + words[2].ToUpperInvariant();
        switch (verb)
        {
            case "CAPABILITY":
                await answer.WriteLineAsync($"* CAPABILITY IMAP4rev1 {Extensions}");
                break;
            case "LOGIN":
                if (!command.Contains(Password, StringComparison.Ordinal))
                {
                    await answer.WriteLineAsync($"{tag} NO [AUTHENTICATIONFAILED] wrong password");
                    return true;
                }

                break;
            case "LIST":
                foreach (var name in Folders.Keys.Where(name => words[^1].Contains(name, StringComparison.Ordinal)))
                    await answer.WriteLineAsync($"* LIST (\\HasNoChildren) \"/\" \"{name}\"");
                if (words[^1] is "\"\"" or "\"%\"" or "*" or "%") await answer.WriteLineAsync("* LIST (\\Noselect) \"/\" \"\"");
                break;
            case "SELECT":
                await answer.WriteLineAsync($"* {Inbox.Count} EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen \\Deleted)");
                await answer.WriteLineAsync($"* OK [PERMANENTFLAGS (\\Seen \\Deleted)] limited\r\n* OK [UIDVALIDITY {Validity}] valid");
                await answer.WriteLineAsync($"{tag} OK [READ-WRITE] selected");
                return true;
            case "UID SEARCH":
                var from = uint.Parse(words.First(word => word.Contains(":*", StringComparison.Ordinal) || word.Contains(':'))
                    .Split(':')[0], CultureInfo.InvariantCulture);

                // As the standard says: a range to the end has the last message in any case.
                var found = Inbox.Where(message => !message.Deleted && (message.Uid >= from || message == Inbox[^1]));
                await answer.WriteLineAsync("* SEARCH" + string.Concat(found.Select(message => $" {message.Uid}")));
                break;
            case "UID FETCH":
                foreach (var message in Named(words[3])) await FetchAsync(answer, message, command);
                break;
            case "UID STORE":
                foreach (var message in Named(words[3]))
                {
                    message.Seen |= command.Contains("\\Seen", StringComparison.Ordinal);
                    message.Deleted |= command.Contains("\\Deleted", StringComparison.Ordinal);
                }

                break;
            case "UID EXPUNGE" or "EXPUNGE" or "CLOSE":
                var some = verb == "UID EXPUNGE" ? Named(words[3]) : [.. Inbox];
                foreach (var message in some.Where(message => message.Deleted)) await RemoveAsync(answer, message, verb != "CLOSE");
                break;
            case "UID MOVE" or "UID COPY":
                foreach (var message in Named(words[3]))
                {
                    Folders[words[4].Trim('"')].Add(message with { });
                    if (verb == "UID MOVE") await RemoveAsync(answer, message, true);
                }

                break;
            case "LOGOUT":
                await answer.WriteLineAsync($"* BYE\r\n{tag} OK bye");
                return false;
            case "NOOP" or "UNSELECT":
                break;
            default:
                await answer.WriteLineAsync($"{tag} BAD {verb}");
                return true;
        }

        await answer.WriteLineAsync($"{tag} OK done");
        return true;
    }

    private async Task FetchAsync(StreamWriter answer, ImapMessage message, string command)
    {
        var number = Inbox.IndexOf(message) + 1;
        var text = command.Contains("BODY", StringComparison.Ordinal)
            ? $"BODY[] {{{Encoding.Latin1.GetByteCount(message.Text)}}}\r\n{message.Text}"
            : $"RFC822.SIZE {message.Text.Length}";
        await answer.WriteLineAsync($"* {number} FETCH (UID {message.Uid} {text})");
    }

    private async Task RemoveAsync(StreamWriter answer, ImapMessage message, bool told)
    {
        var number = Inbox.IndexOf(message) + 1;
        Inbox.Remove(message);
        if (told) await answer.WriteLineAsync($"* {number} EXPUNGE");
    }

    private List<ImapMessage> Named(string set)
    {
        var wanted = new HashSet<uint>();
        foreach (var part in set.Split(','))
        {
            var ends = part.Split(':').Select(end => uint.Parse(end, CultureInfo.InvariantCulture)).ToList();
            for (var uid = ends[0]; uid <= ends[^1]; uid++) wanted.Add(uid);
        }

        return [.. Inbox.Where(message => wanted.Contains(message.Uid))];
    }
}

internal sealed record ImapMessage(uint Uid, string Text)
{
    public bool Seen { get; set; }

    public bool Deleted { get; set; }
}
