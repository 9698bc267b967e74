using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Routes, stations, and the rules used there.</summary>
internal static class ProcessCheck
{
    public static void Run(CheckContext context)
    {
        var process = context.Tenant.Process;
        for (var i = 0; i < process.RouteKinds.Count; i++)
        {
            if (!RouteKind.BuiltIn.Contains(process.RouteKinds[i].Id)) continue;
            context.Problems.Meaning($"$.process.routeKinds[{i}].id",
                $"Die Leitungswegart „{process.RouteKinds[i].Id}“ ist eingebaut.", "Wählen Sie eine andere Kennung.");
        }

        InvoiceGroupCheck.Run(context);
        ReviewStatusCheck.Run(context);
        for (var i = 0; i < process.Routes.Count; i++) Route(context, process.Routes[i], $"$.process.routes[{i}]");
        Size(context);
    }

    private static void Route(CheckContext context, Route route, string path)
    {
        context.Refer(path + ".kind", route.Kind, context.Kinds);
        context.Refer(path + ".numberRange", route.NumberRange, context.NumberRanges);
        for (var i = 0; i < route.Connectors.Count; i++)
            context.Refer($"{path}.connectors[{i}]", route.Connectors[i], context.Connectors);

        RouteLinkCheck.Run(context, route, path);
        if (route.Active && !route.Stations.Any(station => station.Active))
        {
            context.Problems.Meaning(path + ".stations", "Der Leitungsweg hat keine aktive Station.",
                "Legen Sie mindestens eine aktive Station an oder setzen Sie „active“ des Leitungswegs auf false.");
        }

        Uses(context, route, null, route.Rules, path + ".rules");
        var sequences = new HashSet<int>();
        for (var i = 0; i < route.Stations.Count; i++)
        {
            var (station, at) = (route.Stations[i], $"{path}.stations[{i}]");
            if (!context.IsUnread(station, "sequence") && !sequences.Add(station.Sequence))
            {
                context.Problems.Meaning(at + ".sequence", $"Die Reihenfolge {station.Sequence} gibt es schon.",
                    "Geben Sie jeder Station des Leitungswegs eine eigene Nummer.");
            }

            Station(context, route, station, at);
        }

        FourEyesCheck.Run(context, route, path);
    }

    private static void Station(CheckContext context, Route route, Station station, string path)
    {
        context.Assignee(path + ".assignee", station.Assignee);
        if (station.Active && station.Assignee is null && !context.IsUnread(station, "active", "assignee"))
        {
            context.Problems.Meaning(path, $"Die Station „{station.Name}“ ist aktiv, hat aber keinen Bearbeiter.",
                "Ergänzen Sie „assignee“ oder setzen Sie „active“ auf false.");
        }

        for (var i = 0; i < station.RequiredFields.Count; i++)
        {
            ActionCheck.Field(context, station.RequiredFields[i], $"{path}.requiredFields[{i}]");
            RouteLinkCheck.Required(context, route, station.RequiredFields[i], $"{path}.requiredFields[{i}]");
        }

        ReminderCheck.Run(context, station, path + ".reminders");
        Uses(context, route, station, station.Rules, path + ".rules");
    }

    private static void Uses(
        CheckContext context, Route route, Station? station, IReadOnlyList<RuleUse> uses, string path)
    {
        var process = context.Tenant.Process;
        var sequences = new HashSet<int>();
        for (var i = 0; i < uses.Count; i++)
        {
            var (use, at) = (uses[i], $"{path}[{i}]");
            context.Refer(at + ".rule", use.Rule, context.Rules);
            context.Refer(at + ".action", use.Action, context.Actions);
            if (process.Rule(use.Rule) is { } rule && rule.Kind != route.Kind
                && !context.IsUnread(rule, "kind") && !context.IsUnread(route, "kind"))
            {
                context.Problems.Meaning(at + ".rule",
                    $"Die Regel „{rule.Id}“ ist von der Art „{rule.Kind}“, der Leitungsweg von der Art „{route.Kind}“.",
                    "Verwenden Sie eine Regel derselben Art oder kopieren Sie die Regel für diese Art.");
            }

            if (station is null && process.Action(use.Action) is SkipStation)
            {
                context.Problems.Meaning(at + ".action", "Am Leitungsweg würde diese Aktion jede Station auslassen.",
                    "Ordnen Sie sie den Stationen zu, die ausgelassen werden sollen.");
            }

            if (process.Action(use.Action) is AssignRoute assign && process.Route(assign.Route) is { } target
                && target.Kind != route.Kind && !context.IsUnread(target, "kind") && !context.IsUnread(route, "kind"))
            {
                context.Problems.Meaning(at + ".action",
                    $"Der Leitungsweg „{target.Id}“ ist von der Art „{target.Kind}“, dieser von der Art „{route.Kind}“.",
                    "Weisen Sie einen Leitungsweg derselben Art zu.");
            }

            if (use.Active && process.Action(use.Action) is AssignRoute && !context.IsUnreadAt(at, "active", "action")
                && !AllowsRouteChange(context, route, station))
            {
                context.Problems.Meaning(at + ".action", station is null
                        ? "Keine aktive Station dieses Leitungswegs erlaubt, dass eine Regel einen anderen zuweist; so geschieht hier nie etwas."
                        : $"Die Station „{station.Name}“ erlaubt nicht, dass eine Regel einen anderen Leitungsweg zuweist; so geschieht hier nie etwas.",
                    station is null
                        ? "Setzen Sie bei den Stationen, von denen aus gewechselt werden darf, „allowRouteChange“ auf true."
                        : "Setzen Sie bei der Station „allowRouteChange“ auf true, oder die Regel hier auf nicht aktiv.");
            }

            if (process.Action(use.Action) is SetInvoiceGroup { Group: var group }
                && process.InvoiceGroups.Any(known => known.Id == group) && process.GroupsOf(route).All(known => known.Id != group)
                && !context.IsUnread(route, "kind", "mailGroups", "links")
                && !process.InvoiceGroups.Any(known => known.Id == group && context.IsUnread(known, "kind")))
            {
                context.Problems.Meaning(at + ".action", $"Den Kreis „{group}“ kann ein Vorgang auf diesem Leitungsweg nicht haben.",
                    NearestName.Advice(group, [.. process.GroupsOf(route).Select(known => known.Id)]));
            }

            if (process.Action(use.Action) is RequireFields { Fields: var required })
                foreach (var field in required) RouteLinkCheck.Required(context, route, field, at + ".action");

            if (!context.IsUnreadAt(at, "sequence") && !sequences.Add(use.Sequence))
            {
                context.Problems.Meaning(at + ".sequence", $"Die Reihenfolge {use.Sequence} gibt es hier schon.",
                    "Geben Sie jeder Regel eine eigene Nummer; in dieser Folge wird geprüft.");
            }
        }
    }

    private static bool AllowsRouteChange(CheckContext context, Route route, Station? station) => station is not null
        ? station.AllowRouteChange || context.IsUnread(station, "allowRouteChange")
        : context.IsUnread(route, "stations")
            || route.Stations.Any(one => one is { Active: true, AllowRouteChange: true } || context.IsUnread(one, "active", "allowRouteChange"));

    private static void Size(CheckContext context)
    {
        if (ProcessVersion.Of(context.Tenant.Process).Utf8Length <= ProcessVersion.MaxBytes) return;
        context.Problems.Meaning("$.process", "Regeln und Leitungswege sind zusammen zu groß.",
            $"Höchstens {ProcessVersion.MaxBytes} Bytes; entfernen Sie, was nicht mehr gebraucht wird.");
    }
}
