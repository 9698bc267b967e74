using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Items;

/// <summary>What happened to an item, oldest first.</summary>
internal sealed record HistoryView(
    IReadOnlyList<VisitView> Decisions, IReadOnlyList<StatusView> Statuses, IReadOnlyList<EditView> Edits,
    IReadOnlyList<AuditEntryView> Audit)
{
    public static HistoryView Of(ItemHistory history) => new(
        [.. history.Visits.Select(VisitView.Of)], [.. history.Statuses.Select(StatusView.Of)],
        [.. history.Edits.Where(edit => edit.Changes.Count > 0).Select(edit => new EditView(edit.By, edit.AtUtc, edit.Changes))],
        [.. history.Audit.Select(AuditEntryView.Of)]);
}

/// <summary>What somebody changed of an item, a drawn number included; <c>by</c> is <c>system</c> for what was read from the
/// document and matched.</summary>
internal sealed record EditView(string By, DateTimeOffset At, IReadOnlyList<FieldChange> Changes);

/// <summary>A review status that somebody gave, or a rule (<c>by</c> is <c>system</c>).</summary>
internal sealed record StatusView(
    string Status, string Name, string By, string? For, DateTimeOffset At, int Visit, string Station, string Via, string? Comment,
    string? Address)
{
    public static StatusView Of(GivenStatus given) => new(
        given.Status, given.Name, given.By, given.For, given.AtUtc, given.Visit, given.Station, given.Via, given.Comment,
        given.Address);
}

/// <summary>One stay of the item with a person, and the decision that ended it (null while it is open).</summary>
internal sealed record VisitView(
    int Visit, string Station, string Assignee, string Reason, string Purpose, DateTimeOffset Opened,
    IReadOnlyList<string> Trace, DecisionView? Decision)
{
    public static VisitView Of(Visit visit) => new(
        visit.Number, visit.Station, visit.Assignee, visit.Reason, visit.Purpose, visit.OpenedUtc, visit.Trace,
        visit.Decision is { } made
            ? new(made.Kind, made.By, made.For, made.Comment, made.To, made.Via, made.AtUtc, made.Revision, made.Status, made.Address)
            : null);
}

/// <summary>A decision, kept like a signature: who, for whom, what, when, and from where.</summary>
/// <param name="Revision">The revision of the item that was decided on.</param>
internal sealed record DecisionView(
    string Decision, string By, string? For, string? Comment, string? To, string Via, DateTimeOffset At, int Revision,
    string? Status, string? Address);

/// <summary>An entry of the audit trail; each hash covers the one before.</summary>
internal sealed record AuditEntryView(
    int Sequence, DateTimeOffset At, string By, string What, IReadOnlyDictionary<string, string> Details,
    string Previous, string Hash)
{
    public static AuditEntryView Of(AuditEntry entry) => new(
        entry.Sequence, entry.AtUtc, entry.By, entry.What, entry.Details, entry.Previous, entry.Hash);
}
