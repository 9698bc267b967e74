namespace Serverless.Workflows.Extraction.Einvoice;

/// <summary>Collects what is found; a document that has everything wrong gives a bounded list.</summary>
internal sealed class Findings
{
    private const int Most = 100;

    private readonly List<Check> _checks = [];
    private int _left;

    public void Add(Check check)
    {
        if (_checks.Count < Most) _checks.Add(check);
        else _left++;
    }

    public void AddRange(IEnumerable<Check> checks)
    {
        foreach (var check in checks) Add(check);
    }

    public IReadOnlyList<Check> ToList() => _left == 0 ? [.. _checks]
        : [.. _checks, new Check("CHECKS-MORE", Severity.Info, $"Es gibt {_left} weitere Hinweise, die nicht aufgeführt sind.")];
}
