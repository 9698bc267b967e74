using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Routing.Rules;

namespace Serverless.Workflows.Routing.Functions;

/// <summary>A function that can be computed.</summary>
internal sealed class CompiledFunction(ScalarFunction definition)
{
    public ScalarFunction Definition { get; } = definition;

    /// <summary>Until it is compiled, and where it cannot be, an error.</summary>
    public Node Node { get; set; } = _ => Scalar.Of(new FunctionError(
        FunctionFault.Unreadable, FunctionPhrases.Unreadable.Of(), 1));

    /// <summary>The functions that it calls, directly or through others, each behind those that it calls itself. They
    /// are computed first, so that calls never nest and the stack stays small.</summary>
    public IReadOnlyList<int> Needs { get; set; } = [];

    public Scalar Compute(RuleScope scope)
    {
        foreach (var slot in Needs) scope.One(slot);
        return Node(new FunctionRun(scope));
    }
}
