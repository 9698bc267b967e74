using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Functions;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Functions, rules with their conditions, and actions.</summary>
internal sealed class RuleCheck(CheckContext context, FunctionTable functions)
{
    private static readonly IReadOnlyList<string> OperatorWords = ShapeReader.Words(typeof(Operator));

    public static void Run(CheckContext context)
    {
        var process = context.Tenant.Process;
        var functions = FunctionCheck.Run(context);
        for (var i = 0; i < process.Rules.Count; i++)
        {
            var (rule, path) = (process.Rules[i], $"$.process.rules[{i}]");
            context.Refer(path + ".kind", rule.Kind, context.Kinds);
            new RuleCheck(context, functions).Group(rule.Conditions, path + ".conditions");
        }

        ActionCheck.Run(context);
    }

    private void Group(IReadOnlyList<Condition> conditions, string path)
    {
        if (conditions.Count == 0)
        {
            context.Problems.Meaning(path, "Es ist keine Position angegeben.",
                "Für eine Regel, die immer zutrifft, schreiben Sie { \"operator\": \"always\" }.");
        }

        for (var i = 0; i < conditions.Count; i++) Condition(conditions[i], $"{path}[{i}]");
    }

    private void Condition(Condition condition, string path)
    {
        if (condition.All is not null || condition.Any is not null)
        {
            if ((condition.All is not null && condition.Any is not null) || condition.Field is not null
                || condition.Operator is not null || condition.Value is not null || condition.OtherField is not null)
            {
                context.Problems.Meaning(path, "Eine Gruppe hat nur „all“ oder „any“ und sonst nichts.",
                    "Legen Sie weitere Bedingungen als eigene Positionen an.");
            }

            if (condition.All is { } all) Group(all, path + ".all");
            if (condition.Any is { } any) Group(any, path + ".any");
            return;
        }

        if (context.IsUnreadAt(path, "all", "any")) return;
        if (condition.Operator is not { } op)
        {
            context.Problems.Meaning(path + ".operator", "Der Operator fehlt.",
                $"Möglich sind: {string.Join(", ", OperatorWords)}.");
            return;
        }

        if (op != Operator.Always) Comparison(condition, op, path);
        else if (condition.Field is not null || condition.Value is not null || condition.OtherField is not null)
        {
            context.Problems.Meaning(path, "„always“ trifft immer zu und vergleicht nichts.",
                "Lassen Sie „field“, „value“ und „otherField“ weg.");
        }
    }

    private void Comparison(Condition condition, Operator op, string path)
    {
        if (condition.Field is not { } name)
        {
            context.Problems.Meaning(path + ".field", "Das Feld fehlt.", "Nennen Sie das Feld, das geprüft wird.");
            return;
        }

        if (Find(name, path + ".field") is not { } field) return;
        if (!FieldTypes.Operators(field.Type).Contains(op))
        {
            var words = FieldTypes.Operators(field.Type).Select(one => OperatorWords[(int)one]);
            context.Problems.Meaning(path + ".operator",
                $"„{OperatorWords[(int)op]}“ passt nicht zu „{name}“ ({field.Label}): das ist "
                + $"{FieldTypes.Describe(field.Type)}.", $"Möglich sind: {string.Join(", ", words)}.");
            return;
        }

        if (context.IsUnreadAt(path, "otherField")) return;
        if (condition.OtherField is { } other) Other(condition, field, op, other, path);
        else Values(context, condition.Value, field, op, path + ".value");
    }

    private void Other(Condition condition, RuleField field, Operator op, string other, string path)
    {
        if (condition.Value is not null || !FieldTypes.NeedsValue(op))
        {
            context.Problems.Meaning(path + ".otherField", "„otherField“ kann hier nicht stehen.",
                condition.Value is not null
                    ? "Geben Sie entweder „value“ oder „otherField“ an."
                    : $"„{OperatorWords[(int)op]}“ vergleicht mit nichts.");
            return;
        }

        if (Find(other, path + ".otherField") is not { } found || FieldTypes.Comparable(field.Type, found.Type)) return;
        context.Problems.Meaning(path + ".otherField",
            $"„{field.Name}“ ({FieldTypes.Name(field.Type)}) lässt sich nicht mit „{other}“ ({FieldTypes.Name(found.Type)}) "
            + "vergleichen.", "Vergleichen Sie Felder desselben Typs.");
    }

    private RuleField? Find(string name, string path)
    {
        if (functions.Find(name) is { } function)
            return context.IsUnread(function.Function!.Definition, "type") ? null : function;
        var names = RuleFields.Names(context.Tenant.Settings).Concat(functions.All.Select(one => one.Name)).ToList();
        if (RuleFields.Find(name) is { } field
            && (names.Contains(name) || !name.StartsWith(RuleFields.VariablePrefix, StringComparison.Ordinal)))
        {
            return field;
        }

        var mayBe = name.StartsWith(RuleFields.FunctionPrefix, StringComparison.Ordinal)
            ? context.Problems.IsBroken("$.process.functions") || context.Tenant.Process.Functions.Any(one => context.IsUnread(one, "name"))
            : FunctionCheck.IsLeftOut(context, name);
        if (!mayBe)
            context.Problems.Meaning(path, $"Das Feld „{name}“ gibt es nicht.", NearestName.Advice(name, names));
        return null;
    }

    /// <summary>Whether a field can be compared with these values by this operator.</summary>
    internal static void Values(CheckContext context, RuleValue? value, RuleField field, Operator op, string path)
    {
        var texts = value?.Texts ?? [];
        if (!FieldTypes.NeedsValue(op))
        {
            if (value is not null)
            {
                context.Problems.Meaning(path, $"„{OperatorWords[(int)op]}“ vergleicht mit keinem Wert.",
                    "Lassen Sie „value“ weg.");
            }

            return;
        }

        if (texts.Count == 0 || (texts.Count > 1 && !FieldTypes.TakesAlternatives(op)))
        {
            context.Problems.Meaning(path,
                texts.Count == 0 ? "Der Vergleichswert fehlt." : "Hier kann nur ein Wert stehen.",
                texts.Count == 0 ? $"Erwartet wird {FieldTypes.Describe(field.Type)}."
                    : "Für mehrere Werte verwenden Sie den Operator „in“.");
            return;
        }

        foreach (var text in texts)
        {
            if (!FieldTypes.IsValue(field.Type, text))
            {
                context.Problems.Meaning(path, $"„{text}“ passt nicht zu „{field.Name}“ ({field.Label}).",
                    $"Erwartet wird {FieldTypes.Describe(field.Type)}.");
            }
            else if (FieldTypes.ComparesWhole(op) && Referred(context, field) is { } names)
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
        // Without a list of statuses they are words like any other.
        _ when field.Name == "reviewStatus" && context.ReviewStatuses.Ids.Count > 0 => context.ReviewStatuses,
        _ => null,
    };
}
