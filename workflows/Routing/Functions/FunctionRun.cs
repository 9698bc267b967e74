using Serverless.Workflows.Routing.Rules;

namespace Serverless.Workflows.Routing.Functions;

/// <summary>One computation of one function for one item. Counts its steps, so that it ends whatever it is given.</summary>
internal sealed class FunctionRun(RuleScope scope)
{
    /// <summary>The most steps that one function may take: some thousand lines, each with a page of arithmetic.</summary>
    public const int MostSteps = 100_000;

    private int _steps;

    public RuleScope Scope { get; } = scope;

    /// <summary>The row at hand within an aggregate.</summary>
    public int Row { get; set; }

    /// <summary>Whether that many more steps may be taken.</summary>
    public bool Spend(int steps) => (_steps += steps) <= MostSteps;
}

/// <summary>Computes a part of an expression; its answer is a value or an error, never missing.</summary>
internal delegate Scalar Node(FunctionRun run);
