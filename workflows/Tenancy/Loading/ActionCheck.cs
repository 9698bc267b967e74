using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Rule actions: what they name exists.</summary>
internal static class ActionCheck
{
    public static void Run(CheckContext context)
    {
        for (var i = 0; i < context.Tenant.Process.Actions.Count; i++)
            Action(context, context.Tenant.Process.Actions[i], $"$.process.actions[{i}]");
    }

    private static void Action(CheckContext context, RuleAction action, string path)
    {
        switch (action)
        {
            case SetAssignee set:
                context.Assignee(path + ".assignee", set.Assignee);
                break;
            case AssignRoute assign:
                context.Refer(path + ".route", assign.Route, context.Routes);
                if (context.Tenant.Process.Route(assign.Route) is { } route) Target(context, route, path + ".route");
                break;
            case SetInvoiceGroup set:
                context.Refer(path + ".group", set.Group, context.InvoiceGroups);
                break;
            case SetReviewStatus set when context.Tenant.Process.ReviewStatuses.Count > 0 || context.ReviewStatuses.Incomplete:
                context.Refer(path + ".status", set.Status, context.ReviewStatuses);
                break;
            case CallPosting call:
                context.Refer(path + ".connector", call.Connector, context.Connectors);
                break;
            case RequireFields require:
                if (require.Fields.Count == 0)
                {
                    context.Problems.Meaning(path + ".fields", "Es ist kein Feld angegeben.",
                        "Nennen Sie die Felder, die ausgefüllt sein müssen.");
                }

                for (var i = 0; i < require.Fields.Count; i++) Field(context, require.Fields[i], $"{path}.fields[{i}]");
                break;
        }
    }

    /// <summary>Complains where an item has nothing of that name to be filled in.</summary>
    public static void Field(CheckContext context, string field, string path)
    {
        if (RequiredNames.All.Contains(field)) return;
        context.Problems.Meaning(path, $"Das Feld „{field}“ gibt es nicht.", NearestName.Advice(field, [.. RequiredNames.All]));
    }

    private static void Target(CheckContext context, Route route, string path)
    {
        if (!route.Active)
        {
            context.Problems.Meaning(path, $"Der Leitungsweg „{route.Id}“ ist nicht aktiv.",
                "Setzen Sie ihn aktiv oder wählen Sie einen anderen.");
        }
        else if (!route.Stations.Any(station => station is { Active: true, IncludeOnRouteChange: true }
            || context.IsUnread(station, "active", "includeOnRouteChange")) && !context.IsUnread(route, "stations"))
        {
            context.Problems.Meaning(path,
                $"Vom Leitungsweg „{route.Id}“ würde keine Station teilnehmen.",
                "Setzen Sie bei mindestens einer seiner aktiven Stationen „includeOnRouteChange“ auf true.");
        }
    }
}
