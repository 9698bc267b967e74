using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>Where people decide. The row inserted here decides the winner; the orchestration is only woken.</summary>
public interface IDecisionDesk
{
    /// <summary>Decides the visit an item is in, after checking the person's right at this moment.</summary>
    Task<DecisionOutcome> DecideAsync(
        string tenant, string item, string person, DecisionRequest request, CancellationToken cancellation);

    /// <summary>Gives the item a review status, and forwards it where the settings say so and nothing is in the way: as
    /// a decision like any other.</summary>
    Task<DecisionOutcome> GiveStatusAsync(
        string tenant, string item, string person, StatusRequest request, CancellationToken cancellation);

    /// <summary>What the person may do with the item now; <see cref="DecisionOffer.None"/> where they have no say.</summary>
    Task<DecisionOffer> OfferAsync(string tenant, Item item, string person, CancellationToken cancellation);

    /// <summary>The ids of the people whom somebody stands in for today, so that they decide what waits for them.</summary>
    Task<IReadOnlyList<string>> StandsInForAsync(string tenant, string person, CancellationToken cancellation);

    /// <summary>Changes fields of an item at hand, under the revision the person saw.</summary>
    Task<DecisionOutcome> EditAsync(
        string tenant, string item, string person, FieldEdit edit, CancellationToken cancellation);
}

/// <summary>The decisions there are.</summary>
public static class DecisionKinds
{
    /// <summary>Forward to the next station of the route.</summary>
    public const string Approve = "approve";

    public const string Reject = "reject";

    /// <summary>By mail to the supplier, at the address in <see cref="DecisionRequest.To"/>; the item waits for the
    /// corrected invoice.</summary>
    public const string RejectToSupplier = "rejectToSupplier";

    /// <summary>The corrected invoice is there: the item that <see cref="DecisionRequest.To"/> names. This one ends.</summary>
    public const string Replace = "replace";

    /// <summary>Go on with an invoice that was rejected to the supplier as it is.</summary>
    public const string Resume = "resume";

    /// <summary>Back to a former station: the one that <see cref="DecisionRequest.To"/> names, else the last.</summary>
    public const string SendBack = "sendBack";

    /// <summary>To the person or role holder that <see cref="DecisionRequest.To"/> names, at the same station.</summary>
    public const string Forward = "forward";

    /// <summary>The item was given to somebody else at the same station by a person who may do so; see
    /// <see cref="ReassignDesk"/>. Not a decision of whoever had it.</summary>
    public const string Reassign = "reassign";

    /// <summary>Operator: try the failed activity again.</summary>
    public const string Again = "again";

    /// <summary>Operator: go on without the failed activity.</summary>
    public const string Skip = "skip";

    /// <summary>Operator: end the item as failed.</summary>
    public const string GiveUp = "giveUp";
}

/// <summary>What a person wants.</summary>
/// <param name="Visit">The visit it is meant for; null means the one open now (API only).</param>
/// <param name="Revision">The revision the person saw; null skips the comparison.</param>
/// <param name="To">For forward and sendBack; see <see cref="ForwardTarget"/>.</param>
/// <param name="Via"><c>link</c>, <c>page</c> or <c>api</c>.</param>
/// <param name="Address">The network address it came from, for the log.</param>
public sealed record DecisionRequest(
    string Decision, string? Comment, string? To, int? Visit, int? Revision, string Via, string? Address)
{
    /// <summary>The id of a review status that is given with the decision, or null.</summary>
    public string? Status { get; init; }

    /// <summary>For <c>rejectToSupplier</c>: the rules of the findings that the supplier is told; null tells all that
    /// concern the supplier.</summary>
    public IReadOnlyList<string>? Findings { get; init; }

    /// <summary>For <c>resume</c>: that the person knows of the corrections that are on their way to be paid, and goes on all
    /// the same.</summary>
    public bool ConfirmsPosted { get; init; }

    /// <summary>The revision that the person made after <see cref="Revision"/> with what they typed beside the decision; they
    /// know of that, and of nothing else that came after <see cref="Revision"/>.</summary>
    public int? OwnEdit { get; init; }
}

