using System.Text.Json.Serialization;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Archive.Items;

/// <summary>An invoice or mail item: everything that is needed to show it and to go on with it.</summary>
public sealed record Item
{
    /// <summary>32 lower-case hex digits, from tenant, source, message bytes and part.</summary>
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    /// <summary>The client whose books it belongs to, once known.</summary>
    public string? Client { get; init; }

    /// <summary>Whether a person chose the client, who then needs not be the one that the document addresses.</summary>
    public bool ClientChosen { get; init; }

    /// <summary>The route kind: <c>invoice</c>, <c>mail</c> or an own one.</summary>
    public required string Kind { get; init; }

    public ItemStatus Status { get; init; } = ItemStatus.Running;

    /// <summary>The id of the last status that a person or a rule gave; see <see cref="Process.ReviewStatuses"/>.</summary>
    public string? ReviewStatus { get; init; }

    /// <summary>The pinned route.</summary>
    public RouteRef? Route { get; init; }

    /// <summary>The last automatic change of its route; null where it is still on its first.</summary>
    public RouteChange? RouteChange { get; init; }

    /// <summary>Connectors that rules call beside those of the route.</summary>
    public IReadOnlyList<string> CalledPostings { get; init; } = [];

    /// <summary>Where it is.</summary>
    public StationRef? Station { get; init; }

    /// <summary>Who has it, and why.</summary>
    public AssigneeRef? Assignee { get; init; }

    /// <summary>The ids of the people who had it, for whom it was had, or who decided on it, the latest last; see
    /// <see cref="Involvement"/>. They go on seeing it. Items from before this was kept lack the earlier ones.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    public IReadOnlyDictionary<string, Field> Fields { get; init; } = new Dictionary<string, Field>();

    public IReadOnlyList<InvoiceLine> Lines { get; init; } = [];

    public IReadOnlyList<TaxShare> Taxes { get; init; } = [];

    public IReadOnlyList<CodingLine> Coding { get; init; } = [];

    public IReadOnlyList<ItemDocument> Documents { get; init; } = [];

    public IReadOnlyList<ItemNote> Notes { get; init; } = [];

    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>Other items that hold the same document or the same invoice.</summary>
    public IReadOnlyList<Duplicate> Duplicates { get; init; } = [];

    public Deadlines? Deadlines { get; init; }

    public IReadOnlyList<PostingState> Postings { get; init; } = [];

    /// <summary>The keys of postings, refused or not sent, that an operator let the item go on without.</summary>
    public IReadOnlyList<string> SkippedPostings { get; init; } = [];

    /// <summary>What the fields were matched with.</summary>
    public CoverSheet Cover { get; init; } = new();

    /// <summary>The structured format that was read, if any.</summary>
    public string? Format { get; init; }

    public required ItemOrigin Origin { get; init; }

    /// <summary>What is to be done next, where the item does not wait for a person.</summary>
    public ItemStage Stage { get; init; } = ItemStage.Received;

    /// <summary>Counts the visits so far; the current or last visit has this number. 0 before the first.</summary>
    public int Visit { get; init; }

    /// <summary>How far the current visit is.</summary>
    public VisitState VisitState { get; init; } = VisitState.None;

    /// <summary>The visit whose decision is to be carried out, where that is not the current one (it failed before).</summary>
    public int? AppliesVisit { get; init; }

    /// <summary>When the person at hand is reminded next, or a mail that failed is tried again.</summary>
    public DateTimeOffset? RemindUtc { get; init; }

    /// <summary>When it is looked whether the item still waits with somebody who can decide it, where the person at hand is not
    /// reminded any more; null while they are.</summary>
    public DateTimeOffset? CheckUtc { get; init; }

    /// <summary>Reminders sent in the current visit.</summary>
    public int Reminders { get; init; }

    /// <summary>When somebody else is told that the item waits too long; null where nobody is, or has been told.</summary>
    public DateTimeOffset? EscalateUtc { get; init; }

    /// <summary>Who was told that the current visit waits too long; null where nobody was.</summary>
    public Escalation? Escalation { get; init; }

    /// <summary>When the deadlines and the times that follow from them are to be looked at again: a discount is lost then,
    /// or a person has changed a date.</summary>
    public DateTimeOffset? DeadlineUtc { get; init; }

