using System.Text;

namespace Serverless.Workflows.Intake.Mail;

/// <summary>Reads address lists (RFC 5322 section 3.4): names, quoted text, comments, groups, bare addresses. It is
/// lenient, since it only reads; what is written to is checked strictly elsewhere.</summary>
internal static class MailboxList
{
    /// <summary>No more are kept; a mail with thousands of recipients is still one mail.</summary>
    private const int Most = 1000;

    public static IReadOnlyList<Mailbox> Parse(string? header)
    {
        var found = new List<Mailbox>();
        if (string.IsNullOrWhiteSpace(header)) return found;
        var name = new StringBuilder();
        var comment = new StringBuilder();
        string? address = null;
        for (var at = 0; at < header.Length && found.Count < Most; at++)
        {
            switch (header[at])
            {
                case '"':
                    at = Quoted(header, at, name);
                    break;
                case '(':
                    at = Comment(header, at, comment);
                    break;
                case '<':
                    var end = header.IndexOf('>', at);
                    if (end < 0) end = header.Length;
                    address = header[(at + 1)..end].Trim();
                    at = end;
                    break;
                // An encoded word may hold what separates addresses elsewhere.
                case '=' when EncodedWordEnd(header, at) is > 0 and var wordEnd:
                    name.Append(header, at, wordEnd - at);
                    at = wordEnd - 1;
                    break;
                case ',' or ';':
                    Add();
                    break;
                case ':' when address is null && !name.ToString().Contains('@', StringComparison.Ordinal):
                    name.Clear();
                    break;
                default:
                    name.Append(header[at]);
                    break;
            }
        }

        Add();
        return found;

        void Add()
        {
            var words = name.ToString().Trim();
            if (address is not null)
            {
                found.Add(new Mailbox(Display(words), address));
            }
            else if (words.Length > 0)
            {
                found.Add(new Mailbox(Display(comment.ToString()), words));
            }

            name.Clear();
            comment.Clear();
            address = null;
        }
    }

    private static string? Display(string words)
    {
        var text = EncodedWords.Decode(words).Trim();
        return text.Length == 0 ? null : text;
    }

    private static int EncodedWordEnd(string header, int at)
    {
        if (at + 1 >= header.Length || header[at + 1] != '?') return -1;
        var marks = at + 1;
        for (var count = 0; count < 2 && marks > 0; count++) marks = header.IndexOf('?', marks + 1);
        var end = marks < 0 ? -1 : header.IndexOf("?=", marks + 1, StringComparison.Ordinal);
        return end > 0 && end - at <= 500 ? end + 2 : -1;
    }

    private static int Quoted(string header, int at, StringBuilder into)
    {
        for (at++; at < header.Length && header[at] != '"'; at++)
        {
            if (header[at] == '\\' && at + 1 < header.Length) at++;
            into.Append(header[at]);
        }

        return at;
    }

    private static int Comment(string header, int at, StringBuilder into)
    {
        var depth = 0;
        for (; at < header.Length; at++)
        {
            if (header[at] == '\\' && at + 1 < header.Length) at++;
            else if (header[at] == '(' && depth++ == 0) continue;
            else if (header[at] == ')' && --depth == 0) return at;
            into.Append(header[at]);
        }

        return at;
    }
}
