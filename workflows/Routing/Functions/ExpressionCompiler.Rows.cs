using Serverless.Workflows.Routing.Phrases;

namespace Serverless.Workflows.Routing.Functions;

/// <summary>Aggregates over the rows of a list. A row without a value is passed over; a condition that lacks a value
/// does not hold for that row.</summary>
internal sealed partial class ExpressionCompiler
{
    private static readonly string[] Aggregates = ["sum", "average", "smallest", "largest", "first", "count", "any", "all"];

    // The list that the aggregate being compiled goes over; null outside of one, None until its first field.
    private FieldList? _rows;

    private static bool IsAggregate(string name) => Aggregates.Contains(name);

    private Typed? Row(NameExpression name, RuleField field)
    {
        if (_rows is null)
        {
            return Wrong(name.Position, $"„{name.Name}“ hat mehrere Werte, einen je Zeile.",
                $"Fassen Sie sie zusammen, zum Beispiel: {(field.Type is FieldType.Money or FieldType.Number ? "sum" : "first")}({name.Name})");
        }

        if (_rows is not FieldList.None && _rows != field.List)
        {
            return Wrong(name.Position, $"„{name.Name}“ gehört zu einer anderen Liste als der Rest.",
                "Bilden Sie für jede Liste eine eigene Summe.");
        }

        _rows = field.List;
        var slot = fields.SlotOf(field);
        var missing = Scalar.Of(new FunctionError(
            FunctionFault.Missing, FunctionPhrases.FieldEmpty.Of(field.Label, field.Name), name.Position));
        return new Typed(Plain(field.Type), run => Known(run.Scope.Many(slot)[run.Row], field, missing, name.Position));
    }

    private Typed? Aggregate(Call call)
    {
        if (_rows is not null)
        {
            return Wrong(call.Position, $"„{call.Name}“ steht in einer anderen Zusammenfassung.",
                "Schreiben Sie die innere als eigene Funktion und rufen Sie sie mit fn.NAME auf.");
        }

        var condition = call.Name is "count" or "any" or "all";
        if (!Counts(call, 1, condition ? 1 : 2)) return null;
        if (call is { Name: "count", Arguments: [NameExpression { Name: var list }] } && ListOf(list) is { } whole)
            return new Typed(FieldType.Number, run => Scalar.Of(run.Scope.Rows(whole)));

        _rows = FieldList.None;
        var value = condition
            ? Expect(call.Arguments[0], FieldType.YesNo) is { } holds ? new Typed(FieldType.YesNo, holds) : null
            : Compile(call.Arguments[0]);
        var filter = call.Arguments.Count > 1 ? Expect(call.Arguments[1], FieldType.YesNo) : null;
        var over = _rows.Value;
        _rows = null;
        if (value is not { } typed || (call.Arguments.Count > 1 && filter is null)) return null;
        if (over == FieldList.None)
        {
            return Wrong(call.Position, $"„{call.Name}“ fasst Zeilen zusammen, hier steht aber kein Feld einer Liste.",
                "Nennen Sie ein Feld wie lines.netAmount oder coding.amount.");
        }

        if (call.Name is "sum" or "average" && typed.Type != FieldType.Number)
            return Wrong(call.Position, $"„{call.Name}“ rechnet mit Zahlen.", "Nennen Sie ein Feld mit Beträgen oder Zahlen.");
        if (call.Name is "smallest" or "largest" && typed.Type == FieldType.YesNo)
            return Wrong(call.Position, $"„{call.Name}“ passt nicht zu Ja/Nein.", "Verwenden Sie any oder all.");

        var result = call.Name == "count" ? FieldType.Number : typed.Type;
        return new Typed(result, run => Over(run, call, over, typed.Node, filter));
    }

    private static Scalar Over(FunctionRun run, Call call, FieldList list, Node value, Node? filter)
    {
        var (rows, taken, best) = (run.Scope.Rows(list), 0, default(Scalar));
        for (var i = 0; i < rows; i++)
        {
            if (!run.Spend(1)) return BuiltIns.TooMuch(call.Position);
            run.Row = i;
            if (filter is not null)
            {
                var kept = filter(run);
                if (IsFault(kept)) return kept;
                if (kept.IsError || !kept.YesNo) continue;
            }

            var found = value(run);
            if (IsFault(found)) return found;
            switch (call.Name)
            {
                case "any" when !found.IsError && found.YesNo:
                    return Scalar.Of(true);
                case "all" when found.IsError || !found.YesNo:
                    return Scalar.Of(false);
                case "count":
                    if (!found.IsError && found.YesNo) taken++;
                    continue;
            }

            if (found.IsError) continue;
            if (call.Name == "first") return found;
            best = Better(call, best, found);
            if (best.IsError) return best;
            taken++;
        }

        return Outcome(call, taken, best);
    }

    private static Scalar Better(Call call, in Scalar best, in Scalar found)
    {
        if (best.IsMissing) return found;
        if (call.Name is "sum" or "average")
        {
            var (sum, more) = (best.Number, found.Number);
            return Arithmetic.Exact(call.Position, () => sum + more);
        }

        return Scalar.Compare(found, best) == (call.Name == "smallest" ? -1 : 1) ? found : best;
    }

    private static Scalar Outcome(Call call, int taken, in Scalar best) => call.Name switch
    {
        "any" => Scalar.Of(false),
        "all" => Scalar.Of(true),
        "count" => Scalar.Of(taken),
        "sum" when taken == 0 => Scalar.Of(0m),
        _ when taken == 0 => Scalar.Of(new FunctionError(
            FunctionFault.Missing, FunctionPhrases.NoRow.Of(call.Name), call.Position)),
        "average" => Scalar.Of(best.Number / taken),
        _ => best,
    };

    private static bool IsFault(in Scalar value) => value.IsError && value.Error.Fault != FunctionFault.Missing;

    private static FieldList? ListOf(string name) => name switch
    {
        "lines" => FieldList.Lines,
        "coding" => FieldList.Coding,
        "taxes" => FieldList.Taxes,
        _ => null,
    };
}
