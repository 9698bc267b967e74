using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Workflows.Routing.Functions;

/// <summary>Calls of the language's own functions.</summary>
internal sealed partial class ExpressionCompiler
{
    /// <summary>Functions whose parameters can have several types, as they are written, with what they give.</summary>
    public static IReadOnlyDictionary<string, string> Special { get; } = new Dictionary<string, string>
    {
        ["if"] = "if(Bedingung, dann, sonst): der zweite Wert, wenn die Bedingung zutrifft, sonst der dritte",
        ["isEmpty"] = "isEmpty(Wert): ob der Wert fehlt",
        ["orElse"] = "orElse(Wert, Ersatz): der Wert, oder der Ersatz, wenn er fehlt",
        ["min"] = "min(Wert, Wert, …): der kleinste",
        ["max"] = "max(Wert, Wert, …): der größte",
        ["text"] = "text(Wert): der Wert als Text",
        ["sum"] = "sum(Zahl je Zeile, Bedingung): die Summe über alle Zeilen, auf die die Bedingung zutrifft",
        ["average"] = "average(Zahl je Zeile, Bedingung): der Durchschnitt",
        ["smallest"] = "smallest(Wert je Zeile, Bedingung): der kleinste Wert",
        ["largest"] = "largest(Wert je Zeile, Bedingung): der größte Wert",
        ["first"] = "first(Wert je Zeile, Bedingung): der erste Wert, der nicht fehlt",
        ["count"] = "count(Bedingung) oder count(lines): Anzahl der Zeilen",
        ["any"] = "any(Bedingung): ob sie auf eine Zeile zutrifft",
        ["all"] = "all(Bedingung): ob sie auf alle Zeilen zutrifft",
    };

    /// <summary>Every function of the language as it is written, with what it gives.</summary>
    public static IEnumerable<string> Signatures =>
        BuiltIns.ByName.Values.Select(known => known.Signature).Concat(Special.Values);

    private Typed? OfCall(Call call)
    {
        if (IsAggregate(call.Name)) return Aggregate(call);
        switch (call.Name)
        {
            case "if" when Counts(call, 3, 3):
                return If(call);
            case "isEmpty" when Counts(call, 1, 1):
                return Compile(call.Arguments[0]) is { } asked
                    ? new Typed(FieldType.YesNo, run => asked.Node(run) switch
                    {
                        { IsError: true, Error.Fault: FunctionFault.Missing } => Scalar.Of(true),
                        { IsError: true } error => error,
                        _ => Scalar.Of(false),
                    })
                    : null;
            case "orElse" when Counts(call, 2, 2):
                return OrElse(call);
            case "min" or "max" when Counts(call, 2, 20):
                return Extreme(call);
            case "text" when Counts(call, 1, 1):
                return Compile(call.Arguments[0]) is { } any
                    ? new Typed(FieldType.Text, run => any.Node(run) switch
                    {
                        { IsError: true } error => error,
                        var value => Scalar.Of(BuiltIns.Write(value)),
                    })
                    : null;
            case "if" or "isEmpty" or "orElse" or "min" or "max" or "text":
                return null;
            default:
                return BuiltIns.ByName.TryGetValue(call.Name, out var known) ? Fixed(call, known) : Unknown(call);
        }
    }

    private Typed? Unknown(Call call)
    {
        var known = BuiltIns.ByName.Keys.Concat(Special.Keys).ToList();
        return Wrong(call.Position, $"Die Funktion „{call.Name}“ gibt es nicht.",
            find(call.Name) is not null ? $"Felder und eigene Funktionen stehen ohne Klammern: {call.Name}"
                : NearestName.Advice(call.Name, known));
    }

    private Typed? Fixed(Call call, BuiltIn known)
    {
        if (!Counts(call, known.Parameters.Length - known.Optional, known.Parameters.Length)) return null;
        var parts = call.Arguments.Select((part, i) => Expect(part, known.Parameters[i])).ToArray();
        if (parts.Contains(null)) return null;
        return new Typed(known.Result, run =>
        {
            var values = new Scalar[parts.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = parts[i]!(run);
                if (values[i].IsError) return values[i];
            }

            return run.Spend(1) ? known.Compute(run, values, call.Position) : BuiltIns.TooMuch(call.Position);
        });
    }

    private Typed? If(Call call)
    {
        var condition = Expect(call.Arguments[0], FieldType.YesNo);
        if (Compile(call.Arguments[1]) is not { } then) return null;
        if (Expect(call.Arguments[2], then.Type) is not { } otherwise || condition is null) return null;
        return new Typed(then.Type, run => condition(run) switch
        {
            { IsError: true } error => error,
            { YesNo: true } => then.Node(run),
            _ => otherwise(run),
        });
    }

    private Typed? OrElse(Call call)
    {
        if (Compile(call.Arguments[0]) is not { } value) return null;
        if (Expect(call.Arguments[1], value.Type) is not { } other) return null;
        return new Typed(value.Type, run => value.Node(run) switch
        {
            { IsError: true, Error.Fault: FunctionFault.Missing } => other(run),
            var found => found,
        });
    }

    private Typed? Extreme(Call call)
    {
        if (Compile(call.Arguments[0]) is not { } first) return null;
        if (first.Type == FieldType.YesNo)
            return Wrong(call.Position, $"„{call.Name}“ passt nicht zu Ja/Nein.", "Verwenden Sie and oder or.");
        var parts = call.Arguments.Skip(1).Select(part => Expect(part, first.Type)).ToArray();
        if (parts.Contains(null)) return null;
        var wanted = call.Name == "min" ? -1 : 1;
        return new Typed(first.Type, run =>
        {
            var best = first.Node(run);
            foreach (var part in parts)
            {
                if (best.IsError) return best;
                var other = part!(run);
                if (other.IsError || Scalar.Compare(other, best) == wanted) best = other;
            }

            return best;
        });
    }

    private bool Counts(Call call, int least, int most)
    {
        if (call.Arguments.Count >= least && call.Arguments.Count <= most) return true;
        var signature = BuiltIns.ByName.GetValueOrDefault(call.Name)?.Signature ?? Special[call.Name];
        Wrong(call.Position, $"„{call.Name}“ hat {call.Arguments.Count} Angaben statt "
            + (least == most ? $"{least}." : $"{least} bis {most}."), $"Schreiben Sie {signature}.");
        return false;
    }
}
