using Serverless.Workflows.Archive.Records;

namespace Serverless.Workflows.Archive.Items;

/// <summary>One change of an item: written whole with its rows and its entry in the audit trail, or not at all.</summary>
/// <param name="Item">The item as it shall be; revision and list rows are set by the store.</param>
/// <param name="By">A person's id, or <c>system</c>.</param>
/// <param name="What">What happened, a stable word such as <c>decided</c>.</param>
/// <param name="Details">What belongs to it, for people to read.</param>
public sealed record ItemChange(
    Item Item, string By, string What, IReadOnlyDictionary<string, string>? Details = null)
{
    /// <summary>Whoever acts where no person does.</summary>
    public const string System = "system";

    /// <summary>Further rows of the item's partition. Where one of their conditions does not hold nothing is written.</summary>
    public IReadOnlyList<RowWrite> Rows { get; init; } = [];
}
