using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Review statuses: their kinds exist, and where one is demanded there is one to give.</summary>
internal static class ReviewStatusCheck
{
    public static void Run(CheckContext context)
    {
        var process = context.Tenant.Process;
        for (var i = 0; i < process.ReviewStatuses.Count; i++)
            context.Refer($"$.process.reviewStatuses[{i}].kind", process.ReviewStatuses[i].Kind, context.Kinds);
        if (context.Problems.IsBroken("$.process.reviewStatuses")) return;

        var general = context.Tenant.Settings.Global.ReviewStatusRequired;
        foreach (var kind in process.Routes.Where(route => route.Active && !context.IsUnread(route, "kind", "active")).Select(route => route.Kind).Distinct())
        {
            if (general != ReviewStatusRule.No && !HasOne(process, kind))
                Complain(context, "$.settings.global.reviewStatusRequired", kind);
        }

        for (var r = 0; r < process.Routes.Count; r++)
        {
            var route = process.Routes[r];
            if (context.IsUnread(route, "kind")) continue;
            for (var s = 0; s < route.Stations.Count; s++)
            {
                if (route.Stations[s].ReviewStatusRequired is { Rule: not ReviewStatusRule.No } && !HasOne(process, route.Kind))
                    Complain(context, $"$.process.routes[{r}].stations[{s}].reviewStatusRequired", route.Kind);
            }
        }
    }

    private static bool HasOne(Process process, string kind) =>
        process.ReviewStatuses.Any(status => status.Kind is null || status.Kind == kind);

    private static void Complain(CheckContext context, string path, string kind) => context.Problems.Meaning(path,
        $"Ein Status ist nötig, aber für die Art „{kind}“ ist keiner angelegt; nichts könnte weitergeleitet werden.",
        "Legen Sie unter „process.reviewStatuses“ mindestens einen an.");
}
