using Serverless.Workflows.Routing.Phrases;

namespace Serverless.Workflows.Routing.Rules;

/// <summary>A rule whose conditions need no more looking up.</summary>
internal sealed class CompiledRule(Rule rule, CompiledCondition condition)
{
    public Rule Rule { get; } = rule;

    /// <summary>Who says its notes.</summary>
    public string Speaker { get; } = ReasonPhrases.Rule.Of(rule.Name);

    /// <summary>Whether it holds. Where a function it asks for has no value, <see cref="RuleScope.Failure"/> says why,
    /// and the rule does not hold.</summary>
    public bool Holds(RuleScope scope)
    {
        scope.Failure = null;
        return condition.Test(scope) && scope.Failure is null;
    }

    /// <summary>Adds each condition, with the value found, to <see cref="RuleScope.Writing"/>.</summary>
    public void Explain(RuleScope scope) => condition.Explain(scope, scope.Writing);
}
