using System.Text.Json.Serialization;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Approval;

/// <summary>The same decision for several items at once.</summary>
public interface IBulkDesk
{
    /// <summary>The most items of one call.</summary>
    const int MaxItems = 200;

    /// <summary>Does it for each item as if it were the only one: every check of the single decision applies, and one
    /// that is refused leaves the others be. Forwards run at once or one after the other, as the tenant's settings say.
    /// Repeating a call does nothing twice.</summary>
    /// <exception cref="ArgumentException">More than <see cref="MaxItems"/> items, or one of them twice.</exception>
    Task<BulkOutcome> RunAsync(string tenant, string person, BulkRequest request, CancellationToken cancellation);
}

/// <summary>What can be done with several items.</summary>
public enum BulkAction
{
    /// <summary>Approve: to the next station of the route.</summary>
    Forward,

    /// <summary>To another person at the same station.</summary>
    Reassign,
}

/// <summary>What a person wants for several items.</summary>
/// <param name="To">For reassign: the person's id.</param>
/// <param name="Comment">Kept with each.</param>
/// <param name="Via"><c>page</c> or <c>api</c>.</param>
/// <param name="Address">The network address it came from, for the log.</param>
public sealed record BulkRequest(
    BulkAction Action, IReadOnlyList<BulkItem> Items, string? To, string? Comment, string Via, string? Address);

/// <summary>An item as the person saw it.</summary>
/// <param name="Revision">It tells which visit is meant, so that a repeat never decides the next one, and whether the
/// data was changed since.</param>
public sealed record BulkItem(string Id, int Revision);

/// <summary>What became of one item.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BulkResult>))]
public enum BulkResult
{
    /// <summary>It is done.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>The same person did it before, in the same visit; nothing was done now.</summary>
    [JsonStringEnumMemberName("doneBefore")]
    DoneBefore,

    /// <summary>It cannot be done; the message says why, and what to do.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>The item was changed since the person saw it.</summary>
    [JsonStringEnumMemberName("changed")]
    Changed,

    /// <summary>Somebody was faster; the message says who, and what they did.</summary>
    [JsonStringEnumMemberName("alreadyDecided")]
    AlreadyDecided,

    /// <summary>There is no such item that the person may see.</summary>
    [JsonStringEnumMemberName("notFound")]
    NotFound,

    /// <summary>A fault on our side; whether it was done is answered by sending the same call again.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Its turn did not come: the time was up, or one before it failed. Send the same call again.</summary>
    [JsonStringEnumMemberName("notTried")]
    NotTried,
}

/// <summary>What became of the items, in the order of the request.</summary>
/// <param name="InSequence">Whether they were done one after the other.</param>
public sealed record BulkOutcome(bool InSequence, IReadOnlyList<BulkAnswer> Answers);

/// <summary>What became of one item. The message is German and fit to be shown.</summary>
/// <param name="Earlier">For <see cref="BulkResult.AlreadyDecided"/> and <see cref="BulkResult.DoneBefore"/>: the
/// decision that counts.</param>
public sealed record BulkAnswer(string Id, BulkResult Result, string Message, Decision? Earlier = null)
{
    /// <summary>What a single decision of the item would have been answered; null where it counts, met a fault or was not
    /// tried.</summary>
    public DecisionOutcome? Refusal { get; init; }
}
