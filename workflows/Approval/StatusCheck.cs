using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>Which review statuses an item can be given.</summary>
public static class StatusCheck
{
    /// <summary>Those of the pinned process that are for items of this kind; none where an operator is asked.</summary>
    public static IReadOnlyList<ReviewStatus> Choices(DecisionCase at) => at.Item.Operator is not null
        ? []
        : [.. at.Process?.ReviewStatuses.Where(status => status.Kind is null || status.Kind == at.Item.Kind) ?? []];

    /// <summary>Why that status cannot be given, or null where it can.</summary>
    public static DecisionOutcome? Refusal(DecisionCase at, string status)
    {
        var choices = Choices(at);
        if (choices.Any(choice => choice.Id == status)) return null;
        IReadOnlyList<string> possible = [.. choices.Select(choice => choice.Id)];
        return DecisionOutcome.Invalid(choices.Count == 0
            ? "Für diesen Vorgang sind keine Status angelegt."
            : $"Diesen Status gibt es hier nicht. Möglich sind: {string.Join(", ", possible)}.", RefusalReason.Status) with
        {
            Possible = possible,
        };
    }

    /// <summary>Whether giving the status is to forward the item.</summary>
    public static bool Forwards(DecisionCase at, StatusRequest request) =>
        request.Forward != false && at.Settings.Global.ForwardOnStatus
        && Choices(at).Any(status => status.Id == request.Status && status.Forward);
}
