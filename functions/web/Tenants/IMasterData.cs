using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Tenants;

/// <summary>Master data as far as people choose from it in capture.</summary>
public interface IMasterData
{
    /// <summary>What may be chosen for an item. Long lists are cut to the likeliest; an id that is not in a list may
    /// still be typed.</summary>
    Task<ItemChoices> ChoicesAsync(string tenant, Item item, CancellationToken cancellation);
}

/// <summary>Choices of the capture form.</summary>
public sealed record ItemChoices(
    IReadOnlyList<Choice> Suppliers, IReadOnlyList<Choice> Properties, IReadOnlyList<Choice> PurchaseOrders)
{
    /// <summary>Nothing to choose.</summary>
    public static ItemChoices None { get; } = new([], [], []);
}
