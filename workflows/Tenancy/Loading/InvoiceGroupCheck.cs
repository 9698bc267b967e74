using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Invoice groups and the table that preselects them.</summary>
internal static class InvoiceGroupCheck
{
    public static void Run(CheckContext context)
    {
        var process = context.Tenant.Process;
        for (var i = 0; i < process.InvoiceGroups.Count; i++)
            context.Refer($"$.process.invoiceGroups[{i}].kind", process.InvoiceGroups[i].Kind, context.Kinds);

        var groupings = new Dictionary<int, string>();
        for (var i = 0; i < process.InvoiceGroupTable.Count; i++)
        {
            var (row, path) = (process.InvoiceGroupTable[i], $"$.process.invoiceGroupTable[{i}]");
            context.Refer(path + ".group", row.Group, context.InvoiceGroups);
            if (row.Grouping < 0)
            {
                context.Problems.Meaning(path + ".grouping", "Die Gruppierung ist negativ.",
                    "Schreiben Sie eine positive Zahl, oder 0 für keine Gruppierung.");
            }
            else if (row.Grouping > 0 && !context.IsUnreadAt(path, "group", "grouping") && groupings.TryAdd(row.Grouping, row.Group) is false
                && groupings[row.Grouping] != row.Group)
            {
                context.Problems.Meaning(path + ".group",
                    $"Die Gruppierung {row.Grouping} nennt schon den Rechnungskreis „{groupings[row.Grouping]}“.",
                    "Zeilen einer Gruppierung müssen denselben Rechnungskreis nennen.");
            }

            Test(context, row, path);
        }
    }

    private static void Test(CheckContext context, InvoiceGroupRow row, string path)
    {
        if (context.IsUnreadAt(path, "operator", "kind", "field")) return;
        if (row.Operator is not (Operator.Equal or Operator.In or Operator.Empty or Operator.NotEmpty))
        {
            context.Problems.Meaning(path + ".operator", "Dieser Operator passt nicht in die Tabelle der Rechnungskreise.",
                "Möglich sind: equals, in, empty, notEmpty.");
            return;
        }

        if (row.Kind == InvoiceGroupKind.Pool == row.Field is not null)
        {
            context.Problems.Meaning(path + ".field",
                row.Field is null ? "Das Feld fehlt." : "Bei „pool“ entfällt das Feld.",
                row.Field is null ? "Nennen Sie das Feld des Datensatzes, das geprüft wird." : "Lassen Sie „field“ weg.");
            return;
        }

        if (RuleFields.Find(row.RuleFieldName) is { } field)
        {
            RuleCheck.Values(context, row.Value, field, row.Operator, path + ".value");
            return;
        }

        var prefix = row.RuleFieldName[..(row.RuleFieldName.IndexOf('.', StringComparison.Ordinal) + 1)];
        var known = RuleFields.All.Select(one => one.Name)
            .Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(name => name[prefix.Length..]).Append("number").ToList();
        context.Problems.Meaning(path + ".field", $"Das Feld „{row.Field}“ gibt es hier nicht.",
            NearestName.Advice(row.Field!, known));
    }
}
