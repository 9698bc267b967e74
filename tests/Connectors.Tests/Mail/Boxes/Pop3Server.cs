using System.Globalization;

namespace Serverless.Connectors.Tests.Mail.Boxes;

/// <summary>As much of POP3 (RFC 1939, 2449) as a mailbox needs.</summary>
internal sealed class Pop3Server : LineServer
{
    private readonly HashSet<int> _deleting = [];

    /// <summary>What lies there.</summary>
    public List<(string Uid, string Text)> Messages { get; } = [];

    /// <summary>What a sign-in is answered with; null checks it.</summary>
    public string? Refusal { get; set; }

    /// <summary>The size that is told instead of the right one.</summary>
    public int? Lie { get; set; }

    protected override string Greeting => "+OK ready";

    protected override void Begin() => _deleting.Clear();

    protected override async Task<bool> AnswerAsync(string command, StreamWriter answer, StreamReader more)
    {
        var words = command.Split(' ');
        switch (words[0].ToUpperInvariant())
        {
            case "CAPA":
                await answer.WriteLineAsync("+OK\r\nUSER\r\nUIDL\r\nTOP\r\n.");
                break;
            case "USER":
                await answer.WriteLineAsync("+OK");
                break;
            case "PASS":
                await answer.WriteLineAsync(Refusal ?? (command == "PASS " + Password ? "+OK" : "-ERR [AUTH] wrong password"));
                break;
            case "STAT":
                await answer.WriteLineAsync(Text($"+OK {Messages.Count} {Messages.Sum(message => message.Text.Length)}"));
                break;
            case "UIDL":
                await ListAsync(answer, number => Messages[number].Uid);
                break;
            case "LIST":
                await ListAsync(answer, number => Text($"{Lie ?? Messages[number].Text.Length}"));
                break;
            case "RETR":
                var text = Messages[Number(words)].Text.ReplaceLineEndings("\r\n");
                await answer.WriteLineAsync("+OK");
                foreach (var line in text.Split("\r\n")) await answer.WriteLineAsync(line.StartsWith('.') ? "." + line : line);
                await answer.WriteLineAsync(".");
                break;
            case "DELE":
                _deleting.Add(Number(words));
                await answer.WriteLineAsync("+OK");
                break;
            case "QUIT":
                foreach (var number in _deleting.OrderDescending()) Messages.RemoveAt(number);
                await answer.WriteLineAsync("+OK bye");
                return false;
            default:
                await answer.WriteLineAsync("-ERR unknown");
                break;
        }

        return true;
    }

    private async Task ListAsync(StreamWriter answer, Func<int, string> of)
    {
        await answer.WriteLineAsync("+OK");
        for (var number = 0; number < Messages.Count; number++) await answer.WriteLineAsync(Text($"{number + 1} {of(number)}"));
        await answer.WriteLineAsync(".");
    }

    private static int Number(string[] words) => int.Parse(words[1], CultureInfo.InvariantCulture) - 1;

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
