using Serverless.Workflows.Routing;

namespace Serverless.Web.Simulations;

/// <summary>What a candidate would change.</summary>
/// <param name="Against">What it was compared with: <c>current</c>, the tenant's file as it is, or <c>pinned</c>, the version
/// that each item is pinned to.</param>
/// <param name="Looked">How many items were compared.</param>
/// <param name="Different">How many of them would go another way; each is in <paramref name="Items"/>.</param>
/// <param name="Lost">Items that could not be compared, because the process they are pinned to is missing; only with
/// <c>pinned</c>.</param>
/// <param name="Next">Pass it as <c>cursor</c> with the same candidate, comparison and filter for older items; null at the end.</param>
internal sealed record SimulationView(
    string Against, int Looked, int Different, IReadOnlyList<SimulatedItemView> Items, IReadOnlyList<string> Lost, string? Next)
{
    public static SimulationView Of(SimulationFound found, SimulationBase against) => new(
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(against.ToString()),
        found.Looked, found.Different, [.. found.Items.Select(SimulatedItemView.Of)], found.Lost, found.Next);
}

/// <summary>An item that would go another way.</summary>
/// <param name="Reasons">What makes the difference, in the order of the way.</param>
/// <param name="Trace">The lines of the trace that only one way has: <c>−</c> before, <c>+</c> after.</param>
internal sealed record SimulatedItemView(
    string Id, string Url, string Status, DateTimeOffset Received, WayView Before, WayView After,
    IReadOnlyList<DifferenceReason> Reasons, IReadOnlyList<string> Trace)
{
    private const int MostTrace = 40;

    public static SimulatedItemView Of(SimulatedItem found) => new(
        found.Item.Id, $"/api/{found.Item.Tenant}/items/{found.Item.Id}",
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(found.Item.Status.ToString()), found.Item.ReceivedUtc,
        new(found.Difference.Before, found.Difference.NotesBefore, found.Difference.EffectsBefore),
        new(found.Difference.After, found.Difference.NotesAfter, found.Difference.EffectsAfter),
        found.Difference.Reasons, [.. found.Difference.Because.Take(MostTrace)]);
}

/// <summary>The way of an item to the end of its route, everybody approving.</summary>
/// <param name="Effects">What the rules make of it beside stations and notes: invoice group, status, connectors.</param>
internal sealed record WayView(
    IReadOnlyList<PlannedVisit> Stations, IReadOnlyList<string> Notes, IReadOnlyList<string> Effects);
