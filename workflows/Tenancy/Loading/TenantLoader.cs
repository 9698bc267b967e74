using System.Text;
using System.Text.Json;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Reads a tenant file and names everything that is wrong with it at once.</summary>
public static class TenantLoader
{
    /// <summary>No file may be larger, in bytes.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Reads the text of a file (UTF-8, comments and trailing commas allowed).</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <returns>The tenant where nothing is wrong, else every problem; never both.</returns>
    public static TenantLoad Load(byte[] utf8)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        if (utf8.Length > MaxBytes)
        {
            return Refuse("$", 0, 0, $"Die Datei hat {utf8.Length} Bytes.",
                $"Erlaubt sind {MaxBytes}. Stammdaten gehören in den Import, nicht in diese Datei.");
        }

        var file = utf8.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        JsonSpot root;
        try
        {
            root = JsonSpot.Parse(file);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return NotJson(wrong);
        }

        var problems = new ProblemList(file);
        var fitting = new ShapeReader(problems).Read(root, typeof(Tenant), "$");
        if (fitting is null) return new TenantLoad(null, problems.All);

        var tenant = fitting.Deserialize<Tenant>(TenantJson.Options)!;
        TenantChecks.Run(tenant, problems);
        return problems.All.Count > 0 ? new TenantLoad(null, problems.All) : new TenantLoad(tenant, []);
    }

    // The reader throws InvalidOperationException where a string holds bytes that are no UTF-8.
    private static TenantLoad NotJson(Exception wrong)
    {
        var at = wrong as JsonException;
        return Refuse("$", (int)(at?.LineNumber ?? -1) + 1, (int)(at?.BytePositionInLine ?? -1) + 1,
            at is null ? "Die Datei ist nicht in UTF-8 gespeichert." : "Die Datei ist kein gültiges JSON.",
            at is null
                ? "Speichern Sie sie mit der Zeichenkodierung UTF-8."
                : "Prüfen Sie an dieser Stelle Klammern, Anführungszeichen und Kommas. "
                    + "Die übrigen Prüfungen folgen, sobald die Datei lesbar ist.");
    }

    private static TenantLoad Refuse(string path, int line, int column, string text, string remedy) =>
        new(null, [new TenantProblem(path, line, column, text, remedy)]);
}
