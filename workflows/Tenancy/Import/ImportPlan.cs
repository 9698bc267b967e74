using System.Text.Json.Nodes;
using Serverless.Workflows.Tenancy.Loading;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Import;

/// <summary>A column of an import file.</summary>
/// <param name="Name">German, as the header says.</param>
/// <param name="Required">Whether the file is useless without it.</param>
/// <param name="Also">Other names it is known by.</param>
internal sealed record Column(string Name, bool Required = false, params string[] Also);

/// <summary>Compares a file with what is kept.</summary>
internal static class ImportPlan
{
    public static async Task<ImportPreview<T>> CompareAsync<T>(
        Stream content, IReadOnlyList<Column> columns, Func<RowReader, Task<T>> map, MasterTable<T> table,
        CancellationToken cancellation, Func<string, bool>? takesAlso = null)
        where T : class
    {
        var file = await CsvFile.ReadAsync(content, cancellation);
        var notices = new List<string>();
        var faulty = new List<FaultyRow>(file.Faulty);
        var places = Places(file.Header, columns, takesAlso, notices);
        if (file.Header.Count > 0 && Missing(columns, places) is { Count: > 0 } missing)
            return new ImportPreview<T>([], [], [], 0, [new FaultyRow(1, missing), .. faulty], notices);

        var (rows, named) = (new Dictionary<string, T>(), new HashSet<string>());
        var firstLine = new Dictionary<string, int>();
        foreach (var line in file.Rows)
        {
            var reader = new RowReader(places, line);
            var row = await map(reader);
            var key = Join(table.KeyOf(row));
            if (!firstLine.TryAdd(key, line.Line) && reader.Faults.Count == 0)
                reader.Fault($"Dieser Eintrag steht schon in Zeile {firstLine[key]}.");
            named.Add(key);
            if (reader.Faults.Count > 0) faulty.Add(new FaultyRow(line.Line, reader.Faults));
            else rows[key] = row;
        }

        return await CompareAsync(rows, named, file.Header.Count > 0, table, faulty, notices, cancellation);
    }

    private static async Task<ImportPreview<T>> CompareAsync<T>(
        Dictionary<string, T> rows, HashSet<string> named, bool readable, MasterTable<T> table,
        List<FaultyRow> faulty, List<string> notices, CancellationToken cancellation)
        where T : class
    {
        var (changed, gone, unchanged) = (new List<ChangedRow<T>>(), new List<MasterChange<T>>(), 0);
        await foreach (var kept in table.AllAsync(cancellation))
        {
            var key = Join(table.KeyOf(kept.Row));
            if (rows.Remove(key, out var row))
            {
                var differences = Differences(kept.Row, row);
                if (differences.Count == 0) unchanged++;
                else changed.Add(new ChangedRow<T>(new MasterChange<T>(kept, row), differences));
            }
            else if (readable && !named.Contains(key))
            {
                gone.Add(new MasterChange<T>(kept, null));
            }
        }

        return new ImportPreview<T>(
            [.. rows.Values.Select(row => new MasterChange<T>(null, row))], changed, gone, unchanged,
            [.. faulty.OrderBy(row => row.Line)], notices);
    }

    private static Dictionary<string, int> Places(
        IReadOnlyList<string> header, IReadOnlyList<Column> columns, Func<string, bool>? takesAlso, List<string> notices)
    {
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < header.Count; i++)
        {
            var name = header[i].Trim();
            var column = columns.FirstOrDefault(known => known.Also.Prepend(known.Name).Contains(name, StringComparer.OrdinalIgnoreCase));
            if (column is null && takesAlso?.Invoke(name) == true) column = new Column(name);
            if (column is null)
            {
                if (name.Length == 0) continue;
                notices.Add($"Die Spalte „{name}“ wird nicht verwendet. "
                    + NearestName.Advice(name, [.. columns.Select(known => known.Name)]));
            }
            else if (!places.TryAdd(column.Name, i))
            {
                notices.Add($"Die Spalte „{column.Name}“ steht mehrmals in der Kopfzeile; die erste gilt.");
            }
        }

        return places;
    }

    private static List<string> Missing(IReadOnlyList<Column> columns, Dictionary<string, int> places) =>
    [
        .. columns.Where(column => column.Required && !places.ContainsKey(column.Name))
            .Select(column => $"In der Kopfzeile fehlt die Spalte „{column.Name}“."),
    ];

    private static List<Difference> Differences<T>(T before, T after)
        where T : class
    {
        var (old, now) = (JsonNode.Parse(MasterTable<T>.Json(before))!.AsObject(), JsonNode.Parse(MasterTable<T>.Json(after))!.AsObject());
        return
        [
            .. old.Select(member => member.Key).Union(now.Select(member => member.Key))
                .Where(name => !JsonNode.DeepEquals(old[name], now[name]))
                .Select(name => new Difference(name, old[name]?.ToJsonString(), now[name]?.ToJsonString())),
        ];
    }

    private static string Join(string[] key) => string.Join('\u001f', key);
}
