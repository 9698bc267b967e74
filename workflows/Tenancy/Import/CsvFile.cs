using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Serverless.Workflows.Tenancy.Import;

/// <summary>A CSV file as spreadsheets and ERPs write it: UTF-8 or UTF-16 with or without byte order mark, else
/// Windows-1252; separated by semicolon, tab or comma.</summary>
/// <param name="Header">The names of the columns, trimmed.</param>
/// <param name="Rows">The rows below with the line on which each begins, from 1.</param>
/// <param name="Faulty">Rows that could not be taken apart.</param>
internal sealed record CsvFile(
    IReadOnlyList<string> Header, IReadOnlyList<CsvLine> Rows, IReadOnlyList<FaultyRow> Faulty)
{
    /// <summary>No file may be larger, in bytes.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <summary>Reads a file. A file that is none of these has no header and one faulty row that says why.</summary>
    public static async Task<CsvFile> ReadAsync(Stream content, CancellationToken cancellation)
    {
        var copy = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > MaxBytes)
                return Refuse($"Die Datei ist größer als {MaxBytes / 1024 / 1024} MB. Bitte teilen Sie sie auf.");
        }

        var text = Decode(copy.GetBuffer().AsSpan(0, (int)copy.Length));
        if (string.IsNullOrWhiteSpace(text)) return Refuse("Die Datei ist leer.");
        return text.Contains('\0')
            ? Refuse("Das ist keine CSV-Datei. Bitte speichern Sie die Tabelle als „CSV (Trennzeichen-getrennt)“.")
            : Split(text);
    }

    private static CsvFile Refuse(string reason) => new([], [], [new FaultyRow(1, [reason])]);

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) return Encoding.UTF8.GetString(bytes[3..]);
        if (bytes.StartsWith(Encoding.Unicode.Preamble)) return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)) return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }

    private static CsvFile Split(string text)
    {
        var broken = false;
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = DelimiterOf(text),
            BadDataFound = _ => broken = true,
            TrimOptions = TrimOptions.Trim,
            IgnoreBlankLines = true,
        });

        string[]? header = null;
        var (rows, faulty) = (new List<CsvLine>(), new List<FaultyRow>());
        while (parser.Read())
        {
            // The parser counts to the end of a row, which may have lines within quotation marks.
            var line = parser.RawRow - parser.RawRecord.AsSpan().Trim("\r\n").Count('\n');
            var fields = parser.Record ?? [];
            var (wasBroken, blank) = (broken, fields.All(string.IsNullOrWhiteSpace));
            broken = false;
            if (blank) continue;
            if (header is null) header = fields;
            else if (wasBroken)
                faulty.Add(new FaultyRow(line, ["Ein Anführungszeichen steht mitten im Feld oder wird nicht geschlossen."]));
            else if (fields.Length > header.Length && fields.Skip(header.Length).Any(field => field.Length > 0))
                faulty.Add(new FaultyRow(line, [$"Die Zeile hat {fields.Length} Felder, die Kopfzeile {header.Length}."]));
            else rows.Add(new CsvLine(line, fields));
        }

        return new CsvFile(header ?? [], rows, faulty);
    }

    // The separator is whatever stands most often in the header.
    private static string DelimiterOf(string text)
    {
        var start = text.AsSpan().TrimStart();
        var end = start.IndexOfAny('\r', '\n');
        var header = (end < 0 ? start : start[..end]).ToString();
        return ";\t,".MaxBy(candidate => header.Count(c => c == candidate)).ToString();
    }
}

/// <summary>A row of a CSV file with the line it begins on.</summary>
internal sealed record CsvLine(int Line, IReadOnlyList<string> Fields);

/// <summary>A row that cannot be imported.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Reasons">Everything that is wrong with it, German.</param>
public sealed record FaultyRow(int Line, IReadOnlyList<string> Reasons);
