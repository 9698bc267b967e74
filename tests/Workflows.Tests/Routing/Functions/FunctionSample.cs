using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Functions;
using Serverless.Workflows.Routing.Rules;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing.Functions;

/// <summary>Computes single expressions.</summary>
internal static class FunctionSample
{
    /// <summary>The value as text (numbers with a point, dates as ISO 8601) or the fault's name.</summary>
    public static string Compute(string expression, Item item, params ScalarFunction[] others)
    {
        var fields = new FieldTable();
        var problems = new List<ExpressionProblem>();
        var table = new FunctionTable(others, fields, name => RuleFields.Find(name) is not null, () => []);
        Assert.Empty(table.Problems);
        var parsed = Parser.Parse(expression, problems);
        Assert.True(problems.Count == 0, string.Join("; ", problems));
        var typed = new ExpressionCompiler(
            fields, name => table.Find(name) ?? RuleFields.Find(name), () => [], problems).Compile(parsed!);
        Assert.True(problems.Count == 0, string.Join("; ", problems));
        var value = typed!.Value.Node(new FunctionRun(Scope(item, fields)));
        return value.Kind switch
        {
            ScalarKind.Error => value.Error.Fault.ToString(),
            ScalarKind.Date => value.Date.ToString("yyyy-MM-dd", null),
            ScalarKind.YesNo => value.YesNo ? "true" : "false",
            ScalarKind.Number => value.Number.ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture),
            _ => value.Text,
        };
    }

    public static RuleScope Scope(Item item, FieldTable fields) => new(
        new RuleSubject(item, new LinkedRecords(), Settings() with { State = "BE" }, new DateOnly(2026, 3, 31)), fields);

    /// <summary>The problems of an expression in a process that has these functions beside it.</summary>
    public static IReadOnlyList<ExpressionProblem> Problems(string expression, FieldType type = FieldType.Number) =>
        [.. new FunctionTable([Function("f", expression, type)], new FieldTable(), name => RuleFields.Find(name) is not null,
            () => RuleFields.All.Select(field => field.Name)).Problems.Select(found => found.Problem)];

    public static ScalarFunction Function(string name, string expression, FieldType type = FieldType.Number) =>
        new() { Name = name, Expression = expression, Type = type };
}
