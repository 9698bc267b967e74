using System.Text;
using Serverless.Workflows.Routing.Functions;

namespace Serverless.Workflows.Routing.Rules;

/// <summary>A field compared with values, one of which is enough, or with another field.</summary>
internal sealed class ComparisonCondition : CompiledCondition
{
    internal static readonly IReadOnlyDictionary<Operator, string> Words = new Dictionary<Operator, string>
    {
        [Operator.Equal] = "=",
        [Operator.NotEqual] = "≠",
        [Operator.Less] = "<",
        [Operator.LessOrEqual] = "≤",
        [Operator.Greater] = ">",
        [Operator.GreaterOrEqual] = "≥",
        [Operator.Contains] = "enthält",
        [Operator.NotContains] = "enthält nicht",
        [Operator.StartsWith] = "beginnt mit",
        [Operator.EndsWith] = "endet mit",
        [Operator.In] = "in",
        [Operator.NotIn] = "nicht in",
        [Operator.Empty] = "ist leer",
        [Operator.NotEmpty] = "ist nicht leer",
    };

    private readonly int _slot;
    private readonly RuleField _field;
    private readonly Operator _op;
    private readonly Scalar[] _wanted;
    private readonly int[] _days;
    private readonly (int Slot, RuleField Field)? _other;
    private readonly string _before;
    private readonly string _after;
    private readonly IReadOnlyList<string> _ids = [];

    public ComparisonCondition(FieldTable fields, RuleField field, Operator op, IReadOnlyList<string> values, RuleField? other)
    {
        (_slot, _field, _op) = (fields.SlotOf(field), field, op);
        _other = other is null ? null : (fields.SlotOf(other), other);
        _days = field.Type == FieldType.Date ? [.. values.Select(RelativeDay.Parse).OfType<RelativeDay>().Select(fields.SlotOf)] : [];
        _wanted = [.. values.Where(text => field.Type != FieldType.Date || RelativeDay.Parse(text) is null)
            .Select(text => Scalar.Read(field.Type, text))];
        _before = field.Label + " (";
        _after = ") " + Words[op];
        if (RuleNames.Refers(field))
            _ids = values;
        else if (values.Count > 0)
            _after += " " + Shown(field.Type, values);
    }

    public override bool Test(RuleScope scope)
    {
        if (_field.List != FieldList.None) return Test(scope, scope.Many(_slot));
        var found = scope.One(_slot);
        if (found.IsError)
        {
            var empty = found.Error.Fault == FunctionFault.Missing;
            if (empty && _op is Operator.Empty) return true;
            if (empty && _op is Operator.NotEmpty) return false;
            scope.Failure ??= (_field, found.Error);
            return false;
        }

        return Test(scope, [found]);
    }

    public override void Explain(RuleScope scope, StringBuilder text)
    {
        text.Append(_before).Append(scope.Shown(_slot)).Append(_after);
        for (var i = 0; i < _ids.Count && i < ShownValues.Most; i++)
            text.Append(i == 0 ? " „" : " / „").Append(scope.NameOf(_field, _ids[i])).Append('“');
        ShownValues.More(text, _ids.Count);
        foreach (var day in _days)
            text.Append(scope.Day(day).Shown);
        if (_other is var (slot, field))
            text.Append(' ').Append(field.Label).Append(" (").Append(scope.Shown(slot)).Append(')');
    }

    private static string Shown(FieldType type, IReadOnlyList<string> values) => ShownValues.More(
        new StringBuilder(string.Join(
            " / ", values.Take(ShownValues.Most).Select(text => ShownValues.Cut(Shown(type, text), ShownValues.Longest)))),
        values.Count).ToString();

    internal static string Shown(FieldType type, string text) =>
        type == FieldType.Date && RelativeDay.Parse(text) is not null ? text : Scalar.Read(type, text).Show(type);

    private bool Test(RuleScope scope, ReadOnlySpan<Scalar> found) => _op switch
    {
        Operator.Empty => !HasValue(found),
        Operator.NotEmpty => HasValue(found),
        Operator.NotEqual or Operator.NotIn or Operator.NotContains => !Meets(scope, found) && scope.Failure is null,
        _ => Meets(scope, found),
    };

    private static bool HasValue(ReadOnlySpan<Scalar> found)
    {
        foreach (ref readonly var value in found)
        {
            if (!value.IsMissing) return true;
        }

        return false;
    }

    // What cannot be read may be anything, so it matters wherever nothing else has settled the question.
    private bool Meets(RuleScope scope, ReadOnlySpan<Scalar> found)
    {
        if (Fulfils(scope, found)) return true;
        Doubt(scope, _field, found);
        return false;
    }

    private static void Doubt(RuleScope scope, RuleField field, ReadOnlySpan<Scalar> values)
    {
        foreach (ref readonly var value in values)
        {
            if (value.Kind != ScalarKind.Unreadable) continue;
            scope.Failure ??= (field, FunctionError.Of(field, value, FunctionError.NoPosition));
            return;
        }
    }

    private bool Fulfils(RuleScope scope, ReadOnlySpan<Scalar> found)
    {
        foreach (ref readonly var value in found)
        {
            if (value.IsMissing) continue;
            foreach (ref readonly var wanted in _wanted.AsSpan())
            {
                if (Fits(value, wanted)) return true;
            }

            foreach (var day in _days)
            {
                if (Fits(value, scope.Day(day).Day)) return true;
            }
        }

        return _other is var (slot, field) && MeetsOther(scope, found, slot, field);
    }

    private bool MeetsOther(RuleScope scope, ReadOnlySpan<Scalar> found, int slot, RuleField field)
    {
        ReadOnlySpan<Scalar> others = field.List == FieldList.None ? [scope.One(slot)] : scope.Many(slot);
        if (FieldTypes.ComparesWhole(_op) && !HasValue(found) && !HasValue(others)) return true;
        foreach (ref readonly var other in others)
        {
            if (other.IsError) scope.Failure ??= (field, other.Error);
            if (other.IsNone) continue;
            foreach (ref readonly var value in found)
            {
                if (!value.IsNone && Fits(value, other)) return true;
            }
        }

        Doubt(scope, field, others);
        return false;
    }

    private bool Fits(in Scalar value, in Scalar wanted) => _op switch
    {
        Operator.Contains or Operator.NotContains => Both(value, wanted)
            && value.Text.Contains(wanted.Text, StringComparison.OrdinalIgnoreCase),
        Operator.StartsWith => Both(value, wanted) && value.Text.StartsWith(wanted.Text, StringComparison.OrdinalIgnoreCase),
        Operator.EndsWith => Both(value, wanted) && value.Text.EndsWith(wanted.Text, StringComparison.OrdinalIgnoreCase),
        _ => Scalar.Compare(value, wanted) is { } order && InOrder(order),
    };

    private bool InOrder(int order) => _op switch
    {
        Operator.Less => order < 0,
        Operator.LessOrEqual => order <= 0,
        Operator.Greater => order > 0,
        Operator.GreaterOrEqual => order >= 0,
        _ => order == 0,
    };

    private static bool Both(in Scalar value, in Scalar wanted) =>
        value.Kind == ScalarKind.Text && wanted.Kind == ScalarKind.Text;
}
