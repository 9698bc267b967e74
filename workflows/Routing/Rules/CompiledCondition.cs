using System.Text;

namespace Serverless.Workflows.Routing.Rules;

/// <summary>A condition with its fields found and its values read.</summary>
internal abstract class CompiledCondition
{
    public abstract bool Test(RuleScope scope);

    /// <summary>Says what was looked at and found.</summary>
    public abstract void Explain(RuleScope scope, StringBuilder text);
}

/// <summary>Whatever the item holds.</summary>
internal sealed class AlwaysCondition : CompiledCondition
{
    public override bool Test(RuleScope scope) => true;

    public override void Explain(RuleScope scope, StringBuilder text) => text.Append("immer");
}

/// <summary>A condition of a version that was pinned long ago, on a field that this release no longer has.</summary>
internal sealed class UnknownCondition(string? field) : CompiledCondition
{
    public override bool Test(RuleScope scope) => false;

    public override void Explain(RuleScope scope, StringBuilder text) =>
        text.Append("Feld „").Append(field).Append("“ gibt es nicht");
}

/// <summary>Conditions joined by All or Any.</summary>
internal sealed class GroupCondition(CompiledCondition[] parts, bool all, bool nested) : CompiledCondition
{
    // Every part is looked at, so that the trace tells the whole story and an error never hides behind another part.
    public override bool Test(RuleScope scope)
    {
        var holding = 0;
        foreach (var part in parts)
        {
            if (part.Test(scope)) holding++;
        }

        return all ? holding == parts.Length : holding > 0;
    }

    public override void Explain(RuleScope scope, StringBuilder text)
    {
        if (nested) text.Append('(');
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0) text.Append(all ? " und " : " oder ");
            parts[i].Explain(scope, text);
        }

        if (nested) text.Append(')');
    }
}
