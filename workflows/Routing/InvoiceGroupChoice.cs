using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.Rules;

namespace Serverless.Workflows.Routing;

/// <summary>A row of the table, ready to be tested.</summary>
internal sealed record CompiledGroupRow(InvoiceGroupRow Row, CompiledCondition Condition);

/// <summary>Preselects the invoice group by the table of the process.</summary>
public static class InvoiceGroupChoice
{
    /// <summary>The group that the table gives, with the reason in words; null where the item has one already, or no row
    /// holds.</summary>
    public static (string Group, string Reason)? For(RuleSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (subject.Item.Cover.InvoiceGroup is not null || subject.Process is null) return null;
        var process = CompiledProcess.Of(subject.Process);
        if (process.Groups.Count == 0) return null;

        var scope = new RuleScope(subject, process.Fields);
        var possible = Possible(subject);
        foreach (var row in process.Groups)
        {
            var together = row.Row.Grouping == 0
                ? [row]
                : process.Groups.Where(other => other.Row.Grouping == row.Row.Grouping).ToList();
            if (!possible.Contains(row.Row.Group)) continue;
            scope.Failure = null;
            if (!together.TrueForAll(one => one.Condition.Test(scope)) || scope.Failure is not null) continue;

            scope.Writing.Clear();
            for (var i = 0; i < together.Count; i++)
            {
                if (i > 0) scope.Writing.Append(" und ");
                together[i].Condition.Explain(scope, scope.Writing);
            }

            return (row.Row.Group, scope.Writing.ToString());
        }

        return null;
    }

    /// <summary>The group for an item that is new on its route: the one that the table gives, else the default of a mail
    /// route.</summary>
    public static (string Group, string Reason)? First(RuleSubject subject)
    {
        if (For(subject) is { } chosen) return chosen;
        return subject.Item.Cover.InvoiceGroup is null && RouteOf(subject)?.MailGroups?.Default is { } standard
            && Possible(subject).Contains(standard)
            ? (standard, "Vorgabe des Leitungswegs")
            : null;
    }

    /// <summary>The item with the group that the table gives; as it is where it has one already, or no row holds.</summary>
    public static Item Fill(RuleSubject subject) => For(subject) is var (group, _)
        ? subject.Item with { Cover = subject.Item.Cover with { InvoiceGroup = group } }
        : subject.Item;

    private static Route? RouteOf(RuleSubject subject) => subject.Process?.Route(subject.Item.Route?.Name);

    private static HashSet<string> Possible(RuleSubject subject) => RouteOf(subject) is { } route
        ? [.. subject.Process!.GroupsOf(route).Select(group => group.Id)]
        : [.. subject.Process!.InvoiceGroups.Where(group => group.Kind == subject.Item.Kind).Select(group => group.Id)];
}
