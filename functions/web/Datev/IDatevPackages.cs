using System.Text.Json.Serialization;
using Serverless.Web.Access;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.Phrases;

namespace Serverless.Web.Datev;

/// <summary>Makes DATEV document packages.</summary>
public interface IDatevPackages
{
    /// <summary>A package of the items, or every reason why there is none. No invoice is in it twice.</summary>
    /// <param name="confirmed">Whether the caller knows that an invoice was handed over as another item already.</param>
    Task<DatevAnswer> ExportAsync(
        string tenant, IReadOnlyList<string> items, bool confirmed, Caller by, CancellationToken cancellation);

    /// <summary>The other items of the same invoice that were handed over already.</summary>
    Task<IReadOnlyList<ExportedDuplicate>> ExportedAsync(Item item, CancellationToken cancellation);
}

/// <summary>A package or reasons, never both.</summary>
/// <param name="Content">The ZIP; whoever gets it disposes it.</param>
public sealed record DatevAnswer(string? FileName, Stream? Content, IReadOnlyList<DatevProblem> Problems)
{
    /// <summary>What was handed over already as another item and is to be confirmed; then there are no other reasons.</summary>
    public IReadOnlyList<ExportedDuplicate> Duplicates { get; init; } = [];
}

/// <summary>Why an item cannot go into a package, for a person.</summary>
public sealed record DatevProblem(string Item, string Text);

/// <summary>An invoice that was handed over already.</summary>
/// <param name="Item">The item that is to be exported.</param>
/// <param name="Other">The id of the other item of the same invoice.</param>
/// <param name="Name">What the other is called, if anything is known.</param>
/// <param name="State">How far the other is; never only completed.</param>
public sealed record ExportedDuplicate(string Item, string Other, string? Name, PostedState State)
{
    /// <summary>What is so, and what comes of it; German.</summary>
    [JsonIgnore]
    public string InWords => EngineWords.HandedOver(Name ?? Other, State == PostedState.Exported);
}
