using Serverless.Workflows.Approval;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Archive.Items;

/// <summary>Reads items, their lists and their history. Every call is within one tenant.</summary>
public interface IItemBook
{
    /// <summary>The item as it is now, or null.</summary>
    Task<Item?> GetAsync(string tenant, string id, CancellationToken cancellation);

    /// <summary>A page of a list. One filter picks the list, the others filter page by page, so a page may be short
    /// or empty and still have a cursor.</summary>
    Task<ItemPage> ListAsync(string tenant, ItemQuery query, CancellationToken cancellation);

    /// <summary>The visits with their decisions and the audit trail, oldest first.</summary>
    Task<ItemHistory> HistoryAsync(string tenant, string id, CancellationToken cancellation);

    /// <summary>Which of the values that rules can give were last given by a person.</summary>
    Task<ChosenByPeople> ChosenAsync(Item item, CancellationToken cancellation);
}

/// <summary>Which items are wanted; null means any. <paramref name="Query"/> is searched as words.</summary>
/// <param name="ByDeadline">Only what is on its way. What is due first comes first, as it does for a person or a station
/// in any case; a search begins with the newest.</param>
/// <param name="Held">Only what was rejected to its supplier and waits for the corrected invoice.</param>
/// <param name="Owed">Only what has ended while somebody is still to be told of it.</param>
/// <param name="Involved">The id of a person who has it, had it or decided on it; the newest first.</param>
public sealed record ItemQuery(
    ItemStatus? Status = null, string? Assignee = null, string? Station = null, string? Query = null,
    int PageSize = 50, string? Cursor = null, bool ByDeadline = false, bool Held = false,
    string? Involved = null, bool Owed = false);

/// <summary>A page of a list; the cursor is opaque and signed, null at the end.</summary>
public sealed record ItemPage(IReadOnlyList<Item> Items, string? Next);

/// <summary>What happened to an item.</summary>
public sealed record ItemHistory(IReadOnlyList<Visit> Visits, IReadOnlyList<AuditEntry> Audit)
{
    /// <summary>The review statuses that were given, oldest first.</summary>
    public IReadOnlyList<GivenStatus> Statuses { get; init; } = [];

    /// <summary>What was read from the document and what persons changed of it, oldest first.</summary>
    public IReadOnlyList<Edit> Edits { get; init; } = [];
}

/// <summary>One stay of an item with a person. It ends with one decision.</summary>
/// <param name="Number">Counted from 1 per item.</param>
/// <param name="Assignee">The person who is asked.</param>
/// <param name="Reason">Why this person, in words.</param>
/// <param name="Purpose"><c>station</c>, <c>correction</c> or <c>operator</c>.</param>
/// <param name="Trace">The rules looked at, with their outcome.</param>
public sealed record Visit(
    int Number, int Sequence, string Station, string Assignee, string Reason, string Purpose,
    DateTimeOffset OpenedUtc, IReadOnlyList<string> Trace, Decision? Decision,
    string? Route = null);

/// <summary>What a person decided, kept like a signature.</summary>
/// <param name="Kind">See <see cref="Approval.DecisionKinds"/>.</param>
/// <param name="By">Who decided.</param>
/// <param name="For">For whom, where it was a substitute.</param>
/// <param name="Via"><c>link</c>, <c>page</c> or <c>api</c>.</param>
/// <param name="To">Whom or where it names; see <see cref="Approval.ForwardTarget"/>.</param>
/// <param name="Revision">The item's revision that was decided on; no field had changed since the person saw it.</param>
/// <param name="Status">The id of the review status that was given with it, or null.</param>
public sealed record Decision(
    string Kind, string By, string? For, string? Comment, string? To, string Via, string? Address,
    DateTimeOffset AtUtc, int Revision, string? Status = null);

/// <summary>A review status that somebody gave to an item.</summary>
/// <param name="Status">The status's id.</param>
/// <param name="Name">What it was called then.</param>
/// <param name="By">A person's id, or <c>system</c> where a rule gave it.</param>
/// <param name="For">For whom, where it was a substitute.</param>
/// <param name="Visit">The visit in which it was given.</param>
/// <param name="Via"><c>link</c>, <c>page</c>, <c>api</c> or <c>rule</c>.</param>
public sealed record GivenStatus(
    string Status, string Name, string By, string? For, DateTimeOffset AtUtc, int Visit, string Station, string Via,
    string? Address, string? Comment = null);

/// <summary>An entry of the audit trail.</summary>
/// <param name="Sequence">Counted from 1 per item, without gaps.</param>
/// <param name="Hash">SHA-256 over this entry and the hash before it, lower-case hex.</param>
public sealed record AuditEntry(
    int Sequence, DateTimeOffset AtUtc, string By, string What, IReadOnlyDictionary<string, string> Details,
    string Previous, string Hash);
