using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Archive.Audit;

/// <summary>Whether a trail is as it was written.</summary>
/// <param name="FirstBroken">The number of the first entry that is not; null where all are.</param>
/// <param name="Reason">What is wrong with it, in German.</param>
public sealed record AuditVerdict(int? FirstBroken, string? Reason)
{
    /// <summary>Every entry is as it was written, and none is missing.</summary>
    public bool Intact => FirstBroken is null;
}

/// <summary>Checks a trail entry by entry.</summary>
public static class AuditVerifier
{
    /// <summary>Checks the trail of an item against its chain and its end.</summary>
    public static AuditVerdict Verify(string tenant, string item, AuditRecord record)
    {
        var previous = AuditChain.Beginning(tenant, item);
        var number = 0;
        foreach (var entry in record.Entries)
        {
            number++;
            if (Reason(entry, number, previous) is { } reason) return new AuditVerdict(number, reason);
            previous = entry.Hash;
        }

        var end = record.Head?.Sequence ?? 0;
        if (end > number)
            return new AuditVerdict(number + 1, $"Eintrag {number + 1} fehlt; die Historie endete mit {end}.");
        if (end < number)
            return new AuditVerdict(end + 1, $"Eintrag {end + 1} wurde hinter dem festgehaltenen Ende angefügt.");
        return record.Head is null || record.Head.Hash == previous
            ? new AuditVerdict(null, null)
            : new AuditVerdict(number, $"Eintrag {number} passt nicht zum festgehaltenen Ende der Historie.");
    }

    private static string? Reason(AuditEntry entry, int number, string previous)
    {
        if (entry.Sequence != number) return $"Eintrag {number} fehlt; an seiner Stelle steht {entry.Sequence}.";
        if (entry.Previous != previous) return $"Eintrag {number} schließt nicht an den Eintrag davor an.";
        return entry.Hash == AuditChain.HashOf(entry) ? null : $"Eintrag {number} wurde nachträglich geändert.";
    }
}
