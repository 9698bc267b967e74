namespace Serverless.Workflows.Routing.Rules;

/// <summary>The fields and relative days that a process asks for, each with a number, so that an evaluation reads each of
/// them once.</summary>
internal sealed class FieldTable
{
    private readonly Dictionary<string, int> _slots = [];
    private readonly List<RuleField> _fields = [];
    private readonly List<RelativeDay> _days = [];

    public int Count => _fields.Count;

    public int Days => _days.Count;

    public RuleField this[int slot] => _fields[slot];

    /// <summary>The relative day of that number.</summary>
    public RelativeDay Day(int slot) => _days[slot];

    /// <summary>The day's number; a day that is new gets the next.</summary>
    public int SlotOf(RelativeDay day)
    {
        var slot = _days.IndexOf(day);
        if (slot >= 0) return slot;
        _days.Add(day);
        return _days.Count - 1;
    }

    /// <summary>The field's number; a field that is new gets the next.</summary>
    public int SlotOf(RuleField field)
    {
        if (_slots.TryGetValue(field.Name, out var slot)) return slot;
        _slots.Add(field.Name, _fields.Count);
        _fields.Add(field);
        return _fields.Count - 1;
    }
}
