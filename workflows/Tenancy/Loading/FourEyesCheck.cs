using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Stations that demand four eyes: there must be somebody else before, and somebody left who may.</summary>
internal static class FourEyesCheck
{
    public static void Run(CheckContext context, Route route, string path)
    {
        if (route.Stations.Any(one => context.IsUnread(one, "active", "sequence", "assignee", "includeOnRouteChange"))) return;
        for (var i = 0; i < route.Stations.Count; i++)
        {
            var station = route.Stations[i];
            if (station is not { FourEyes: true, Active: true }) continue;
            var earlier = route.Stations.Where(one => one.Active && one.Sequence < station.Sequence).ToList();
            if (earlier.Count == 0 && !station.IncludeOnRouteChange)
            {
                context.Problems.Meaning($"{path}.stations[{i}].fourEyes",
                    $"Vor der Station „{station.Name}“ hat noch niemand freigegeben; vier Augen gibt es hier nicht.",
                    "Setzen Sie „fourEyes“ an einer späteren Station.");
            }

            if (station.Assignee is not { Person: { } person, Backup: var backup } || (backup is not null && backup != person))
                continue;
            if (earlier.Find(one => one.Assignee?.Person == person) is not { } same) continue;
            context.Problems.Meaning($"{path}.stations[{i}].assignee",
                $"„{person}“ hat den Vorgang schon an der Station „{same.Name}“ und darf ihn hier nicht freigeben (vier Augen).",
                "Wählen Sie eine andere Person oder ergänzen Sie „backup“.");
        }
    }
}
