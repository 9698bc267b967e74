using Serverless.Workflows.Approval;

namespace Serverless.Web.Bulk;

/// <summary>What is wanted for several items over the API.</summary>
/// <param name="Action"><c>forward</c> or <c>reassign</c>.</param>
/// <param name="Items">1 to 200, each once.</param>
/// <param name="To">For <c>reassign</c>: the person's id.</param>
/// <param name="Comment">Kept with each item.</param>
internal sealed record BulkBody(string? Action, IReadOnlyList<BulkEntry?>? Items, string? To, string? Comment);

/// <summary>An item as it was seen.</summary>
/// <param name="Revision">The item's <c>revision</c>: it tells which stay with a person is meant.</param>
internal sealed record BulkEntry(string? Id, int? Revision);

/// <summary>What became of the items, in the order of the request.</summary>
/// <param name="Order"><c>parallel</c> or <c>sequence</c>, as the tenant's settings say.</param>
/// <param name="Done">How many count now, those done before included.</param>
internal sealed record BulkView(string Action, string Order, int Done, IReadOnlyList<BulkResultView> Results)
{
    public static BulkView Of(BulkRequest request, BulkOutcome outcome) => new(
        request.Action == BulkAction.Forward ? "forward" : "reassign", outcome.InSequence ? "sequence" : "parallel",
        outcome.Answers.Count(answer => answer.Result is BulkResult.Done or BulkResult.DoneBefore),
        [
            .. outcome.Answers.Select(answer => new BulkResultView(
                answer.Id, answer.Result, answer.Message,
                answer.Earlier is { } earlier
                    ? new EarlierView(earlier.Kind, earlier.By, earlier.For, earlier.To, earlier.AtUtc)
                    : null)),
        ]);
}

/// <summary>What became of one item, with a sentence that may be shown.</summary>
internal sealed record BulkResultView(string Id, BulkResult Result, string Message, EarlierView? Earlier);

/// <summary>The decision that was there already.</summary>
internal sealed record EarlierView(string Decision, string By, string? For, string? To, DateTimeOffset At);
