using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Routing.Rules;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Workflows.Routing.Functions;

/// <summary>What an expression was compiled to: its type, and what computes it.</summary>
internal readonly record struct Typed(FieldType Type, Node Node);

/// <summary>Checks the types of an expression and makes what computes it. Names every problem it finds.</summary>
/// <param name="find">Finds a field, variable or function by its name.</param>
/// <param name="names">Every name there is, for advice.</param>
internal sealed partial class ExpressionCompiler(
    FieldTable fields, Func<string, RuleField?> find, Func<IReadOnlyCollection<string>> names, List<ExpressionProblem> problems)
{
    /// <summary>The functions that are called.</summary>
    public HashSet<string> Calls { get; } = [];

    /// <summary>Null where there is a problem.</summary>
    public Typed? Compile(Expression expression) => expression switch
    {
        NumberLiteral number => Constant(FieldType.Number, Scalar.Of(number.Value)),
        TextLiteral text => Constant(FieldType.Text, Scalar.Of(text.Value)),
        DateLiteral date => Constant(FieldType.Date, Scalar.Of(date.Value)),
        YesNoLiteral yesNo => Constant(FieldType.YesNo, Scalar.Of(yesNo.Value)),
        NameExpression name => Name(name),
        Unary unary => OfUnary(unary),
        Binary binary => OfBinary(binary),
        OneOf oneOf => OfChoices(oneOf),
        Call call => OfCall(call),
        _ => throw new NotSupportedException($"There is no such expression: {expression.GetType().Name}."),
    };

    private static Typed Constant(FieldType type, Scalar value) => new(type, _ => value);

    private Typed? Name(NameExpression name)
    {
        if (find(name.Name) is not { } field)
        {
            return Wrong(name.Position, $"Das Feld „{name.Name}“ gibt es nicht.", BuiltIns.ByName.ContainsKey(name.Name)
                ? $"Die Funktion rufen Sie mit Klammern auf: {name.Name}(…)"
                : NearestName.Advice(name.Name, names()));
        }

        if (field.Function is not null || name.Name.StartsWith(RuleFields.FunctionPrefix, StringComparison.Ordinal))
            Calls.Add(name.Name);
        if (field.List != FieldList.None) return Row(name, field);

        var (slot, type) = (fields.SlotOf(field), Plain(field.Type));
        var missing = Scalar.Of(new FunctionError(
            FunctionFault.Missing, FunctionPhrases.FieldEmpty.Of(field.Label, field.Name), name.Position));
        return new Typed(type, run => Known(run.Scope.One(slot), field, missing, name.Position));
    }

    /// <summary>A field's value, with what is wrong about it told from where it is used.</summary>
    private static Scalar Known(in Scalar value, RuleField field, in Scalar missing, int position) => value.Kind switch
    {
        ScalarKind.Missing => missing,
        ScalarKind.Unreadable => Scalar.Of(FunctionError.Of(field, value, position)),
        ScalarKind.Error => Scalar.Of(new FunctionError(value.Error.Fault, FunctionPhrases.Called.Of(field.Name, value.Error.Text), position)),
        _ => value,
    };

    private Typed? OfUnary(Unary unary)
    {
        var type = unary.Operator == "not" ? FieldType.YesNo : FieldType.Number;
        if (Expect(unary.Operand, type) is not { } operand) return null;
        return new Typed(type, run => operand(run) switch
        {
            { IsError: true } error => error,
            var value => type == FieldType.YesNo ? Scalar.Of(!value.YesNo) : Scalar.Of(-value.Number),
        });
    }

    private Typed? OfBinary(Binary binary)
    {
        var (position, op) = (binary.Position, binary.Operator);
        if (op is "and" or "or")
        {
            return Both(Expect(binary.Left, FieldType.YesNo), Expect(binary.Right, FieldType.YesNo)) is var (one, two)
                ? new Typed(FieldType.YesNo, run => Logic(op == "and", one, two, run))
                : null;
        }

        if (op == "&")
        {
            return Both(Compile(binary.Left), Compile(binary.Right)) is var (one, two)
                ? new Typed(FieldType.Text, run => Pair(run, position, one.Node, two.Node, Arithmetic.Join))
                : null;
        }

        if (Both(Compile(binary.Left), Compile(binary.Right)) is not var (left, right)) return null;
        if (op is not ("+" or "-" or "*" or "/")) return Comparison(binary, left, right);
        if (Arithmetic.Of(op, left.Type, right.Type) is { } known)
            return new Typed(known.Type, run => Pair(run, position, left.Node, right.Node, known.Compute));
        return Wrong(position,
            $"„{op}“ passt nicht zu {FieldTypes.Name(left.Type)} und {FieldTypes.Name(right.Type)}.",
            left.Type == FieldType.Text || right.Type == FieldType.Text
                ? "Texte verbinden Sie mit &, aus einem Text wird mit number(…) eine Zahl."
                : "Gerechnet wird mit Zahlen; Datum + Zahl, Datum - Zahl und Datum - Datum rechnen in Tagen.");
    }

    private Typed? Comparison(Binary binary, Typed left, Typed right)
    {
        var (position, op) = (binary.Position, binary.Operator);
        if (left.Type != right.Type)
        {
            return Wrong(position,
                $"{FieldTypes.Name(left.Type)} lässt sich nicht mit {FieldTypes.Name(right.Type)} vergleichen.",
                "Vergleichen Sie Werte desselben Typs; text(…) und number(…) wandeln um.");
        }

        if (left.Type == FieldType.YesNo && op is not ("=" or "<>"))
            return Wrong(position, $"„{op}“ passt nicht zu Ja/Nein.", "Möglich sind = und <>.");
        return new Typed(FieldType.YesNo, run => Pair(run, position, left.Node, right.Node,
            (one, two, _) => Scalar.Of(Arithmetic.Holds(op, Scalar.Compare(one, two)!.Value))));
    }

    private Typed? OfChoices(OneOf oneOf)
    {
        if (Compile(oneOf.Value) is not { } value) return null;
        if (oneOf.Choices.Count == 0)
            return Wrong(oneOf.Position, "Die Liste hinter in ist leer.", "Nennen Sie mindestens einen Wert.");
        var choices = oneOf.Choices.Select(choice => Expect(choice, value.Type)).ToList();
        if (choices.Contains(null)) return null;
        return new Typed(FieldType.YesNo, run =>
        {
            var wanted = value.Node(run);
            if (wanted.IsError) return wanted;
            foreach (var choice in choices)
            {
                var one = choice!(run);
                if (one.IsError) return one;
                if (!run.Spend(1)) return BuiltIns.TooMuch(oneOf.Position);
                if (Scalar.Compare(wanted, one) == 0) return Scalar.Of(true);
            }

            return Scalar.Of(false);
        });
    }

    // Both sides are looked at: a missing value is a matter of the data, not of the order of writing. What the other
    // side settles alone is settled all the same.
    private static Scalar Logic(bool and, Node one, Node two, FunctionRun run)
    {
        var left = one(run);
        if (!left.IsError && left.YesNo != and) return left;
        var right = two(run);
        if (!right.IsError && right.YesNo != and) return right;
        return left.IsError ? left : right;
    }

    private static Scalar Pair(FunctionRun run, int position, Node left, Node right, Func<Scalar, Scalar, int, Scalar> compute)
    {
        var one = left(run);
        if (one.IsError) return one;
        var two = right(run);
        if (two.IsError) return two;
        return run.Spend(1) ? compute(one, two, position) : BuiltIns.TooMuch(position);
    }

    /// <summary>A part that must have a type.</summary>
    private Node? Expect(Expression part, FieldType type)
    {
        if (Compile(part) is not { } typed) return null;
        if (typed.Type == type) return typed.Node;
        Wrong(part.Position, $"Hier wird {FieldTypes.Name(type)} erwartet, das ist aber {FieldTypes.Name(typed.Type)}.",
            type == FieldType.YesNo ? "Schreiben Sie einen Vergleich, zum Beispiel: grossTotal > 5000"
            : "Wandeln Sie den Wert mit number(…) oder text(…) um.");
        return null;
    }

    private static (T, T)? Both<T>(T? one, T? two)
        where T : struct => one is { } first && two is { } second ? (first, second) : null;

    private static (Node, Node)? Both(Node? one, Node? two) => one is null || two is null ? null : (one, two);

    private Typed? Wrong(int position, string text, string remedy)
    {
        problems.Add(new ExpressionProblem(position, text, remedy));
        return null;
    }

    internal static FieldType Plain(FieldType type) => type == FieldType.Money ? FieldType.Number : type;
}
