using System.Buffers.Text;
using System.Text;

namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>Turns a place in the file into a value. Forgiving: what is malformed ends the value it is in.</summary>
/// <param name="budget">Pays for each value.</param>
/// <param name="decrypt">Applied to strings; null where they are plain.</param>
internal sealed class PdfParser(ReadOnlyMemory<byte> bytes, PdfBudget budget, Func<byte[], byte[]>? decrypt = null)
{
    private const int MaxKeywordBytes = 32;

    public PdfLexer Lexer { get; } = new(bytes, budget);

    /// <summary>The next value, or a <see cref="PdfKeyword"/>.</summary>
    public PdfValue Read(int depth = 0)
    {
        budget.Value();
        budget.Depth(depth);
        Lexer.SkipSpace();
        switch (Lexer.Peek())
        {
            case -1: return new PdfKeyword(string.Empty);
            case '/': return new PdfName(Lexer.Name());
            case '(': return String(Lexer.LiteralString());
            case '[': return Array(depth);
            case '<' when Lexer.Peek(1) == '<': return Dictionary(depth);
            case '<': return String(Lexer.HexString());
            case '>' when Lexer.Peek(1) == '>':
                Lexer.Position += 2;
                return new PdfKeyword(">>");
            case ']' or ')' or '>' or '{' or '}':
                return new PdfKeyword(((char)Lexer.Bytes.Span[Lexer.Position++]).ToString());
            default: return NumberOrWord();
        }
    }

    private PdfString String(byte[] value) => new(decrypt is null ? value : decrypt(value));

    private PdfArray Array(int depth)
    {
        Lexer.Position++;
        var items = new List<PdfValue>();
        while (true)
        {
            var before = Lexer.Position;
            var value = Read(depth + 1);
            if (value is not PdfKeyword word)
            {
                items.Add(value);
                continue;
            }

            if (word.Text == "]") break;
            if (!EndsValue(word)) continue;
            Lexer.Position = before;
            break;
        }

        return new PdfArray(items);
    }

    private PdfDictionary Dictionary(int depth)
    {
        Lexer.Position += 2;
        var entries = new Dictionary<string, PdfValue>(StringComparer.Ordinal);
        string? key = null;
        while (true)
        {
            var before = Lexer.Position;
            var value = Read(depth + 1);
            if (value is PdfKeyword word)
            {
                if (word.Text == ">>") break;
                if (!EndsValue(word)) continue;
                Lexer.Position = before;
                break;
            }

            if (key is not null)
            {
                entries[key] = value;
                key = null;
            }
            else if (value is PdfName name)
            {
                key = name.Value;
            }
        }

        return new PdfDictionary(entries);
    }

    /// <summary>Words that cannot be inside a value: it was not closed.</summary>
    private static bool EndsValue(PdfKeyword word) => word.Text is "" or "endobj" or "obj" or "stream" or "endstream" or "xref" or "trailer";

    private PdfValue NumberOrWord()
    {
        var word = Lexer.Word();
        if (word[0] is (byte)'+' or (byte)'-' or (byte)'.' || PdfLexer.IsDigit(word[0])) return Number(word);
        if (word.Length > MaxKeywordBytes) return new PdfKeyword("?");
        return word switch
        {
            _ when word.SequenceEqual("true"u8) => new PdfBoolean(true),
            _ when word.SequenceEqual("false"u8) => new PdfBoolean(false),
            _ when word.SequenceEqual("null"u8) => PdfNull.Instance,
            _ => new PdfKeyword(Encoding.Latin1.GetString(word)),
        };
    }

    private PdfValue Number(ReadOnlySpan<byte> word)
    {
        var after = Lexer.Position;
        if (PdfLexer.IsDigit(word[0]) && word.Length <= 10 && Utf8Parser.TryParse(word, out int number, out var used) && used == word.Length)
        {
            if (Lexer.Whole() is { } generation && Lexer.Accept("R"u8)) return new PdfReference(number, generation);
            Lexer.Position = after;
            return new PdfNumber(number);
        }

        return new PdfNumber(Decimal(word));
    }

    /// <summary>Reads as far as it is a number: damaged ones such as <c>--5</c> or <c>1.2.3</c> occur in the wild.</summary>
    private static double Decimal(ReadOnlySpan<byte> word)
    {
        double value = 0;
        double scale = 0;
        foreach (var b in word)
        {
            if (PdfLexer.IsDigit(b))
            {
                value = value * 10 + (b - '0');
                scale *= 10;
            }
            else if (b == (byte)'.' && scale == 0)
            {
                scale = 1;
            }
            else if (b is not ((byte)'+' or (byte)'-'))
            {
                break;
            }
        }

        if (scale > 0) value /= scale;
        if (!double.IsFinite(value)) value = 0;
        return word[0] == (byte)'-' ? -value : value;
    }
}
