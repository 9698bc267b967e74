using System.Globalization;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Import;

/// <summary>Reads the values of one row as German spreadsheets write them, and collects what is wrong.</summary>
internal sealed class RowReader(IReadOnlyDictionary<string, int> columns, CsvLine line)
{
    private const int LongestText = 500;

    // A number becomes part of keys.
    private const int LongestNumber = 60;

    private static readonly string[] DayForms = ["d.M.yyyy", "yyyy-MM-dd", "d.M.yy"];

    private readonly List<string> _faults = [];

    public int Line => line.Line;

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The names of the columns that the file has.</summary>
    public IEnumerable<string> Columns => columns.Keys;

    /// <summary>A text, or null where the field is empty or the column is not there.</summary>
    public string? Text(string column)
    {
        var text = Raw(column);
        if (text?.Length > LongestText)
        {
            Fault($"„{column}“ ist länger als {LongestText} Zeichen.");
            return null;
        }

        return text;
    }

    /// <summary>A text that must be there; empty where it is not.</summary>
    public string Required(string column)
    {
        if (Text(column) is { } text) return text;
        Fault($"„{column}“ fehlt.");
        return string.Empty;
    }

    /// <summary>A number as a name: an ERP's number of something.</summary>
    public string Number(string column)
    {
        var text = Required(column);
        if (text.Length > LongestNumber || Keys.Escape(text).Length > MasterKinds.LongestPart)
            Fault($"„{column}“ ist zu lang; eine Nummer hat höchstens {LongestNumber} übliche Zeichen.");
        return text;
    }

    /// <summary>The same, where it may be empty.</summary>
    public string? OptionalNumber(string column) => Raw(column) is null ? null : Number(column);

    /// <summary>A decimal with comma and points between thousands, or with a point.</summary>
    public decimal? Decimal(string column)
    {
        if (Raw(column) is not { } text) return null;
        if (GermanDecimal.TryParse(text, out var number)) return number;
        Fault($"„{column}“: „{text}“ ist keine Zahl. Erwartet wird zum Beispiel 1.234,56.");
        return null;
    }

    public DateOnly? Day(string column)
    {
        if (Raw(column) is not { } text) return null;
        if (DateOnly.TryParseExact(text, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Fault($"„{column}“: „{text}“ ist kein Datum. Erwartet wird zum Beispiel 31.12.2026.");
        return null;
    }

    public DateOnly RequiredDay(string column)
    {
        if (Raw(column) is null) Fault($"„{column}“ fehlt.");
        return Day(column) ?? default;
    }

    /// <summary>Yes or no; no where the field is empty.</summary>
    public bool YesNo(string column)
    {
        switch (Raw(column)?.ToLowerInvariant())
        {
            case "ja" or "j" or "x" or "1" or "wahr" or "true" or "yes": return true;
            case null or "nein" or "n" or "0" or "falsch" or "false" or "no" or "-": return false;
            default:
                Fault($"„{column}“: „{Raw(column)}“ ist weder ja noch nein.");
                return false;
        }
    }

    /// <summary>Two letters of ISO 3166; Germany where the field is empty.</summary>
    public string Country(string column)
    {
        var text = Raw(column)?.ToUpperInvariant() ?? "DE";
        if (text.Length == 2 && text.All(char.IsAsciiLetterUpper)) return text;
        Fault($"„{column}“: „{text}“ ist kein Länderkürzel. Erwartet werden zwei Buchstaben, zum Beispiel DE oder AT.");
        return "DE";
    }

    /// <summary>Several texts, separated by comma, bar or semicolon.</summary>
    public IReadOnlyList<string> List(string column) =>
        Text(column)?.Split([',', '|', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>Adds something that is wrong.</summary>
    public void Fault(string reason) => _faults.Add(reason);

    private string? Raw(string column) =>
        columns.TryGetValue(column, out var at) && at < line.Fields.Count && line.Fields[at].Trim() is { Length: > 0 } text
            ? text
            : null;
}
