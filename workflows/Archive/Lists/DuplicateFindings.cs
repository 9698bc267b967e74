using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>What an item says of the others that look like it.</summary>
public static class DuplicateFindings
{
    private const string Rule = "DUPLICATE";

    /// <summary>The item with a finding for each of the others, and without those that were the same invoice or had the
    /// same number and, since its fields were corrected, are or have no longer.</summary>
    /// <param name="others">What <see cref="DuplicateIndex.FindAsync"/> found.</param>
    public static Item Note(Item item, IReadOnlyList<Duplicate> others)
    {
        var gone = item.Duplicates
            .Where(known => known.Why != DuplicateKeys.SameBytes
                && !others.Any(other => other.Item == known.Item && other.Why == known.Why)).ToList();
        var stay = item.Duplicates.Except(gone).ToList();
        var fresh = others.Where(other => stay.TrueForAll(known => known.Item != other.Item)
            && item.Corrects.All(corrected => corrected.Item != other.Item)).ToList();
        return item with
        {
            Duplicates = [.. stay, .. fresh],
            Checks = [.. Without(item, gone, stay), .. fresh.Select(one => Finding(item, one)).Except(item.Checks).Distinct()],
        };
    }

    /// <summary>The item without what it says of another that it takes the place of.</summary>
    public static Item Without(Item item, string other)
    {
        var (gone, stay) = (item.Duplicates.Where(known => known.Item == other).ToList(), item.Duplicates.Where(known => known.Item != other).ToList());
        return item with { Duplicates = stay, Checks = [.. Without(item, gone, stay)] };
    }

    /// <summary>The item with what it says of another, where the two are the same.</summary>
    public static Item With(Item item, Item other)
    {
        var keys = DuplicateKeys.Of(other);
        var why = DuplicateKeys.Of(item).Where(key => keys.ContainsKey(key.Key)).Select(key => key.Value)
            .OrderBy(DuplicateKeys.Rank).FirstOrDefault();
        if (why is null || item.Duplicates.Any(known => known.Item == other.Id)) return item;
        var found = new Duplicate(other.Id, why, DuplicateName.Of(other), other.ReceivedUtc);
        return item with { Duplicates = [.. item.Duplicates, found], Checks = [.. item.Checks, Finding(item, found)] };
    }

    // Two others may be called the same; what is said of one that stays is still true. Older texts name the other by its id.
    private static IEnumerable<Check> Without(Item item, List<Duplicate> gone, List<Duplicate> stay) => item.Checks.Where(check =>
        stay.Exists(one => Finding(item, one) == check)
        || !gone.Exists(one => Finding(item, one) == check || (check.Rule == Rule && check.Text.Contains(one.Item, StringComparison.Ordinal))));

    private static Check Finding(Item item, Duplicate duplicate)
    {
        var name = duplicate.Name is { } known ? $": {known}" : string.Empty;
        var first = duplicate.CameBefore(item) switch
        {
            true => " Zuerst eingegangen ist der andere Vorgang.",
            false => " Zuerst eingegangen ist dieser Vorgang.",
            null => string.Empty,
        };
        return new Check(Rule, Severity.Warning, duplicate.Why switch
        {
            DuplicateKeys.SameBytes => $"Dasselbe Dokument liegt schon als anderer Vorgang vor{name}.",
            DuplicateKeys.SameNumber => $"Dieselbe Nummer, anderer Betrag: Vom selben Lieferanten liegt schon ein anderer Vorgang vor{name}. "
                + "Bitte prüfen Sie, ob es eine Korrektur ist.",
            _ => $"Dieselbe Rechnung (Lieferant, Nummer, Betrag) liegt schon als anderer Vorgang vor{name}.",
        } + first);
    }
}
