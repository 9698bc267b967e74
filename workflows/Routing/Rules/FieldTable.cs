namespace Serverless.Workflows.Routing.Rules;

/// <summary>The fields that a process asks for, each with a number, so that an evaluation reads each of them once.</summary>
internal sealed class FieldTable
{
    private readonly Dictionary<string, int> _slots = [];
    private readonly List<RuleField> _fields = [];

    public int Count => _fields.Count;

    public RuleField this[int slot] => _fields[slot];

    /// <summary>The field's number; a field that is new gets the next.</summary>
    public int SlotOf(RuleField field)
    {
        if (_slots.TryGetValue(field.Name, out var slot)) return slot;
        _slots.Add(field.Name, _fields.Count);
        _fields.Add(field);
        return _fields.Count - 1;
    }
}
