namespace Serverless.Workflows.Archive.Records;

/// <summary>
/// Where an item's rows lie. Everything that must change together with an item is in its partition, so that it can be
/// in one batch: the item, its visits, decisions, audit trail and postings.
/// </summary>
public static class ItemKeys
{
    /// <summary>The item itself.</summary>
    public const string Item = "item";

    /// <summary>The end of the audit trail; its entries follow it in order.</summary>
    public const string AuditHead = "audit";

    /// <summary>Every entry of the audit trail, oldest first.</summary>
    public static RowRange AuditEntries { get; } = RowRange.Prefix(AuditHead + Keys.Separator);

    /// <summary>Every visit, oldest first.</summary>
    public static RowRange Visits { get; } = RowRange.Prefix("visit" + Keys.Separator);

    /// <summary>Every decision, by visit.</summary>
    public static RowRange Decisions { get; } = RowRange.Prefix("decision" + Keys.Separator);

    /// <summary>Every review status that was given, oldest first.</summary>
    public static RowRange Statuses { get; } = RowRange.Prefix("status" + Keys.Separator);

    /// <summary>Every posting.</summary>
    public static RowRange Postings { get; } = RowRange.Prefix("posting" + Keys.Separator);

    /// <summary>How often a step was begun and never ended.</summary>
    public static string Attempts(string step) => Keys.Join("attempt", step);

    /// <summary>The partition of an item.</summary>
    public static string Partition(string tenant, string item) => Keys.Join(tenant, "item", item);

    /// <summary>A visit, counted from 1.</summary>
    public static string Visit(int number) => Keys.Join("visit", Keys.Number(number));

    /// <summary>The decision that ended a visit.</summary>
    public static string Decision(int visit) => Keys.Join("decision", Keys.Number(visit));

    /// <summary>A review status, by the revision of the item that it came with.</summary>
    public static string Status(int revision) => Keys.Join("status", Keys.Number(revision, 9));

    /// <summary>An entry of the audit trail, counted from 1.</summary>
    public static string Audit(int sequence) => Keys.Join("audit", Keys.Number(sequence));

    /// <summary>A posting by target, purpose and count.</summary>
    public static string Posting(string target, string purpose, int n) =>
        Keys.Join("posting", target, purpose, Keys.Number(n, 4));
}
