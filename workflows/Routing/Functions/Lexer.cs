using System.Globalization;
using System.Text;

namespace Serverless.Workflows.Routing.Functions;

/// <summary>Cuts an expression into tokens.</summary>
internal sealed class Lexer(string source, List<ExpressionProblem> problems)
{
    private static readonly string[] Words = ["and", "or", "not", "in", "true", "false"];

    private static readonly string[] Symbols = ["<>", "<=", ">=", "(", ")", ",", "+", "-", "*", "/", "&", "=", "<", ">"];

    private static readonly Dictionary<string, string> Foreign = new()
    {
        ["=="] = "=",
        ["!="] = "<>",
        ["≠"] = "<>",
        ["≤"] = "<=",
        ["≥"] = ">=",
        ["&&"] = "and",
        ["||"] = "or",
        ["!"] = "not",
        ["%"] = "/ 100",
        [";"] = ",",
        ["×"] = "*",
        ["÷"] = "/",
        ["–"] = "-",
        ["−"] = "-",
        ["^"] = "Multiplikation (a * a)",
    };

    private int _at;

    /// <summary>The tokens with the end as the last; what was no token is left out and named among the problems.</summary>
    public List<Token> Read()
    {
        var tokens = new List<Token>();
        while (true)
        {
            while (_at < source.Length && char.IsWhiteSpace(source[_at])) _at++;
            if (_at >= source.Length) break;
            if (Next() is { } token) tokens.Add(token);
            if (problems.Count > 0) break;
        }

        tokens.Add(new Token(TokenKind.End, string.Empty, source.Length + 1));
        return tokens;
    }

    private Token? Next()
    {
        var (start, c) = (_at, source[_at]);
        if (char.IsAsciiDigit(c)) return Number(start);
        if (c is '\'' or '"') return Text(start, c);
        if (char.IsAsciiLetter(c) || c == '_') return Name(start);
        if (c == '[') return Bracketed(start);
        foreach (var (written, meant) in Foreign)
        {
            if (!source.AsSpan(_at).StartsWith(written, StringComparison.Ordinal)) continue;
            return Wrong(start, $"„{written}“ gibt es hier nicht.", $"Schreiben Sie stattdessen: {meant}");
        }

        foreach (var symbol in Symbols)
        {
            if (!source.AsSpan(_at).StartsWith(symbol, StringComparison.Ordinal)) continue;
            _at += symbol.Length;
            return new Token(TokenKind.Symbol, symbol, start + 1);
        }

        return c is '„' or '“' or '”' or '‚' or '‘' or '’' or '«' or '»'
            ? Wrong(start, "Texte stehen in geraden Anführungszeichen.", "Schreiben Sie 'Text'.")
            : Wrong(start, $"Das Zeichen „{c}“ gibt es hier nicht.",
                "Namen bestehen aus den Buchstaben a–z, Ziffern und Punkten; andere schreiben Sie in eckigen Klammern.");
    }

    private Token? Number(int start)
    {
        while (_at < source.Length && (char.IsAsciiDigit(source[_at]) || source[_at] == '.')) _at++;
        var text = source[start.._at];
        if (text.Length == 4 && _at + 6 <= source.Length && source[_at] == '-' && source[_at + 3] == '-'
            && char.IsAsciiDigit(source[_at + 1]))
        {
            _at += 6;
            var date = source[start.._at];
            return DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? new Token(TokenKind.Date, date, start + 1)
                : Wrong(start, $"„{date}“ ist kein Datum.", "Schreiben Sie JJJJ-MM-TT, zum Beispiel 2026-03-31.");
        }

        if (_at < source.Length && (char.IsAsciiLetter(source[_at]) || source[_at] == '_'))
            return Wrong(start, "Ein Name beginnt nicht mit einer Ziffer.", "Lassen Sie die Ziffer weg oder setzen Sie ein Rechenzeichen.");
        return text.Count(c => c == '.') <= 1 && text[^1] != '.'
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? new Token(TokenKind.Number, text, start + 1)
            : Wrong(start, $"„{text}“ ist keine Zahl, mit der gerechnet werden kann.",
                "Schreiben Sie Zahlen mit Dezimalpunkt und ohne Tausenderpunkte: 1234.56");
    }

    private Token? Text(int start, char quote)
    {
        var text = new StringBuilder();
        for (_at++; _at < source.Length; _at++)
        {
            if (source[_at] != quote) text.Append(source[_at]);
            else if (_at + 1 < source.Length && source[_at + 1] == quote) text.Append(source[++_at]);
            else
            {
                _at++;
                return new Token(TokenKind.Text, text.ToString(), start + 1);
            }
        }

        return Wrong(start, "Der Text hat kein Ende.", $"Schließen Sie ihn mit {quote}.");
    }

    private Token Name(int start)
    {
        while (_at < source.Length && (char.IsAsciiLetterOrDigit(source[_at]) || source[_at] is '_' or '.')) _at++;
        var name = source[start.._at];
        return new Token(Words.Contains(name) ? TokenKind.Word : TokenKind.Name, name, start + 1);
    }

    private Token? Bracketed(int start)
    {
        var end = source.IndexOf(']', start);
        if (end < 0) return Wrong(start, "Die eckige Klammer hat kein Ende.", "Schließen Sie sie mit ].");
        _at = end + 1;
        return new Token(TokenKind.Name, source[(start + 1)..end], start + 1);
    }

    private Token? Wrong(int start, string text, string remedy)
    {
        problems.Add(new ExpressionProblem(start + 1, text, remedy));
        return null;
    }
}
