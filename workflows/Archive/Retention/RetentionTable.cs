using System.Text.Json;

namespace Serverless.Workflows.Archive.Retention;

/// <summary>How long a record must be kept by law, by country, category and day.</summary>
public sealed class RetentionTable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly IReadOnlyList<RetentionRule> _rules;

    private RetentionTable(IReadOnlyList<RetentionRule> rules) => _rules = rules;

    /// <summary>The table that comes with the product (<c>retention.json</c>).</summary>
    public static RetentionTable BuiltIn { get; } = Load();

    /// <summary>The last day on which a record that arose on <paramref name="arose"/> must be kept.</summary>
    /// <param name="country">ISO 3166 two-letter code.</param>
    /// <param name="category">The route kind; an unknown one is kept as long as an invoice.</param>
    /// <param name="arose">The day the record arose.</param>
    /// <exception cref="ArgumentException">The table has nothing for the country.</exception>
    public RetentionPeriod For(string country, string category, DateOnly arose)
    {
        var known = _rules.Any(r => r.Country == country && r.Category == category) ? category : "invoice";
        var rule = _rules.Where(r => r.Country == country && r.Category == known && r.From <= arose)
            .MaxBy(r => r.From)
            ?? throw new ArgumentException($"There is no retention period for country '{country}'.", nameof(country));
        return new RetentionPeriod(new DateOnly(arose.Year + rule.Years, 12, 31), rule.Source);
    }

    private static RetentionTable Load()
    {
        using var stream = typeof(RetentionTable).Assembly.GetManifestResourceStream("retention.json")!;
        return new RetentionTable(JsonSerializer.Deserialize<List<RetentionRule>>(stream, Json)!);
    }

    private sealed record RetentionRule(string Country, string Category, DateOnly From, int Years, string Source);
}

/// <summary>Until when, and by which law.</summary>
public sealed record RetentionPeriod(DateOnly Until, string Source);
