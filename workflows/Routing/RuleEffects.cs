using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Routing;

/// <summary>What rules make of an item beside its station, person and notes.</summary>
public sealed record RuleEffects
{
    /// <summary>The id of the route that was assigned, of the same process; null where the route stays.</summary>
    public string? Route { get; init; }

    /// <summary>For the item, where <see cref="Route"/> is set.</summary>
    public RouteChange? Change { get; init; }

    /// <summary>The invoice group for an item that has none.</summary>
    public string? InvoiceGroup { get; init; }

    public string? ReviewStatus { get; init; }

    /// <summary>Connectors to call beside those of the route.</summary>
    public IReadOnlyList<string> Postings { get; init; } = [];

    /// <summary>Connectors that were called before and are not to be called any more.</summary>
    public IReadOnlyList<string> DroppedPostings { get; init; } = [];

    /// <summary>One for each rule that counted as not met because a function had no value, or a field could not be read.
    /// </summary>
    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>The item with all of it. An invoice group that is set meanwhile stays, what is there is not repeated.</summary>
    public Item ApplyTo(Item item) => item with
    {
        Route = Route is { } route && item.Route is { } pinned ? pinned with { Name = route } : item.Route,
        RouteChange = Change ?? item.RouteChange,
        Cover = InvoiceGroup is { } group && item.Cover.InvoiceGroup is null
            ? item.Cover with { InvoiceGroup = group }
            : item.Cover,
        ReviewStatus = ReviewStatus ?? item.ReviewStatus,
        CalledPostings = [.. item.CalledPostings.Except(DroppedPostings).Union(Postings)],
        Checks = [.. item.Checks, .. Checks.Where(check => !item.Checks.Contains(check))],
    };
}

/// <summary>What the rules of a station demand before an item leaves it forward.</summary>
/// <param name="RequiredFields">Beside those of the station itself.</param>
/// <param name="Holds">Why it may not leave at all, each a sentence for a person; empty where it may.</param>
public sealed record StationDemands(IReadOnlyList<string> RequiredFields, IReadOnlyList<string> Holds)
{
    /// <summary>No demands.</summary>
    public static StationDemands None { get; } = new([], []);
}
