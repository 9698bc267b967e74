using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Rules with their conditions, and actions.</summary>
internal static class RuleCheck
{
    private static readonly IReadOnlyList<string> OperatorWords = ShapeReader.Words(typeof(Operator));

    public static void Run(CheckContext context)
    {
        var process = context.Tenant.Process;
        for (var i = 0; i < process.Rules.Count; i++)
        {
            var (rule, path) = (process.Rules[i], $"$.process.rules[{i}]");
            context.Refer(path + ".kind", rule.Kind, context.Kinds);
            Group(context, rule.Conditions, path + ".conditions");
        }

        for (var i = 0; i < process.Actions.Count; i++)
        {
            if (process.Actions[i] is SetAssignee action)
                context.Assignee($"$.process.actions[{i}].assignee", action.Assignee);
        }
    }

    private static void Group(CheckContext context, IReadOnlyList<Condition> conditions, string path)
    {
        if (conditions.Count == 0)
        {
            context.Problems.Meaning(path, "Es ist keine Position angegeben.",
                "Für eine Regel, die immer zutrifft, schreiben Sie { \"operator\": \"always\" }.");
        }

        for (var i = 0; i < conditions.Count; i++) Condition(context, conditions[i], $"{path}[{i}]");
    }

    private static void Condition(CheckContext context, Condition condition, string path)
    {
        if (condition.All is not null || condition.Any is not null)
        {
            if ((condition.All is not null && condition.Any is not null) || condition.Field is not null
                || condition.Operator is not null || condition.Value is not null)
            {
                context.Problems.Meaning(path, "Eine Gruppe hat nur „all“ oder „any“ und sonst nichts.",
                    "Legen Sie weitere Bedingungen als eigene Positionen an.");
            }

            if (condition.All is { } all) Group(context, all, path + ".all");
            if (condition.Any is { } any) Group(context, any, path + ".any");
            return;
        }

        if (condition.Operator is not { } op)
        {
            context.Problems.Meaning(path + ".operator", "Der Operator fehlt.",
                $"Möglich sind: {string.Join(", ", OperatorWords)}.");
            return;
        }

        if (op != Operator.Always) Comparison(context, condition, op, path);
        else if (condition.Field is not null || condition.Value is not null)
        {
            context.Problems.Meaning(path, "„always“ trifft immer zu und vergleicht nichts.",
                "Lassen Sie „field“ und „value“ weg.");
        }
    }

    private static void Comparison(CheckContext context, Condition condition, Operator op, string path)
    {
        if (condition.Field is not { } name)
        {
            context.Problems.Meaning(path + ".field", "Das Feld fehlt.", "Nennen Sie das Feld, das geprüft wird.");
            return;
        }

        var names = RuleFields.Names(context.Tenant.Settings).ToList();
        if (RuleFields.Find(name) is not { } field || !names.Contains(name))
        {
            if (!context.Problems.IsIncomplete("$.settings.global"))
                context.Problems.Meaning(path + ".field", $"Das Feld „{name}“ gibt es nicht.",
                    NearestName.Advice(name, names));
            return;
        }

        if (!FieldTypes.Operators(field.Type).Contains(op))
        {
            var words = FieldTypes.Operators(field.Type).Select(one => OperatorWords[(int)one]);
            context.Problems.Meaning(path + ".operator",
                $"„{OperatorWords[(int)op]}“ passt nicht zu „{name}“ ({field.Label}): das ist "
                + $"{FieldTypes.Describe(field.Type)}.", $"Möglich sind: {string.Join(", ", words)}.");
            return;
        }

        Values(context, condition, field, op, path + ".value");
    }

    private static void Values(CheckContext context, Condition condition, RuleField field, Operator op, string path)
    {
        var texts = condition.Value?.Texts ?? [];
        if (!FieldTypes.NeedsValue(op))
        {
            if (condition.Value is not null)
            {
                context.Problems.Meaning(path, $"„{OperatorWords[(int)op]}“ vergleicht mit keinem Wert.",
                    "Lassen Sie „value“ weg.");
            }

            return;
        }

        if (texts.Count == 0 || (texts.Count > 1 && op != Operator.In))
        {
            context.Problems.Meaning(path,
                texts.Count == 0 ? "Der Vergleichswert fehlt." : "Hier kann nur ein Wert stehen.",
                texts.Count == 0 ? $"Erwartet wird {FieldTypes.Describe(field.Type)}."
                    : "Für mehrere Werte verwenden Sie den Operator „in“.");
            return;
        }

        foreach (var text in texts)
        {
            if (FieldTypes.Parse(field.Type, text) is null)
            {
                context.Problems.Meaning(path, $"„{text}“ passt nicht zu „{field.Name}“ ({field.Label}).",
                    $"Erwartet wird {FieldTypes.Describe(field.Type)}.");
            }
            else if (op is Operator.Equal or Operator.NotEqual or Operator.In && Referred(context, field) is { } names)
            {
                context.Refer(path, text, names);
            }
        }
    }

    private static NameSet? Referred(CheckContext context, RuleField field) => field.RefersTo switch
    {
        FieldRefersTo.Client => context.Clients,
        FieldRefersTo.Source => context.Sources,
        FieldRefersTo.RouteKind => context.Kinds,
        FieldRefersTo.InvoiceGroup => context.InvoiceGroups,
        FieldRefersTo.NumberRange => context.NumberRanges,
        _ => null,
    };
}
