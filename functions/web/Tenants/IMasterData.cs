using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;

namespace Serverless.Web.Tenants;

/// <summary>Master data as far as people choose from it in capture.</summary>
public interface IMasterData
{
    /// <summary>What may be chosen for an item. Long lists are cut to the likeliest; an id that is not in a list may
    /// still be typed.</summary>
    Task<ItemChoices> ChoicesAsync(string tenant, Item item, CancellationToken cancellation);

    /// <summary>The names of properties (<c>property</c>) and suppliers (<c>supplier</c>), of those that are there.</summary>
    Task<IReadOnlyDictionary<(string Kind, string Number), string>> NamesAsync(
        string tenant, IReadOnlyCollection<(string Kind, string Number)> numbers, CancellationToken cancellation);
}

/// <summary>Choices of the capture form.</summary>
public sealed record ItemChoices(
    IReadOnlyList<Choice> Suppliers, IReadOnlyList<Choice> Properties, IReadOnlyList<Choice> PurchaseOrders)
{
    public IReadOnlyList<Choice> Damages { get; init; } = [];

    public IReadOnlyList<Choice> Equipment { get; init; } = [];

    /// <summary>The accounts of the item's client.</summary>
    public IReadOnlyList<Choice> Accounts { get; init; } = [];

    /// <summary>The invoice or mail groups that the item can have on its route.</summary>
    public IReadOnlyList<Choice> Groups { get; init; } = [];

    /// <summary>The item's route; null where it is not known, and then nothing is left out.</summary>
    public Route? Route { get; init; }

    /// <summary>Whether a link or property is shown and can be changed.</summary>
    public bool Has(string link) => Route?.Has(link) != false;

    /// <summary>Nothing to choose.</summary>
    public static ItemChoices None { get; } = new([], [], []);
}
