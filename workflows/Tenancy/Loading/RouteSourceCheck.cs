namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Route sources: what feeds which route.</summary>
internal static class RouteSourceCheck
{
    public static void Run(CheckContext context)
    {
        var routeSources = context.Tenant.Settings.RouteSources;
        var fed = new HashSet<(string From, string? Client)>();
        for (var i = 0; i < routeSources.Count; i++)
        {
            var (routeSource, path) = (routeSources[i], $"$.settings.routeSources[{i}]");
            References(context, routeSource, path);
            Route(context, routeSource, path);
            if (routeSource is { PostKind: not PostKind.Incoming } or { Status: not PostStatus.New })
            {
                context.Problems.Meaning(path + (routeSource.PostKind != PostKind.Incoming ? ".postKind" : ".status"),
                    "Mit dieser Postart und diesem Status erschiene der Vorgang in keinem Posteingang.",
                    "Wählen Sie „postKind“: „incoming“ (Posteingang) und „status“: „new“ (Neu).");
            }

            var from = routeSource.Source is { } source ? "source " + source : "range " + routeSource.NumberRange;
            if ((routeSource.Source ?? routeSource.NumberRange) is { } name
                && !context.IsUnread(routeSource, "source", "numberRange", "client") && !fed.Add((from, routeSource.Client)))
            {
                context.Problems.Meaning(path, $"„{name}“ speist für diesen Mandanten schon einen anderen Leitungsweg.",
                    "Behalten Sie je Quelle und Mandant einen Eintrag.");
            }
        }
    }

    /// <summary>Number ranges given per client: both exist, and the range is that client's.</summary>
    public static void NumberRanges(CheckContext context, IReadOnlyDictionary<string, string> ranges, string path)
    {
        foreach (var (client, range) in ranges)
        {
            var at = $"{path}.{client}";
            context.Refer(at, client, context.Clients);
            context.Refer(at, range, context.NumberRanges);
            if (context.Tenant.Settings.NumberRange(range) is { } known && known.Client != client
                && context.Clients.Ids.Contains(client) && !context.IsUnread(known, "client"))
            {
                context.Problems.Meaning(at, $"Der Nummernkreis „{range}“ gehört „{known.Client}“, nicht „{client}“.",
                    "Wählen Sie einen Nummernkreis dieses Mandanten.");
            }
        }
    }

    private static void References(CheckContext context, RouteSource routeSource, string path)
    {
        if (routeSource.Source is null == routeSource.NumberRange is null && !context.IsUnread(routeSource, "source", "numberRange"))
        {
            context.Problems.Meaning(path, routeSource.Source is null
                    ? "Es ist nicht angegeben, woher die Dokumente kommen."
                    : "Es sind eine Quelle und ein Nummernkreis angegeben.",
                "Geben Sie entweder „source“ oder „numberRange“ an.");
        }

        context.Refer(path + ".source", routeSource.Source, context.Sources);
        context.Refer(path + ".numberRange", routeSource.NumberRange, context.NumberRanges);
        context.Refer(path + ".client", routeSource.Client, context.Clients);
        context.Refer(path + ".backupAssignee", routeSource.BackupAssignee, context.People);
        NumberRanges(context, routeSource.NumberRanges, path + ".numberRanges");
    }

    private static void Route(CheckContext context, RouteSource routeSource, string path)
    {
        context.Refer(path + ".routeKind", routeSource.RouteKind, context.Kinds);
        context.Refer(path + ".route", routeSource.Route, context.Routes);
        if (context.Tenant.Process.Route(routeSource.Route) is not { } route) return;
        if (route.Kind != routeSource.RouteKind && !context.IsUnread(route, "kind") && !context.IsUnread(routeSource, "routeKind"))
        {
            context.Problems.Meaning(path + ".route",
                $"Der Leitungsweg „{route.Id}“ ist von der Art „{route.Kind}“, nicht „{routeSource.RouteKind}“.",
                "Wählen Sie einen Leitungsweg dieser Art oder ändern Sie „routeKind“.");
        }

        if (!route.Active)
        {
            context.Problems.Meaning(path + ".route", $"Der Leitungsweg „{route.Id}“ ist nicht aktiv.",
                "Setzen Sie ihn aktiv oder wählen Sie einen anderen.");
        }
    }
}