    /// <summary>Which way a decision sends the item; null is forward.</summary>
    public NextMove? Next { get; init; }

    /// <summary>A rejection that stands; see <see cref="Approval.RejectionLift"/> for what lifts it. An item that ends with
    /// one is rejected and never posted.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>The last time that the invoice was rejected to its supplier; null where it never was.</summary>
    public SupplierRejection? SupplierRejection { get; init; }

    /// <summary>When whoever rejected the invoice is told that its correction was linked by itself, or the mail that failed is
    /// tried again; null where they need not be told, or were. The item has ended by then.</summary>
    public DateTimeOffset? TellLinkedUtc { get; init; }

    /// <summary>Whether it waits for the corrected invoice of its supplier, so that it is neither posted nor paid.</summary>
    [JsonIgnore]
    public bool IsHeld => SupplierRejection is { End: null };

    /// <summary>The items whose invoices, rejected to the supplier, this one takes the place of.</summary>
    public IReadOnlyList<Correction> Corrects { get; init; } = [];

    /// <summary>Why the item waits for an operator, where an activity has failed for good.</summary>
    public OperatorCase? Operator { get; init; }

    /// <summary>Whether an operator gave it up: it is archived, for its documents must be kept all the same, and ends as
    /// failed.</summary>
    public bool GivenUp { get; init; }

    /// <summary>The revision at which fields, client, supplier, order or property last changed.</summary>
    public int ContentRevision { get; init; }

    /// <summary>Rises when the item is restarted at its station; work of a lower epoch does nothing.</summary>
    public int Epoch { get; init; } = 1;

    /// <summary>Rises with every write.</summary>
    public int Revision { get; init; }

    /// <summary>The list rows that this revision owns, as <c>partition|key</c>.</summary>
    public IReadOnlyList<string> ListRows { get; init; } = [];

    public DateTimeOffset ReceivedUtc { get; init; }

    public DateTimeOffset? EndedUtc { get; init; }

    /// <summary>The last day on which the archive must still hold it.</summary>
    public DateOnly? RetainUntil { get; init; }
}

/// <summary>Where an item is in its life.</summary>
public enum ItemStatus { Running, Waiting, Completed, Rejected, Failed, Cancelled }

/// <summary>What is to be done next with an item, in the order of its life.</summary>
public enum ItemStage { Received, CoverSheet, Walking, Posting, Archiving, Ended }

/// <summary>How far a visit is: opened, its person told, decided, and the decision applied (none is open).</summary>
public enum VisitState { None, Opened, Notified, Decided }

/// <summary>The way that a decision sends an item, and for <see cref="Direction.ToPerson"/> to whom.</summary>
/// <param name="Why">In words, for the next person.</param>
/// <param name="Role">Instead of a person: whoever holds that role at the item's property.</param>
/// <param name="Station">For <see cref="Direction.Back"/>: the station's sequence; null for the last one.</param>
public sealed record NextMove(
    Direction Direction, string? Person, string Why, string? Role = null, int? Station = null);

/// <summary>Who rejected, where and why.</summary>
/// <param name="By">The name, with whom they stood in for.</param>
/// <param name="Route">The id of the route that the station belongs to; null in older records, which counts as the present
/// one.</param>
/// <param name="Person">The id of whoever rejected, or for whom it was done; null in older records.</param>
public sealed record Rejection(
    int Sequence, string Station, string By, string? Comment, string? Route = null, string? Person = null);

/// <summary>A route pinned at a version (the hash of the process it is part of).</summary>
public sealed record RouteRef(string Name, string Version);

/// <summary>A change of an item's route by a rule. Of the new route only the stations marked for it take part.</summary>
/// <param name="Left">The routes it has been on before, oldest first; none is assigned again by a rule.</param>
/// <param name="Rule">The name of the rule.</param>
public sealed record RouteChange(IReadOnlyList<string> Left, string Rule);

/// <summary>The station an item is at.</summary>
public sealed record StationRef(int Sequence, string Name, DateTimeOffset Since);

/// <summary>Who has an item, why in words, and whom they stand in for, if anybody.</summary>
public sealed record AssigneeRef(string User, string Reason, string? For = null);

