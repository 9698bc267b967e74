namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Finds what somebody most likely meant.</summary>
public static class NearestName
{
    /// <summary>The known name that is written most alike, or null where none is near.</summary>
    public static string? Find(string written, IEnumerable<string> known)
    {
        var allowed = written.Length < 5 ? 1 : Math.Max(2, written.Length / 3);
        return known
            .Select(name => (name, distance: Distance(written.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(candidate => candidate.distance <= allowed && candidate.distance < candidate.name.Length)
            .OrderBy(candidate => candidate.distance).ThenBy(candidate => candidate.name, StringComparer.Ordinal)
            .Select(candidate => candidate.name)
            .FirstOrDefault();
    }

    /// <summary>A sentence that names what was meant or, where nothing is near, what there is.</summary>
    public static string Advice(string written, IReadOnlyCollection<string> known)
    {
        if (Find(written, known) is { } near) return $"Gemeint ist vielleicht „{near}“.";
        return known.Count switch
        {
            0 => "Es gibt noch keine Einträge dieser Art; legen Sie zuerst einen an.",
            <= 24 => $"Möglich sind: {string.Join(", ", known.Order(StringComparer.Ordinal))}.",
            _ => $"Möglich sind {known.Count} Werte, zum Beispiel: "
                + $"{string.Join(", ", known.Order(StringComparer.Ordinal).Take(8))}.",
        };
    }

    // Optimal string alignment: insert, delete, replace, swap neighbours.
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 40 || a.Length > 200) return int.MaxValue;

        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(replace, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }

        return table[a.Length, b.Length];
    }
}
