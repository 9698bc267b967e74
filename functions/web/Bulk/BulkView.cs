using Microsoft.AspNetCore.Mvc;
using Serverless.Web.Bodies;
using Serverless.Web.Decisions;
using Serverless.Workflows.Approval;

namespace Serverless.Web.Bulk;

/// <summary>What is wanted for several items over the API.</summary>
internal sealed record BulkBody(
    [property: ApiField("forward gibt jeden Vorgang frei, reassign gibt jeden an seiner Station der Person „to“.", Required = true, Values = ["forward", "reassign"])]
    string? Action = null,
    [property: ApiField("Die Vorgänge, jeder einmal.", Required = true, MaxItems = IBulkDesk.MaxItems)]
    IReadOnlyList<BulkEntry>? Items = null,
    [property: ApiField("Nötig bei reassign: die Kennung der Person.", IsId = true)]
    string? To = null,
    [property: ApiField("Gilt für jeden Vorgang.", MaxLength = DecisionCheck.MaxComment)]
    string? Comment = null);

/// <summary>An item as it was seen.</summary>
internal sealed record BulkEntry(
    [property: ApiField("Kennung des Vorgangs.", Required = true, IsId = true)]
    string? Id = null,
    [property: ApiField(
        "Die „revision“, die der Vorgang beim Lesen hatte. Sie stellt sicher, dass nur entschieden wird, was Sie gesehen haben.",
        Required = true, Minimum = 1)]
    int? Revision = null);

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
                    : null,
                Refusals.Details(answer.Refusal))),
        ]);
}

/// <summary>What became of one item, with a sentence that may be shown.</summary>
/// <param name="Problem">What the same decision of this item alone would have been answered; null where it counts, met a
/// fault or was not tried.</param>
internal sealed record BulkResultView(
    string Id, BulkResult Result, string Message, EarlierView? Earlier, ProblemDetails? Problem);

/// <summary>The decision that was there already.</summary>
internal sealed record EarlierView(string Decision, string By, string? For, string? To, DateTimeOffset At);
