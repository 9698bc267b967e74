namespace Serverless.Workflows.Routing;

/// <summary>What a rule says of an item.</summary>
/// <param name="Because">Why, in words: each condition looked at, with the value found.</param>
public sealed record RuleResult(bool Holds, string Because);

/// <summary>Evaluates rules. Pure: the same subject always gives the same result.</summary>
public static class RuleEvaluation
{
    private static readonly Dictionary<Operator, string> Words = new()
    {
        [Operator.Equal] = "=",
        [Operator.NotEqual] = "≠",
        [Operator.Less] = "<",
        [Operator.LessOrEqual] = "≤",
        [Operator.Greater] = ">",
        [Operator.GreaterOrEqual] = "≥",
        [Operator.Contains] = "enthält",
        [Operator.StartsWith] = "beginnt mit",
        [Operator.In] = "in",
        [Operator.Empty] = "ist leer",
        [Operator.NotEmpty] = "ist nicht leer",
    };

    /// <summary>Whether the rule holds for the subject.</summary>
    public static RuleResult Evaluate(Rule rule, RuleSubject subject) =>
        Group(rule.Conditions, rule.Match == Match.All, subject);

    // Every condition is looked at, so that the trace tells the whole story.
    private static RuleResult Group(IReadOnlyList<Condition> conditions, bool all, RuleSubject subject)
    {
        var results = conditions.Select(condition => Single(condition, subject)).ToList();
        var holds = all ? results.TrueForAll(result => result.Holds) : results.Exists(result => result.Holds);
        return new RuleResult(holds, string.Join(all ? " und " : " oder ", results.Select(result => result.Because)));
    }

    private static RuleResult Single(Condition condition, RuleSubject subject)
    {
        if (condition.All is { } all) return Bracketed(Group(all, all: true, subject));
        if (condition.Any is { } any) return Bracketed(Group(any, all: false, subject));
        if (condition.Operator == Operator.Always) return new RuleResult(true, "immer");
        // A version pinned long ago may name a field that this release no longer has.
        if (condition.Operator is not { } op || RuleFields.Find(condition.Field ?? string.Empty) is not { } field)
            return new RuleResult(false, $"Feld „{condition.Field}“ gibt es nicht");

        var found = field.Read(subject).OfType<string>().Where(text => text.Length > 0).ToList();
        var wanted = condition.Value?.Texts ?? [];
        return new RuleResult(Holds(field.Type, op, found, wanted), Explain(field, op, found, wanted));
    }

    private static RuleResult Bracketed(RuleResult inner) => inner with { Because = $"({inner.Because})" };

    private static bool Holds(FieldType type, Operator op, List<string> found, IReadOnlyList<string> wanted) => op switch
    {
        Operator.Empty => found.Count == 0,
        Operator.NotEmpty => found.Count > 0,
        Operator.NotEqual => !found.Exists(text => wanted.Any(value => Compare(type, text, value) == 0)),
        Operator.Equal or Operator.In => found.Exists(text => wanted.Any(value => Compare(type, text, value) == 0)),
        Operator.Contains => found.Exists(text => wanted.Any(
            value => text.Contains(value, StringComparison.OrdinalIgnoreCase))),
        Operator.StartsWith => found.Exists(text => wanted.Any(
            value => text.StartsWith(value, StringComparison.OrdinalIgnoreCase))),
        _ => found.Exists(text => wanted.Any(
            value => Compare(type, text, value) is { } order && InOrder(op, order))),
    };

    private static bool InOrder(Operator op, int order) => op switch
    {
        Operator.Less => order < 0,
        Operator.LessOrEqual => order <= 0,
        Operator.Greater => order > 0,
        Operator.GreaterOrEqual => order >= 0,
        _ => false,
    };

    /// <summary>The order of two values, or null where one of them is no value of the type.</summary>
    private static int? Compare(FieldType type, string text, string value)
    {
        if (type == FieldType.Text)
            return Math.Sign(string.Compare(text.Trim(), value.Trim(), StringComparison.OrdinalIgnoreCase));
        return FieldTypes.Parse(type, text.Trim()) is { } left && FieldTypes.Parse(type, value) is { } right
            ? left.CompareTo(right)
            : null;
    }

    private static string Explain(RuleField field, Operator op, List<string> found, IReadOnlyList<string> wanted)
    {
        var had = found.Count == 0 ? "leer" : string.Join(", ", found.Select(text => GermanText.Value(field.Type, text)));
        if (!FieldTypes.NeedsValue(op)) return $"{field.Label} ({had}) {Words[op]}";
        return $"{field.Label} ({had}) {Words[op]} "
            + string.Join(" / ", wanted.Select(value => GermanText.Value(field.Type, value)));
    }
}
