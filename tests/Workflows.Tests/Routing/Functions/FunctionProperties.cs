using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Functions;
using Serverless.Workflows.Routing.Rules;

namespace Serverless.Workflows.Tests.Routing.Functions;

public class FunctionProperties
{
    private static readonly string[] Fields =
        ["grossTotal", "netTotal", "dueDate", "issueDate", "sellerName", "isDuplicate", "lines.netAmount", "coding.costType"];

    private static readonly string[] Calls =
    [
        "if", "isEmpty", "orElse", "min", "max", "text", "sum", "average", "smallest", "largest", "first", "count", "any",
        "all", "round", "abs", "left", "contains", "addDays", "addMonths", "addWorkingDays", "workingDaysBetween", "number",
    ];

    private static readonly Gen<Expression> Expressions = Gen.Sized(size => Of(Math.Min(size, 12)));

    [Fact]
    public void What_is_written_reads_the_same_again() => Prop.ForAll(Expressions.ToArbitrary(), expression =>
    {
        var problems = new List<ExpressionProblem>();
        var again = Parser.Parse(expression.ToString(), problems);

        Assert.True(again is not null, $"{expression}: {string.Join("; ", problems)}");
        Assert.Equal(Shape(expression), Shape(again));
    }).Hold();

    [Fact]
    public void Whatever_passes_the_check_is_computed_to_an_end_and_throws_nothing()
    {
        var computed = 0;
        var values = Gen.Elements("", "0", "1190.00", "-5.5", "79228162514264337593543950335", "Unsinn", "2026-03-31", "0001-01-01", "9999-12-31");
        var cases = from expression in Expressions
                    from gross in values
                    from due in values
                    from net in values
                    select (expression, gross, due, net);
        Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            var table = new FieldTable();
            if (new ExpressionCompiler(table, RuleFields.Find, () => [], []).Compile(sample.expression) is not { } typed) return;
            var item = RoutingSample.Item(("grossTotal", sample.gross), ("dueDate", sample.due), ("netTotal", sample.net)) with
            {
                Lines = [Line(sample.net), Line(null), Line(sample.gross)],
            };
            var value = typed.Node(new FunctionRun(FunctionSample.Scope(item, table)));
            computed++;
            Assert.NotEqual(ScalarKind.Missing, value.Kind);
            if (!value.IsError) Assert.Equal(typed.Type.ToString(), value.Kind.ToString());
        }).Hold(3000);
        Assert.True(computed > 100, $"{computed} were computed");
    }

    [Fact]
    public void Any_text_is_answered() => Prop.ForAll(
        Gen.ListOf(Gen.Elements("1", "'", "(", ")", ",", " ", "sum", "grossTotal", "in", "-", "=", "[", "2026-01-01", "€", "not", "\""))
            .Select(string.Concat).ToArbitrary(),
        text =>
        {
            var problems = new List<ExpressionProblem>();
            var parsed = Parser.Parse(text, problems);
            Assert.Equal(parsed is null, problems.Count > 0);
            Assert.All(problems, problem => Assert.InRange(problem.Position, 1, text.Length + 1));
        }).Hold();

    private static Gen<Expression> Of(int size)
    {
        var leaves = Gen.OneOf(
            Gen.Choose(0, 100000).Select(n => (Expression)new NumberLiteral(1, n / 100m)),
            Gen.Elements("", "it's", "EUR", "„ä“").Select(text => (Expression)new TextLiteral(1, text)),
            Gen.Choose(0, 3_000_000).Select(day => (Expression)new DateLiteral(1, DateOnly.FromDayNumber(day))),
            Gen.Elements(true, false).Select(value => (Expression)new YesNoLiteral(1, value)),
            Gen.Elements(Fields).Select(name => (Expression)new NameExpression(1, name)));
        if (size <= 1) return leaves;
        var part = Of(size / 2);
        return Gen.OneOf(
            leaves,
            from op in Gen.Elements("-", "not") from inner in part select (Expression)new Unary(1, op, inner),
            from op in Gen.Elements("+", "-", "*", "/", "&", "=", "<>", "<", ">=", "and", "or")
            from left in part
            from right in part
            select (Expression)new Binary(1, op, left, right),
            from value in part
            from choices in part.ListOf(2)
            select (Expression)new OneOf(1, value, [.. choices]),
            from name in Gen.Elements(Calls)
            from count in Gen.Choose(1, 3)
            from arguments in part.ListOf(count)
            select (Expression)new Call(1, name, [.. arguments]));
    }

    /// <summary>The tree with every bracket and without positions.</summary>
    private static string Shape(Expression expression) => expression switch
    {
        Unary unary => $"({unary.Operator} {Shape(unary.Operand)})",
        Binary binary => $"({Shape(binary.Left)} {binary.Operator} {Shape(binary.Right)})",
        OneOf one => $"({Shape(one.Value)} in {string.Join("|", one.Choices.Select(Shape))})",
        Call call => $"{call.Name}<{string.Join("|", call.Arguments.Select(Shape))}>",
        _ => expression.ToString(),
    };

    private static InvoiceLine Line(string? net) =>
        new(null, null, null, null, null, null, null, net, null, null, null, null, null, null);
}