/// <summary>A document of an item. <paramref name="Role"/> is <c>original</c>, <c>invoice</c>, <c>attachment</c>,
/// <c>mail</c>, <c>generated</c> or <c>sent</c> (a mail of ours); the invoice document is the one shown first.</summary>
public sealed record ItemDocument(string Name, string ContentType, string Sha256, long Length, string Role);

/// <summary>A note or warning that a rule or a person put on an item.</summary>
public sealed record ItemNote(DateTimeOffset AtUtc, string By, string Text, bool Warning = false);

/// <summary>Another item that looks like this one. <paramref name="Why"/> is <c>sameBytes</c>, <c>sameInvoice</c>, or
/// <c>sameNumber</c> where seller and number are the same and the amount is another.</summary>
/// <param name="Name">What the other was called when it was found: supplier, number and date of the invoice, as far as they
/// were known; null in older records.</param>
/// <param name="ReceivedUtc">When the other came in; null in older records.</param>
public sealed record Duplicate(string Item, string Why, string? Name = null, DateTimeOffset? ReceivedUtc = null)
{
    /// <summary>Whether the other came in before an item; null where that is not known.</summary>
    public bool? CameBefore(Item item) => ReceivedUtc is { } at
        ? at < item.ReceivedUtc || (at == item.ReceivedUtc && string.CompareOrdinal(Item, item.Id) < 0)
        : null;
}

/// <summary>Somebody was told that an item waits too long, and why.</summary>
/// <param name="To">The person's id.</param>
/// <param name="Reason">In words.</param>
public sealed record Escalation(DateTimeOffset AtUtc, string To, string Reason);

/// <summary>Dates by which something must have happened.</summary>
/// <param name="PayBy">The last bank day for what can still be reached: the first discount that is not lost, or the due
/// date where that is earlier. Lists are sorted by it.</param>
/// <param name="CashDiscounts">All, also those that are lost.</param>
public sealed record Deadlines(DateOnly? Due, DateOnly? PayBy, IReadOnlyList<CashDiscount> CashDiscounts);

/// <summary>How far one posting is, as a page shows it.</summary>
public sealed record PostingState(string System, string State, string? Number, string? Message);

/// <summary>What an item was matched with, and what its cover sheet says.</summary>
public sealed record CoverSheet
{
    public string? NumberRange { get; init; }

    /// <summary>The number drawn from the range (Rechnungseingangsnummer).</summary>
    public string? Number { get; init; }

    public string? InvoiceGroup { get; init; }

    public string? Supplier { get; init; }

    public string? PurchaseOrder { get; init; }

    public string? Property { get; init; }

    /// <summary>The number of a damage; where there is none, that of the order counts.</summary>
    public string? Damage { get; init; }

    /// <summary>The number of a piece of equipment; where there is none, that of the order counts.</summary>
    public string? Equipment { get; init; }

    /// <summary>Properties of the documents as the route names them, such as <c>Umbuchungsbelegnummer</c> →
    /// <c>UB-000001</c>.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();
}

/// <summary>One line of the coding (Vorkontierung). Amounts are decimal text with a point.</summary>
public sealed record CodingLine(
    string Amount, string? Account, string? TaxKey, string? CostCentre, string? CostType, string? Property,
    string? Unit, string? Order, string? Text);

/// <summary>How an item came in.</summary>
/// <param name="Source">The source's id in the tenant file.</param>
/// <param name="From">The sender's address, for mail.</param>
/// <param name="Subject">The subject of the mail, or the file's name.</param>
/// <param name="MessageSha256">The raw message or file as received.</param>
/// <param name="Answers">The Message-IDs that it answers, the nearest first; at most 20.</param>
public sealed record ItemOrigin(
    string Source, string? From, string? Subject, string MessageSha256, string? MessageId,
    IReadOnlyList<string>? Answers = null);

/// <summary>An activity that failed for good, waiting for an operator.</summary>
/// <param name="Step">The step that failed.</param>
/// <param name="Visit">The visit that was current when it failed, or whose decision was being carried out.</param>
/// <param name="CanSkip">Whether the item may go on without it.</param>
public sealed record OperatorCase(string Step, int Visit, string FailureType, string Message, bool CanSkip)
{
    /// <summary>The case that was being settled, where carrying out the operator's own decision failed.</summary>
    public OperatorCase? Earlier { get; init; }
}
