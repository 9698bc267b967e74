using System.Globalization;

namespace Serverless.Workflows.Routing.Functions;

/// <summary>A part of an expression. Written as text it reads the same again.</summary>
/// <param name="Position">Where it begins, from 1; of an operator where the operator stands.</param>
internal abstract record Expression(int Position)
{
    /// <summary>How tightly it holds together: or 1, and 2, not 3, comparison 4, sum 5, product 6, sign 7, else 8.</summary>
    public virtual int Binding => 8;

    public sealed override string ToString() => Write();

    protected abstract string Write();

    /// <summary>The text of a part, in brackets where it holds less tightly than its place demands.</summary>
    protected static string Within(Expression part, int binding) => part.Binding < binding ? $"({part})" : part.ToString();
}

internal sealed record NumberLiteral(int Position, decimal Value) : Expression(Position)
{
    protected override string Write() => Value.ToString(CultureInfo.InvariantCulture);
}

internal sealed record TextLiteral(int Position, string Value) : Expression(Position)
{
    protected override string Write() => $"'{Value.Replace("'", "''", StringComparison.Ordinal)}'";
}

internal sealed record DateLiteral(int Position, DateOnly Value) : Expression(Position)
{
    protected override string Write() => Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal sealed record YesNoLiteral(int Position, bool Value) : Expression(Position)
{
    protected override string Write() => Value ? "true" : "false";
}

/// <summary>A field, a variable, another function or a list.</summary>
internal sealed record NameExpression(int Position, string Name) : Expression(Position)
{
    protected override string Write() => $"[{Name}]";
}

/// <summary><c>-</c> or <c>not</c>.</summary>
internal sealed record Unary(int Position, string Operator, Expression Operand) : Expression(Position)
{
    public override int Binding => Operator == "not" ? 3 : 7;

    protected override string Write() =>
        Operator == "not" ? $"not {Within(Operand, 3)}" : $"- {Within(Operand, 7)}";
}

internal sealed record Binary(int Position, string Operator, Expression Left, Expression Right) : Expression(Position)
{
    public override int Binding => Operator switch
    {
        "or" => 1,
        "and" => 2,
        "+" or "-" or "&" => 5,
        "*" or "/" => 6,
        _ => 4,
    };

    // Comparisons do not chain, the others group to the left.
    protected override string Write() =>
        $"{Within(Left, Binding == 4 ? 5 : Binding)} {Operator} {Within(Right, Binding + 1)}";
}

/// <summary><c>x in (a, b)</c>.</summary>
internal sealed record OneOf(int Position, Expression Value, IReadOnlyList<Expression> Choices) : Expression(Position)
{
    public override int Binding => 4;

    protected override string Write() => $"{Within(Value, 5)} in ({string.Join(", ", Choices)})";
}

internal sealed record Call(int Position, string Name, IReadOnlyList<Expression> Arguments) : Expression(Position)
{
    protected override string Write() => $"{Name}({string.Join(", ", Arguments)})";
}
