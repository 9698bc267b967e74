using System.Globalization;

namespace Serverless.Workflows.Routing.Functions;

/// <summary>Reads an expression. Weakest first: or, and, not, comparison and in, sum and &amp;, product, sign.</summary>
internal sealed class Parser
{
    /// <summary>The longest expression, in characters.</summary>
    public const int MaxLength = 4000;

    // Both are enough for people, and bound the height of the tree and with it the stack.
    private const int MaxDepth = 60;
    private const int MaxOperators = 200;

    private static readonly string[] Comparisons = ["=", "<>", "<", "<=", ">", ">="];

    private readonly List<ExpressionProblem> _problems;
    private readonly List<Token> _tokens;
    private int _at;
    private int _depth;
    private int _operators;

    private Parser(List<Token> tokens, List<ExpressionProblem> problems) => (_tokens, _problems) = (tokens, problems);

    private Token Current => _tokens[_at];

    /// <summary>The expression, or null with the first problem.</summary>
    public static Expression? Parse(string source, List<ExpressionProblem> problems)
    {
        if (source.Length > MaxLength)
        {
            problems.Add(new ExpressionProblem(MaxLength, $"Der Ausdruck hat {source.Length} Zeichen.",
                $"Erlaubt sind {MaxLength}. Teilen Sie ihn in mehrere Funktionen."));
            return null;
        }

        var tokens = new Lexer(source, problems).Read();
        if (problems.Count > 0) return null;
        try
        {
            var parser = new Parser(tokens, problems);
            var expression = parser.Or();
            if (parser.Current.Kind != TokenKind.End) throw parser.Unexpected();
            return expression;
        }
        catch (Stop)
        {
            return null;
        }
    }

    private Expression Or() => Chain(["or"], And);

    private Expression And() => Chain(["and"], Not);

    private Expression Not()
    {
        if (!Is("not")) return Comparison();
        var position = Take().Position;
        return Deeper(() => new Unary(position, "not", Not()));
    }

    private Expression Comparison()
    {
        var left = Sum();
        if (Is("in"))
        {
            var position = Take().Position;
            Expect("(", "Schreiben Sie zum Beispiel: currency in ('EUR', 'CHF')");
            return new OneOf(position, left, List());
        }

        if (!Comparisons.Any(Is)) return left;
        var op = Take();
        var compared = new Binary(op.Position, op.Text, left, Sum());
        if (Comparisons.Any(Is))
            throw Fail(Current.Position, "Vergleiche lassen sich nicht aneinanderhängen.", "Verbinden Sie zwei Vergleiche mit and.");
        return compared;
    }

    private Expression Sum() => Chain(["+", "-", "&"], Product);

    private Expression Product() => Chain(["*", "/"], Sign);

    private Expression Sign()
    {
        if (!Is("-")) return Primary();
        var position = Take().Position;
        return Deeper(() => new Unary(position, "-", Sign()));
    }

    private Expression Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Take();
                return new NumberLiteral(token.Position, decimal.Parse(token.Text, CultureInfo.InvariantCulture));
            case TokenKind.Text:
                Take();
                return new TextLiteral(token.Position, token.Text);
            case TokenKind.Date:
                Take();
                return new DateLiteral(
                    token.Position, DateOnly.ParseExact(token.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture));
            case TokenKind.Word when token.Text is "true" or "false":
                Take();
                return new YesNoLiteral(token.Position, token.Text == "true");
            case TokenKind.Name:
                Take();
                if (!Is("(")) return new NameExpression(token.Position, token.Text);
                Take();
                return new Call(token.Position, token.Text, List());
            case TokenKind.Symbol when token.Text == "(":
                Take();
                var inner = Deeper(Or);
                Expect(")", "Schließen Sie die Klammer.");
                return inner;
            default:
                throw Unexpected();
        }
    }

    // After the opening bracket, up to and with the closing one.
    private List<Expression> List()
    {
        var parts = new List<Expression>();
        if (Is(")"))
        {
            Take();
            return parts;
        }

        while (true)
        {
            parts.Add(Deeper(Or));
            if (!Is(",")) break;
            Take();
        }

        Expect(")", "Trennen Sie Angaben mit Komma und schließen Sie die Klammer.");
        return parts;
    }

    private Expression Chain(string[] operators, Func<Expression> part)
    {
        var left = part();
        while (Current.Kind is TokenKind.Symbol or TokenKind.Word && operators.Contains(Current.Text))
        {
            if (++_operators > MaxOperators)
            {
                throw Fail(Current.Position, $"Der Ausdruck hat mehr als {MaxOperators} Rechenzeichen.",
                    "Teilen Sie ihn in mehrere Funktionen, die einander aufrufen.");
            }

            var op = Take();
            left = new Binary(op.Position, op.Text, left, part());
        }

        return left;
    }

    private T Deeper<T>(Func<T> read)
    {
        if (++_depth > MaxDepth) throw TooDeep();
        var result = read();
        _depth--;
        return result;
    }

    private bool Is(string text) => Current.Kind is TokenKind.Symbol or TokenKind.Word && Current.Text == text;

    private Token Take() => _tokens[_at++];

    private void Expect(string symbol, string remedy)
    {
        if (!Is(symbol)) throw Fail(Current.Position, $"Erwartet wird „{symbol}“, hier steht {Current}.", remedy);
        Take();
    }

    private Stop TooDeep() => Fail(Current.Position, $"Der Ausdruck ist mehr als {MaxDepth} Ebenen tief.",
        "Teilen Sie ihn in mehrere Funktionen, die einander aufrufen.");

    private Stop Unexpected() => Current switch
    {
        { Kind: TokenKind.End } => Fail(Current.Position, "Der Ausdruck ist zu Ende, bevor er vollständig ist.",
            "Ergänzen Sie den fehlenden Wert."),
        { Text: "," } => Fail(Current.Position, "Hier kann kein Komma stehen.", "Schreiben Sie Dezimalzahlen mit Punkt: 1.5"),
        { Text: "und" or "oder" or "nicht" } => Fail(Current.Position, $"{Current} gibt es hier nicht.",
            "Schreiben Sie and, or und not."),
        _ => Fail(Current.Position, $"{Current} kann hier nicht stehen.",
            "Erwartet wird ein Rechenzeichen, ein Vergleich oder das Ende; Funktionen rufen Sie mit Klammern auf."),
    };

    private Stop Fail(int position, string text, string remedy)
    {
        _problems.Add(new ExpressionProblem(position, text, remedy));
        return new Stop();
    }

    private sealed class Stop : Exception;
}
