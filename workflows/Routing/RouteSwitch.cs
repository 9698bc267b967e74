using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Routing.Rules;

namespace Serverless.Workflows.Routing;

/// <summary>The route that an item is on, and its change by rules. No route is left and assigned again, so changes come
/// to an end.</summary>
internal sealed class RouteSwitch(CompiledProcess process, CompiledRoute route, Item item, List<string> trace)
{
    private readonly List<string> _left = [.. item.RouteChange?.Left ?? []];
    private bool _includedOnly = item.RouteChange is not null;

    /// <summary>The route as it is now.</summary>
    public CompiledRoute Route { get; private set; } = route;

    /// <summary>The id of the route that was assigned; null where the item stays on its own.</summary>
    public string? Assigned { get; private set; }

    /// <summary>What is to be remembered of it.</summary>
    public RouteChange? Change { get; private set; }

    /// <summary>Every route that the item is or was on, as far as the process still has it.</summary>
    public IEnumerable<CompiledRoute> Ways => _left.Append(Route.Route.Id).Distinct().Select(process.Route).OfType<CompiledRoute>();

    /// <summary>That the station takes no part and why, or null where it does.</summary>
    public string? LeavesOut(CompiledStation station)
    {
        if (!station.Station.Active) return TracePhrases.StationInactive.Of(station.Name);
        return _includedOnly && !station.Station.IncludeOnRouteChange
            ? TracePhrases.StationNotIncluded.Of(station.Name)
            : null;
    }

    /// <summary>Changes to a route, where the station that the item is at allows it.</summary>
    public bool Try(CompiledStation at, string wanted, string rule)
    {
        if (wanted == Route.Route.Id) return false;
        var name = process.Route(wanted)?.Route.Name ?? wanted;
        if (!at.Station.AllowRouteChange) return Refuse(TracePhrases.RouteNotAllowedHere.Of(rule, name, at.Name));
        if (_left.Contains(wanted)) return Refuse(TracePhrases.RouteWasThere.Of(rule, name));
        if (process.Route(wanted) is not { Route.Active: true } next) return Refuse(TracePhrases.RouteInactive.Of(rule, name));

        trace.Add(TracePhrases.RouteAssigned.Of(rule, next.Route.Name));
        _left.Add(Route.Route.Id);
        (Route, _includedOnly) = (next, true);
        (Assigned, Change) = (wanted, new RouteChange([.. _left], rule));
        return true;

        bool Refuse(string why)
        {
            trace.Add(why);
            return false;
        }
    }
}
