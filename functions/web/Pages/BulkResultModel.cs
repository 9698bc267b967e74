using Serverless.Web.Access;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Pages;

/// <summary>What became of several items, or what is missing before they can be decided.</summary>
public sealed record BulkResultModel
{
    public required Session Session { get; init; }

    /// <summary><c>forward</c> or <c>reassign</c>; anything else where the form was none of ours.</summary>
    public string? Action { get; init; }

    public required IReadOnlyList<BulkItem> Marked { get; init; }

    public required IReadOnlyList<BulkRow> Rows { get; init; }

    public bool InSequence { get; init; }

    public string? To { get; init; }

    public string? Comment { get; init; }

    /// <summary>Why nothing was done at all, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>The list that the person came from.</summary>
    public required string Back { get; init; }

    public required string FormToken { get; init; }

    /// <summary>What can be sent again as it was: all of it where something was missing, else what met a fault.</summary>
    public IReadOnlyList<BulkItem> Again => Problem is not null
        ? Marked
        : [.. Marked.Where(item => Rows.Any(row => row.Id == item.Id && row.Answer?.Result is BulkResult.Failed or BulkResult.NotTried))];

    public int Done => Rows.Count(row => row.Answer?.Result is BulkResult.Done or BulkResult.DoneBefore);
}

/// <summary>One item and what became of it.</summary>
/// <param name="Item">As it is now; null where there is none that the person may see.</param>
public sealed record BulkRow(string Id, Item? Item, BulkAnswer? Answer);
