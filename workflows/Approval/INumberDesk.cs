using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Approval;

/// <summary>Where a clerk draws the number of a voucher, which is entered in the ledger and links it with the archive.</summary>
public interface INumberDesk
{
    /// <summary>What the person may draw from for an item; null where its route draws no numbers, it has one, or the person
    /// has no say.</summary>
    Task<NumberOffer?> OfferAsync(string tenant, Item item, string person, CancellationToken cancellation);

    /// <summary>Draws the number and writes it to the item. Drawing again gives the same number.</summary>
    /// <param name="id">The item's id.</param>
    Task<NumberOutcome> DrawAsync(
        string tenant, string id, string person, NumberRequest request, CancellationToken cancellation);
}

/// <summary>What a person wants to draw.</summary>
/// <param name="Range">The id of the range; null for the one that is proposed where nothing is to be asked.</param>
/// <param name="Via"><c>page</c> or <c>api</c>.</param>
/// <param name="Address">The network address it came from, for the log.</param>
public sealed record NumberRequest(string? Range, string? Via = null, string? Address = null);

/// <summary>Number ranges to draw from.</summary>
/// <param name="Property">The document property that the number is written to.</param>
/// <param name="Ranges">By id and name; never empty.</param>
/// <param name="Proposed">The id of the one that is preselected.</param>
/// <param name="Asks">Whether the person is to choose; not where the route names the range or there is only one.</param>
public sealed record NumberOffer(
    string Property, IReadOnlyList<(string Id, string Name)> Ranges, string Proposed, bool Asks);

/// <summary>What became of drawing.</summary>
/// <param name="Number">As it is written; null where none was drawn.</param>
public sealed record NumberOutcome(
    DecisionResult Result, string Message, string? Number = null, string? Range = null, string? Property = null)
{
    /// <summary>The ids of the ranges to choose from, where that was to be said.</summary>
    public IReadOnlyList<string> Possible { get; init; } = [];
}
