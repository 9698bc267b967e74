using System.Globalization;
using System.Text;

namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>Reads the characters and simple tokens of the PDF language (ISO 32000-1, 7.2 and 7.3).</summary>
internal sealed class PdfLexer(ReadOnlyMemory<byte> bytes, PdfBudget budget)
{
    private const int MaxWordBytes = 4096;

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public int Position { get; set; }

    public bool AtEnd => Position >= Bytes.Length;

    public static bool IsSpace(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32;

    public static bool IsDelimiter(byte b) =>
        b is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}'
            or (byte)'/' or (byte)'%';

    public static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    /// <summary>The byte at an offset from here, or -1 after the end.</summary>
    public int Peek(int offset = 0) =>
        Position + offset < Bytes.Length ? Bytes.Span[Position + offset] : -1;

    /// <summary>Goes on to the next token, over white space and comments.</summary>
    public void SkipSpace()
    {
        var span = Bytes.Span;
        var start = Position;
        while (Position < span.Length)
        {
            if (IsSpace(span[Position]))
            {
                Position++;
            }
            else if (span[Position] == (byte)'%')
            {
                while (Position < span.Length && span[Position] is not (10 or 13)) Position++;
            }
            else
            {
                break;
            }
        }

        if (Position - start > MaxWordBytes) budget.Searched(Position - start);
    }

    /// <summary>A run of regular characters, cut where it is absurdly long; empty where a delimiter or the end comes first.</summary>
    public ReadOnlySpan<byte> Word()
    {
        var span = Bytes.Span;
        var start = Position;
        var end = Math.Min(span.Length, start + MaxWordBytes);
        while (Position < end && !IsSpace(span[Position]) && !IsDelimiter(span[Position])) Position++;
        return span[start..Position];
    }

    /// <summary>A whole number that is not negative, after white space; null (and nothing consumed) where there is none.</summary>
    public int? Whole()
    {
        var before = Position;
        SkipSpace();
        var word = Word();
        if (word.Length is > 0 and <= 10 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return value;
        Position = before;
        return null;
    }

    /// <summary>Consumes the word if it comes next, after white space.</summary>
    public bool Accept(ReadOnlySpan<byte> word)
    {
        var before = Position;
        SkipSpace();
        if (Word().SequenceEqual(word)) return true;
        Position = before;
        return false;
    }

    /// <summary>A name without its slash; <c>#2F</c> and the like are resolved.</summary>
    public string Name()
    {
        Position++;
        var word = Word();
        budget.Decoded(word.Length);
        if (!word.Contains((byte)'#')) return Encoding.Latin1.GetString(word);
        var name = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] == (byte)'#' && i + 2 < word.Length && Hex(word[i + 1]) >= 0 && Hex(word[i + 2]) >= 0)
            {
                name.Append((char)(Hex(word[i + 1]) * 16 + Hex(word[i + 2])));
                i += 2;
            }
            else
            {
                name.Append((char)word[i]);
            }
        }

        return name.ToString();
    }

    /// <summary>A hexadecimal string; an odd last digit counts as if a 0 followed.</summary>
    public byte[] HexString()
    {
        Position++;
        var span = Bytes.Span;
        var result = new List<byte>();
        var start = Position;
        var high = -1;
        for (; Position < span.Length; Position++)
        {
            if (span[Position] == (byte)'>')
            {
                Position++;
                break;
            }

            var digit = Hex(span[Position]);
            if (digit < 0) continue;
            if (high < 0)
            {
                high = digit;
            }
            else
            {
                result.Add((byte)(high * 16 + digit));
                high = -1;
            }
        }

        if (high >= 0) result.Add((byte)(high * 16));
        budget.Searched(Position - start);
        budget.Decoded(result.Count);
        return [.. result];
    }

    /// <summary>A string in parentheses, which may be nested.</summary>
    public byte[] LiteralString()
    {
        Position++;
        var span = Bytes.Span;
        var result = new List<byte>();
        for (var open = 1; Position < span.Length;)
        {
            var b = span[Position++];
            if (b == (byte)'\\')
            {
                Escape(span, result);
                continue;
            }

            if (b == (byte)'(') open++;
            if (b == (byte)')' && --open == 0) break;
            if (b == 13)
            {
                if (Peek() == 10) Position++;
                b = 10;
            }

            result.Add(b);
        }

        budget.Decoded(result.Count);
        return [.. result];
    }

    public static int Hex(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        _ => -1,
    };

    private void Escape(ReadOnlySpan<byte> span, List<byte> result)
    {
        if (Position >= span.Length) return;
        var b = span[Position++];
        switch (b)
        {
            case (byte)'n': result.Add(10); break;
            case (byte)'r': result.Add(13); break;
            case (byte)'t': result.Add(9); break;
            case (byte)'b': result.Add(8); break;
            case (byte)'f': result.Add(12); break;
            case 10: break;
            case 13:
                if (Peek() == 10) Position++;
                break;
            case >= (byte)'0' and <= (byte)'7':
                var value = b - '0';
                for (var i = 0; i < 2 && Peek() is >= '0' and <= '7'; i++) value = value * 8 + span[Position++] - '0';
                result.Add((byte)value);
                break;
            default: result.Add(b); break;
        }
    }
}
