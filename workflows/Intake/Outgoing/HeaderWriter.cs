using System.Text;

namespace Serverless.Workflows.Intake.Outgoing;

/// <summary>Writes header fields: on lines of at most 76 letters, what is not plain ASCII as encoded words (RFC 2047),
/// and never a line break that the value brought with it.</summary>
internal sealed class HeaderWriter
{
    private const int LineLength = 76;

    private const string WordStart = "=?utf-8?B?";
    private const string WordEnd = "?=";

    private readonly StringBuilder _headers = new();

    /// <summary>A field whose value is known to be safe: numbers, dates, tokens of our own.</summary>
    public HeaderWriter Token(string name, string value)
    {
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new ArgumentException($"The value of {name} must be printable ASCII.", nameof(value));
        _headers.Append(name).Append(": ").Append(value).Append("\r\n");
        return this;
    }

    /// <summary>A field of free text.</summary>
    public HeaderWriter Text(string name, string value)
    {
        var text = OneLine(value);
        _headers.Append(name).Append(": ");
        Words(name, text, IsPlain(text) && name.Length + 2 + text.Length <= LineLength);
        return EndLine();
    }

    /// <summary>A field with one address, which the caller has checked.</summary>
    public HeaderWriter Address(string name, string displayName, string address)
    {
        _headers.Append(name).Append(": ");
        var display = OneLine(displayName);
        if (display.Length > 0)
        {
            var quoted = "\"" + display.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
            var plain = IsPlain(display) && name.Length + 2 + quoted.Length <= LineLength;
            Words(name, plain ? quoted : display, plain);
            _headers.Append("\r\n ");
        }

        _headers.Append('<').Append(address).Append('>');
        return EndLine();
    }

    /// <inheritdoc/>
    public override string ToString() => _headers.ToString();

    private HeaderWriter EndLine()
    {
        _headers.Append("\r\n");
        return this;
    }

    private void Words(string name, string text, bool plain)
    {
        if (plain)
        {
            _headers.Append(text);
            return;
        }

        var first = true;
        var room = BytesIn(LineLength - name.Length - 2);
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(word.ToString()) + rune.Utf8SequenceLength > room) Flush();
            word.Append(rune.ToString());
        }

        Flush();

        void Flush()
        {
            if (!first) _headers.Append("\r\n ");
            first = false;
            room = BytesIn(LineLength - 1);
            _headers.Append(WordStart).Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(word.ToString())))
                .Append(WordEnd);
            word.Clear();
        }
    }

    // How many bytes an encoded word on so much of a line can hold.
    private static int BytesIn(int letters) => (letters - WordStart.Length - WordEnd.Length) / 4 * 3;

    private static bool IsPlain(string text) =>
        !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains("=?", StringComparison.Ordinal);

    private static string OneLine(string value)
    {
        var line = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
            line.Append(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? " " : rune.ToString());
        return line.ToString().Trim();
    }
}
