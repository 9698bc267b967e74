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
        if (subject.Item.Cover.InvoiceGroup is not null) return null;
        var process = CompiledProcess.Of(subject.Process);
        if (process.Groups.Count == 0) return null;

        var scope = new RuleScope(subject, process.Fields);
        var kind = subject.Item.Kind;
        foreach (var row in process.Groups)
        {
            var together = row.Row.Grouping == 0
                ? [row]
                : process.Groups.Where(other => other.Row.Grouping == row.Row.Grouping).ToList();
            if (subject.Process!.InvoiceGroups.FirstOrDefault(group => group.Id == row.Row.Group)?.Kind is { } of && of != kind)
                continue;
            if (!together.TrueForAll(one => one.Condition.Test(scope))) continue;

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

    /// <summary>The item with the group that the table gives; as it is where it has one already, or no row holds.</summary>
    public static Item Fill(RuleSubject subject) => For(subject) is var (group, _)
        ? subject.Item with { Cover = subject.Item.Cover with { InvoiceGroup = group } }
        : subject.Item;
}
