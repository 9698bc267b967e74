using System.Text;
using Serverless.Workflows.Routing.WorkingDays;

namespace Serverless.Workflows.Routing.Rules;

/// <summary>What one evaluation knows of its item: each field read, and each function computed, at most once.</summary>
internal sealed class RuleScope(RuleSubject subject, FieldTable fields)
{
    private readonly Scalar[] _ones = new Scalar[fields.Count];
    private readonly Scalar[]?[] _many = new Scalar[fields.Count][];
    private readonly string?[] _shown = new string[fields.Count];
    private readonly bool[] _read = new bool[fields.Count];
    private readonly (Scalar Day, string? Shown)[] _days = fields.Days == 0 ? [] : new (Scalar, string?)[fields.Days];
    private HolidayCalendar? _calendar;

    public RuleSubject Subject { get; private set; } = subject;

    /// <summary>The tenant's working days.</summary>
    public HolidayCalendar Calendar =>
        _calendar ??= HolidayCalendar.For(Subject.Settings.Country, Subject.Settings.State);

    /// <summary>Where sentences are put together.</summary>
    public StringBuilder Writing { get; } = new(512);

    /// <summary>What went wrong in the rule at hand; null where nothing did.</summary>
    public (RuleField Field, FunctionError Error)? Failure { get; set; }

    /// <summary>The value of a field that is no list.</summary>
    public Scalar One(int slot)
    {
        if (_read[slot]) return _ones[slot];
        var field = fields[slot];
        var value = field.Function is { } function
            ? function.Compute(this)
            : Scalar.Read(field.Type, field.One!(Subject));
        (_ones[slot], _read[slot]) = (value, true);
        return value;
    }

    /// <summary>The values of a list, one per row.</summary>
    public Scalar[] Many(int slot) => _many[slot] ??=
        [.. fields[slot].Many!(Subject).Select(text => Scalar.Read(fields[slot].Type, text))];

    /// <summary>The number of rows of a list.</summary>
    public int Rows(FieldList list) => list switch
    {
        FieldList.Lines => Subject.Item.Lines.Count,
        FieldList.Coding => Subject.Item.Coding.Count,
        FieldList.Taxes => Subject.Item.Taxes.Count,
        _ => 0,
    };

    /// <summary>A day counted from the day of the evaluation, and how the trace shows it.</summary>
    public (Scalar Day, string Shown) Day(int slot)
    {
        if (_days[slot] is (var known, { } shown)) return (known, shown);
        var day = fields.Day(slot).From(Subject.Today, Calendar);
        var found = (Scalar.Of(day), $" ({GermanText.Day(day)})");
        _days[slot] = found;
        return found;
    }

    /// <summary>A field as the trace shows it.</summary>
    public string Shown(int slot)
    {
        if (_shown[slot] is { } known) return known;
        var field = fields[slot];
        if (field.List == FieldList.None) return _shown[slot] = Shown(field, One(slot));
        return _shown[slot] = ShownValues.Of(field.Type, Many(slot));
    }

    /// <summary>The name of what a field's value is the id of; the id itself where nothing is called so.</summary>
    public string NameOf(RuleField field, string id) => RuleNames.Of(field, id, Subject.Process, Subject.Settings);

    private string Shown(RuleField field, in Scalar value) => value.Kind == ScalarKind.Text && RuleNames.Refers(field)
        ? $"„{NameOf(field, value.Text)}“"
        : ShownValues.Of(field.Type, value);

    /// <summary>Goes on with a changed item; what was read before is forgotten.</summary>
    public void Change(Archive.Items.Item item)
    {
        Subject = Subject with { Item = item };
        Array.Clear(_read);
        Array.Clear(_many);
        Array.Clear(_shown);
    }
}
