using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Items;

/// <summary>What happened to an item, oldest first.</summary>
internal sealed record HistoryView(IReadOnlyList<VisitView> Decisions, IReadOnlyList<AuditEntryView> Audit)
{
    public static HistoryView Of(ItemHistory history) => new(
        [.. history.Visits.Select(VisitView.Of)], [.. history.Audit.Select(AuditEntryView.Of)]);
}

/// <summary>One stay of the item with a person, and the decision that ended it (null while it is open).</summary>
internal sealed record VisitView(
    int Visit, string Station, string Assignee, string Reason, string Purpose, DateTimeOffset Opened,
    IReadOnlyList<string> Trace, DecisionView? Decision)
{
    public static VisitView Of(Visit visit) => new(
        visit.Number, visit.Station, visit.Assignee, visit.Reason, visit.Purpose, visit.OpenedUtc, visit.Trace,
        visit.Decision is { } made
            ? new(made.Kind, made.By, made.For, made.Comment, made.To, made.Via, made.AtUtc, made.Revision)
            : null);
}

/// <summary>A decision. The network address it came from stays in the archive.</summary>
internal sealed record DecisionView(
    string Decision, string By, string? For, string? Comment, string? To, string Via, DateTimeOffset At, int Revision);

/// <summary>An entry of the audit trail; each hash covers the one before.</summary>
internal sealed record AuditEntryView(
    int Sequence, DateTimeOffset At, string By, string What, IReadOnlyDictionary<string, string> Details,
    string Previous, string Hash)
{
    public static AuditEntryView Of(AuditEntry entry) => new(
        entry.Sequence, entry.AtUtc, entry.By, entry.What, entry.Details, entry.Previous, entry.Hash);
}
