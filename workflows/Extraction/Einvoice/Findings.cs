namespace Serverless.Workflows.Extraction.Einvoice;

/// <summary>Collects what is found; a document that has everything wrong gives a bounded list.</summary>
internal sealed class Findings
{
    private const int Most = 100;

    private readonly List<Check> _checks = [];
    private bool _more;

    /// <summary>Adds a finding. It is not made at all once there are enough: saying where something stands takes time, and a
    /// hostile document may have it wrong in every line.</summary>
    public void Add(Func<Check> check)
    {
        if (_checks.Count < Most) _checks.Add(check());
        else _more = true;
    }

    /// <summary>Adds what a rule finds, for as long as there is room.</summary>
    public void AddRange(IEnumerable<Check> checks)
    {
        foreach (var check in checks)
        {
            Add(() => check);
            if (_more) break;
        }
    }

    public IReadOnlyList<Check> ToList() => !_more ? [.. _checks]
        : [.. _checks, new Check("CHECKS-MORE", Severity.Info, "Es gibt weitere Hinweise, die nicht aufgeführt sind.")];
}
