using System.Text;

namespace Serverless.Workflows.Intake.Mail;

/// <summary>A header with parameters, such as Content-Type and Content-Disposition. Reads RFC 2231 (charset, parts)
/// and what programs really write: encoded words in quotes, unquoted names with blanks, missing semicolons.</summary>
internal sealed class HeaderParameters
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    private HeaderParameters(string value) => Value = value;

    /// <summary>What stands before the parameters, lower case.</summary>
    public string Value { get; }

    /// <summary>A parameter, decoded, or null.</summary>
    public string? this[string name] => _parameters.GetValueOrDefault(name);

    public static HeaderParameters Parse(string header)
    {
        var scan = new Scanner(header);
        var result = new HeaderParameters(scan.Until(';').Trim().ToLowerInvariant());
        var pieces = new Dictionary<string, SortedDictionary<int, (string Text, bool Encoded)>>(
            StringComparer.OrdinalIgnoreCase);
        while (scan.Parameter() is { } parameter)
        {
            var (name, text) = parameter;
            var star = name.IndexOf('*', StringComparison.Ordinal);
            if (star < 0)
            {
                result._parameters.TryAdd(name, EncodedWords.Decode(text));
                continue;
            }

            var encoded = name.EndsWith('*');
            var number = name[(star + 1)..].TrimEnd('*');
            var index = int.TryParse(number, out var parsed) && parsed >= 0 ? parsed : 0;
            var bare = name[..star];
            if (!pieces.TryGetValue(bare, out var list)) pieces[bare] = list = [];
            list.TryAdd(index, (text, encoded));
        }

        foreach (var (name, list) in pieces) result._parameters[name] = Join(list.Values);
        return result;
    }

    private static string Join(IEnumerable<(string Text, bool Encoded)> pieces)
    {
        var octets = new List<byte>();
        string? charset = null;
        var first = true;
        foreach (var (text, encoded) in pieces)
        {
            var value = text;
            if (encoded && first && value.Split('\'', 3) is [var declared, _, var rest])
            {
                charset = declared;
                value = rest;
            }

            first = false;
            octets.AddRange(encoded ? FromPercent(value) : Encoding.UTF8.GetBytes(value));
        }

        return Charsets.Decode(octets.ToArray(), charset);
    }

    private static List<byte> FromPercent(string text)
    {
        var octets = new List<byte>(text.Length);
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] == (byte)'%' && at + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[at + 1])
                && char.IsAsciiHexDigit((char)bytes[at + 2]))
            {
                octets.Add((byte)(Convert.ToInt32(char.ToString((char)bytes[at + 1]), 16) << 4
                    | Convert.ToInt32(char.ToString((char)bytes[at + 2]), 16)));
                at += 2;
            }
            else
            {
                octets.Add(bytes[at]);
            }
        }

        return octets;
    }

    private struct Scanner(string text)
    {
        private int _at;

        public string Until(char end)
        {
            var stop = text.IndexOf(end, _at);
            if (stop < 0) stop = text.Length;
            var found = text[_at..stop];
            _at = stop;
            return found;
        }

        public (string Name, string Value)? Parameter()
        {
            while (true)
            {
                while (_at < text.Length && (text[_at] == ';' || char.IsWhiteSpace(text[_at]))) _at++;
                if (_at >= text.Length) return null;
                var stop = text.AsSpan(_at).IndexOfAny('=', ';');
                if (stop < 0) return null;
                var name = text.Substring(_at, stop).Trim();
                _at += stop;
                if (text[_at] == ';') continue;
                _at++;
                while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
                var value = _at < text.Length && text[_at] == '"' ? Quoted() : Until(';').Trim();
                if (name.Length > 0) return (name, value);
            }
        }

        private string Quoted()
        {
            var value = new StringBuilder();
            for (_at++; _at < text.Length && text[_at] != '"'; _at++)
            {
                // A backslash escapes only quote and backslash; in C:\Rechnungen\1.pdf it is meant as it stands.
                if (text[_at] == '\\' && _at + 1 < text.Length && text[_at + 1] is '"' or '\\') _at++;
                value.Append(text[_at]);
            }

            _at++;
            if (_at > text.Length) _at = text.Length;
            return value.ToString();
        }
    }
}