/// <summary>A review status that a person wants to give.</summary>
/// <param name="Status">The status's id.</param>
/// <param name="Comment">Becomes a note on the item.</param>
/// <param name="Forward">False gives the status and nothing more; else it forwards where the settings say so.</param>
/// <param name="Visit">As for a decision.</param>
/// <param name="Revision">As for a decision.</param>
/// <param name="Via"><c>link</c>, <c>page</c> or <c>api</c>.</param>
/// <param name="Address">The network address it came from, for the log.</param>
public sealed record StatusRequest(
    string Status, string? Comment, bool? Forward, int? Visit, int? Revision, string Via, string? Address)
{
    /// <summary>As for a decision.</summary>
    public int? OwnEdit { get; init; }
}

/// <summary>New values by field name; null or blank removes, a field not named stays. Only names of the catalogue are
/// taken. Of the links, null leaves as it is and an empty text removes.</summary>
/// <param name="NewRecords">Damages or equipment to be created and linked, where the route allows it.</param>
public sealed record FieldEdit(
    IReadOnlyDictionary<string, string?> Fields, string? Client, string? Property, string? Supplier,
    string? PurchaseOrder, int Revision, string? InvoiceGroup = null, string? Damage = null,
    string? Equipment = null, IReadOnlyList<NewRecord>? NewRecords = null)
{
    /// <summary>All lines of the coding, instead of those that are there; null leaves them. Of one line the amount may be
    /// empty, which takes the rest of the gross amount.</summary>
    public IReadOnlyList<CodingLine>? Coding { get; init; }

    /// <summary>Where it came from, for the log: <c>link</c>, <c>page</c> or <c>api</c>.</summary>
    public string? Via { get; init; }

    /// <summary>For whom it is made, for the log; the desk sets it where a substitute makes it.</summary>
    public string? For { get; init; }

    /// <summary>The network address it came from, for the log.</summary>
    public string? Address { get; init; }
}

/// <summary>A record that is created in capture.</summary>
/// <param name="Link"><c>damage</c> or <c>equipment</c>.</param>
public sealed record NewRecord(string Link, string Number, string Name);

/// <summary>What became of a decision or an edit.</summary>
public enum DecisionResult
{
    /// <summary>It counts.</summary>
    Accepted,

    /// <summary>The visit was decided before; <see cref="DecisionOutcome.Earlier"/> says by whom and how.</summary>
    AlreadyDecided,

    /// <summary>It is not this person's to decide; <see cref="DecisionOutcome.Reason"/> says why.</summary>
    NotAllowed,

    /// <summary>The item was changed since the person saw it; <see cref="DecisionOutcome.Changes"/> shows what, and is
    /// never empty.</summary>
    Changed,

    /// <summary>The item was being written again and again in this moment; the same may be tried at once.</summary>
    Busy,

    /// <summary>The request itself is wrong; the message says what would be right.</summary>
    Invalid,

    /// <summary>The item lacks something; <see cref="DecisionOutcome.Gaps"/> says what.</summary>
    Incomplete,

    /// <summary>There is no such item, or it waits for nobody.</summary>
    NotFound,
}

