using Serverless.Web.Tenants;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Pages;

public sealed partial class Words
{
    /// <summary>Why something is not taken, and what to do: German as the desk words it, English by reason.</summary>
    /// <param name="person">The id of whoever is told.</param>
    public string Refused(DecisionOutcome outcome, WebTenant tenant, string person) => !_english
        ? outcome.Message
        : outcome.Problems.Count > 0 ? string.Join(" ", outcome.Problems.Select(problem => EngineWords.Problem(problem, Language)))
        : outcome.Reason switch
        {
            RefusalReason.Request => "This cannot be done like this, nothing was changed. Please reload the page and choose again.",
            RefusalReason.NotPossible => "The item cannot be decided like this as it is now." + Possible(outcome, DecisionName),
            RefusalReason.Comment => $"Please check the comment: it is needed to reject and, where your company wants it, to send back; it is left out where your company does not. It has at most {DecisionCheck.MaxComment} characters.",
            RefusalReason.Target => "It cannot go to whom, or where, you chose. Please choose from the list; at a property without such a role holder choose a person.",
            RefusalReason.Status => "The item cannot be given this status." + Possible(outcome, status => status),
            RefusalReason.Revision => "There is no such state of this item. Please reload the page and decide again.",
            RefusalReason.NotAsked => $"{NotYours}. {NotYoursText}",
            RefusalReason.NotWaiting => "The item waits for no decision at the moment: it is being worked on, or has ended. Please look at it again in a moment.",
            RefusalReason.Permission => outcome.Missing is { } missing
                ? $"You lack the permission “{PermissionNames.Id(missing)}”. Your administrator can grant it."
                : "You lack a permission for this. Your administrator can grant it.",
            RefusalReason.AmountLimit or RefusalReason.FourEyes => $"{Obstacle(outcome.Obstacle, tenant, person)} {WhoMay(outcome, tenant)}",
            RefusalReason.AlreadyPosted => string.Join(" ", outcome.Posted.Select(one => EngineWords.Note(one.InWords, Language)))
                + " Please look into it, and confirm it expressly where it is meant so.",
            RefusalReason.Duplicate => EngineWords.Note(DecisionOutcome.OneByOne(outcome.Duplicates).Message, Language),
            RefusalReason.Incomplete => string.Join(" ", outcome.Gaps.Select(Gap)),
            _ => outcome.Result == DecisionResult.Busy
                ? "The item was being written all the time. Nothing was decided; please send the same again."
                : "This was not taken, and nothing was changed. Please reload the page and look at the item again.",
        };

    /// <summary>What became of something that counts. Why an item did not go on with a status is said like any refusal.</summary>
    /// <param name="person">The id of whoever is told.</param>
    public string Notice(DecisionOutcome outcome, WebTenant tenant, string person)
    {
        var text = EngineWords.Answer(outcome.Message, Language);
        return outcome.Stays is { } stays && text.EndsWith(stays.Message, StringComparison.Ordinal)
            ? text[..^stays.Message.Length] + Refused(stays, tenant, person)
            : text;
    }

    /// <summary>Why nothing was begun with several items.</summary>
    public string BulkProblem(DecisionOutcome wrong, int items, WebTenant tenant, string person) => !_english ? wrong.Message
        : items == 0 ? "Please choose at least one item."
        : items > IBulkDesk.MaxItems ? $"These are {items} items; at most {IBulkDesk.MaxItems} go at once. Please do it in parts."
        : Refused(wrong, tenant, person);

    /// <summary>What an item lacks before it may go on.</summary>
    public string Gap(ForwardingGap gap) => !_english
        ? gap.Text
        : gap.Kind switch
        {
            GapKind.Hold => $"The item is on hold: {gap.Hold}",
            GapKind.Document => "The item has no document. Please add it before it is approved.",
            GapKind.Field when gap.Field == RequiredNames.Coding =>
                "The coding must have at least one line, each with an account, and add up to the invoice before it is approved.",
            GapKind.Field => $"The field “{FieldName(gap.Field!)}” must be filled in before it is approved.",
            _ => "Please give a status before you forward.",
        };

    private static string Obstacle(ReleaseObstacle? obstacle, WebTenant tenant, string person) => obstacle switch
    {
        null => "You may not approve this item.",
        { Station: { } station } when obstacle.Person == person =>
            $"Two people must approve here, and you (or somebody for you) have approved this item at the station “{station}” already.",
        { Station: { } station } =>
            $"Two people must approve here. You stand in for {tenant.NameOf(obstacle.Person)}, who has approved at the station “{station}” already.",
        { IsOfEarlierAmount: true } => $"The amount was {obstacle.Amount} before you changed it, and with that beyond the limit of {obstacle.Limit}.",
        { Released: { } released } => $"What was released is {released}, the amount is {obstacle.Amount} now and must be released anew. "
            + (obstacle.Person == person
                ? $"You may approve up to {obstacle.Limit}."
                : $"You stand in for {tenant.NameOf(obstacle.Person)} and may approve up to {obstacle.Limit} as such."),
        _ when obstacle.Person == person => $"You may approve up to {obstacle.Limit}; the amount of this item is {obstacle.Amount}.",
        _ => $"You stand in for {tenant.NameOf(obstacle.Person)} and may approve up to {obstacle.Limit} as such. The amount of this item is {obstacle.Amount}.",
    };

    private static string WhoMay(DecisionOutcome outcome, WebTenant tenant) => outcome.MayApprove is { } other
        ? $"Please forward it, for example to {tenant.NameOf(other)}."
        : "Please forward it to somebody who may approve it.";

    private static string Possible(DecisionOutcome outcome, Func<string, string> name) => outcome.Possible is { Count: > 0 } possible
        ? $" Possible are: {string.Join(", ", possible.Select(name))}."
        : string.Empty;
}
