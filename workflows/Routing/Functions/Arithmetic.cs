using Serverless.Workflows.Routing.Phrases;

namespace Serverless.Workflows.Routing.Functions;

/// <summary>What the operators compute, exactly on decimals.</summary>
internal static class Arithmetic
{
    private const FieldType N = FieldType.Number, D = FieldType.Date;

    /// <summary>What an operator does with values of these types, or null where it does nothing with them.</summary>
    public static (FieldType Type, Func<Scalar, Scalar, int, Scalar> Compute)? Of(string op, FieldType left, FieldType right) =>
        (op, left, right) switch
        {
            ("+", N, N) => (N, (a, b, at) => Exact(at, () => a.Number + b.Number)),
            ("-", N, N) => (N, (a, b, at) => Exact(at, () => a.Number - b.Number)),
            ("*", N, N) => (N, (a, b, at) => Exact(at, () => a.Number * b.Number)),
            ("/", N, N) => (N, Divide),
            ("+", D, N) => (D, (a, b, at) => BuiltIns.AddDays(a, b.Number, at)),
            ("-", D, N) => (D, (a, b, at) => BuiltIns.AddDays(a, -b.Number, at)),
            ("-", D, D) => (N, (a, b, _) => Scalar.Of(a.Date.DayNumber - b.Date.DayNumber)),
            _ => null,
        };

    /// <summary>Whether a comparison holds for that order of its two sides.</summary>
    public static bool Holds(string comparison, int order) => comparison switch
    {
        "=" => order == 0,
        "<>" => order != 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        ">=" => order >= 0,
        _ => throw new ArgumentException($"'{comparison}' is no comparison.", nameof(comparison)),
    };

    public static Scalar Join(Scalar left, Scalar right, int at)
    {
        var (one, two) = (BuiltIns.Write(left), BuiltIns.Write(right));
        return one.Length + two.Length > BuiltIns.MaxText
            ? BuiltIns.Fault(at, FunctionPhrases.TooLong.Of($"{BuiltIns.MaxText}"))
            : Scalar.Of(one + two);
    }

    private static Scalar Divide(Scalar left, Scalar right, int at) => right.Number == 0
        ? Scalar.Of(new FunctionError(FunctionFault.DivisionByZero, FunctionPhrases.ByZero.Of(), at))
        : Exact(at, () => left.Number / right.Number);

    internal static Scalar Exact(int at, Func<decimal> compute)
    {
        try
        {
            return Scalar.Of(compute());
        }
        catch (OverflowException)
        {
            return BuiltIns.Fault(at, FunctionPhrases.TooLarge.Of());
        }
    }
}