/// <summary>The answer to a person. The message is German and fit to be shown.</summary>
public sealed record DecisionOutcome(
    DecisionResult Result, string Message, Decision? Earlier = null,
    IReadOnlyList<FieldChange>? Changes = null)
{
    /// <summary>Why it is refused; null where it counts, or the result says all.</summary>
    public RefusalReason? Reason { get; init; }

    /// <summary>The permission that the person lacks, where that is the reason.</summary>
    public Permission? Missing { get; init; }

    /// <summary>Why the amount or four eyes keep the person from approving, where that is the reason.</summary>
    public ReleaseObstacle? Obstacle { get; init; }

    /// <summary>The id of somebody who may approve instead, as far as known.</summary>
    public string? MayApprove { get; init; }

    /// <summary>What the item lacks, where that is the reason.</summary>
    public IReadOnlyList<ForwardingGap> Gaps { get; init; } = [];

    /// <summary>Each thing that is wrong with an edit, German; all of them are in the message.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The item's revision with the changes, where it was changed; of an edit that counts the one that it made, null
    /// where there was nothing to change.</summary>
    public int? Revision { get; init; }

    /// <summary>What could be chosen instead, where there is a choice.</summary>
    public IReadOnlyList<string>? Possible { get; init; }

    /// <summary>The corrections that are on their way to be paid, where that is to be confirmed.</summary>
    public IReadOnlyList<PostedCorrection> Posted { get; init; } = [];

    /// <summary>The other items of the same invoice, where each is to be decided by itself.</summary>
    public IReadOnlyList<Duplicate> Duplicates { get; init; } = [];

    /// <summary>Why the item did not go on with a status that counts, where it should have.</summary>
    public DecisionOutcome? Stays { get; init; }

    /// <summary>Whether the item leaves the visit: true for every decision that counts, for a status only where it
    /// forwards.</summary>
    public bool Moves { get; init; }

    /// <summary>What the person saw is not what the item says now.</summary>
    /// <param name="revision">The one with the changes, which can be decided on.</param>
    /// <exception cref="ArgumentException">There is no difference: what did not change what they saw refuses nobody.</exception>
    public static DecisionOutcome ChangedBy(IReadOnlyList<FieldChange> changes, int revision) => changes.Count == 0
        ? throw new ArgumentException("A difference is shown, never an empty one.", nameof(changes))
        : new(
            DecisionResult.Changed,
            "Der Vorgang wurde inzwischen geändert. Bitte sehen Sie sich den Unterschied an und entscheiden Sie dann noch einmal.",
            Changes: changes)
        {
            Revision = revision,
        };

    /// <summary>The request cannot be carried out like this.</summary>
    public static DecisionOutcome Invalid(string message, RefusalReason reason = RefusalReason.Request) =>
        new(DecisionResult.Invalid, message) { Reason = reason };

    /// <summary>The item lacks something before it can go on.</summary>
    public static DecisionOutcome Incomplete(IReadOnlyList<ForwardingGap> gaps) => new(
        DecisionResult.Incomplete, string.Join(" ", gaps.Select(gap => gap.Text)))
    {
        Reason = RefusalReason.Incomplete,
        Gaps = gaps,
    };

    /// <summary>An invoice would be paid twice; whoever wants it all the same confirms it.</summary>
    public static DecisionOutcome PostedBefore(IReadOnlyList<PostedCorrection> posted) => new(
        DecisionResult.Invalid, string.Join(" ", posted.Select(one => one.InWords))
            + " Bitte prüfen Sie das, und bestätigen Sie ausdrücklich, wenn es trotzdem so sein soll.")
    {
        Reason = RefusalReason.AlreadyPosted,
        Posted = posted,
    };

    /// <summary>Among several the person may not see that the invoice is there twice.</summary>
    /// <param name="duplicates">At least one.</param>
    public static DecisionOutcome OneByOne(IReadOnlyList<Duplicate> duplicates) => new(
        DecisionResult.Invalid, DuplicatePhrases.OneByOne.Of(string.Join("; ", duplicates.Select(one => one.Name ?? one.Item))))
    {
        Reason = RefusalReason.Duplicate,
        Duplicates = duplicates,
    };

    /// <summary>The item never had the revision that the person says they saw.</summary>
    public static DecisionOutcome NoSuchRevision(int revision) => Invalid(
        $"Den Stand {revision} gibt es von diesem Vorgang nicht. Bitte laden Sie ihn neu.", RefusalReason.Revision);

    /// <summary>The item is there, but waits for no decision.</summary>
    public static DecisionOutcome NotWaiting(string message) =>
        new(DecisionResult.NotFound, message) { Reason = RefusalReason.NotWaiting };

    /// <summary>The person's own rights do not cover it.</summary>
    /// <param name="missing">The permission that would, where it is a matter of one.</param>
    public static DecisionOutcome Denied(string message, Permission? missing = null) =>
        new(DecisionResult.NotAllowed, message)
        {
            Missing = missing,
            Reason = missing is null ? RefusalReason.NotAsked : RefusalReason.Permission,
        };
}

/// <summary>One field before and after.</summary>
public sealed record FieldChange(string Field, string? Before, string? After);
