namespace Serverless.Workflows.Routing;

/// <summary>A place where a rule is joined with an action.</summary>
/// <param name="Station">Null where it is the route's, looked at at every station.</param>
public sealed record RulePlace(Route Route, Station? Station, RuleUse Use)
{
    /// <summary>Every place of a process: its routes in the order of the file, of each first its own rules, then those of
    /// its stations, all in sequence.</summary>
    public static IEnumerable<RulePlace> All(Process process)
    {
        ArgumentNullException.ThrowIfNull(process);
        foreach (var route in process.Routes)
        {
            foreach (var use in route.Rules.OrderBy(use => use.Sequence)) yield return new RulePlace(route, null, use);
            foreach (var station in route.Stations.OrderBy(station => station.Sequence))
            {
                foreach (var use in station.Rules.OrderBy(use => use.Sequence))
                    yield return new RulePlace(route, station, use);
            }
        }
    }
}
