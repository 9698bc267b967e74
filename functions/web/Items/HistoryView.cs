using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Items;

/// <summary>What happened to an item, oldest first.</summary>
internal sealed record HistoryView(
    IReadOnlyList<VisitView> Decisions, IReadOnlyList<StatusView> Statuses, IReadOnlyList<AuditEntryView> Audit)
{
    public static HistoryView Of(ItemHistory history) => new(
        [.. history.Visits.Select(VisitView.Of)], [.. history.Statuses.Select(StatusView.Of)],
        [.. history.Audit.Select(AuditEntryView.Of)]);
}

/// <summary>A review status that somebody gave, or a rule (<c>by</c> is <c>system</c>).</summary>
internal sealed record StatusView(
    string Status, string Name, string By, string? For, DateTimeOffset At, int Visit, string Station, string Via, string? Comment)
{
    public static StatusView Of(GivenStatus given) => new(
        given.Status, given.Name, given.By, given.For, given.AtUtc, given.Visit, given.Station, given.Via, given.Comment);
}

/// <summary>One stay of the item with a person, and the decision that ended it (null while it is open).</summary>
internal sealed record VisitView(
    int Visit, string Station, string Assignee, string Reason, string Purpose, DateTimeOffset Opened,
    IReadOnlyList<string> Trace, DecisionView? Decision)
{
    public static VisitView Of(Visit visit) => new(
        visit.Number, visit.Station, visit.Assignee, visit.Reason, visit.Purpose, visit.OpenedUtc, visit.Trace,
        visit.Decision is { } made
            ? new(made.Kind, made.By, made.For, made.Comment, made.To, made.Via, made.AtUtc, made.Revision, made.Status)
            : null);
}

/// <summary>A decision. The network address it came from stays in the archive.</summary>
internal sealed record DecisionView(
    string Decision, string By, string? For, string? Comment, string? To, string Via, DateTimeOffset At, int Revision,
    string? Status);

/// <summary>An entry of the audit trail; each hash covers the one before.</summary>
internal sealed record AuditEntryView(
    int Sequence, DateTimeOffset At, string By, string What, IReadOnlyDictionary<string, string> Details,
    string Previous, string Hash)
{
    public static AuditEntryView Of(AuditEntry entry) => new(
        entry.Sequence, entry.AtUtc, entry.By, entry.What, entry.Details, entry.Previous, entry.Hash);
}
