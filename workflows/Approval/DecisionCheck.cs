using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>Whether a decision can be taken: first whether it is this person's to take at all, then whether what they
/// wrote is complete. Each check is one method that answers null where it has nothing against it.</summary>
public static class DecisionCheck
{
    /// <summary>The longest comment that is kept, in characters.</summary>
    public const int MaxComment = 4000;

    /// <summary>What is said of a comment that is longer.</summary>
    public static string CommentTooLong { get; } =
        $"Der Kommentar ist zu lang: höchstens {MaxComment} Zeichen. Bitte fassen Sie sich kürzer.";

    /// <summary>Why a decision cannot be taken, or null where it can.</summary>
    public static DecisionOutcome? Refusal(DecisionCase at, DecisionRequest request) =>
        NotHere(at, request) ?? Withheld(at, request.Decision) ?? BadStatus(at, request) ?? BadComment(at, request)
        ?? BadTarget(at, request) ?? SupplierDecision.Refusal(at, request) ?? Incomplete(at, request);

    /// <summary>Why a kind of decision, as such possible here, is not this person's to take; null where it is. What a
    /// page does not even offer is decided here.</summary>
    public static DecisionOutcome? Withheld(DecisionCase at, string kind) => kind switch
    {
        DecisionKinds.Approve => at.Unless(ForwardPermissions.ToNext(at.Item.Kind)) ?? ReleaseCheck.Refusal(at),
        DecisionKinds.Forward => at.Settings.May(at.Person, ForwardPermissions.ToRoleHolder(at.Item.Kind))
            ? null
            : at.Unless(ForwardPermissions.ToPerson(at.Item.Kind)),
        DecisionKinds.RejectToSupplier or DecisionKinds.Resume => at.Unless(Permission.RejectToSupplier),
        _ => null,
    };

    private static DecisionOutcome? NotHere(DecisionCase at, DecisionRequest request)
    {
        var possible = at.Possible;
        if (possible.Contains(request.Decision)) return null;
        var why = at.Item.IsHeld && request.Decision == DecisionKinds.Approve
            ? "Die Rechnung ist an den Lieferanten zurückgewiesen und wartet auf die korrigierte. Verknüpfen Sie diese "
                + "(„replace“) oder heben Sie die Zurückweisung auf („resume“)."
            : $"„{request.Decision}“ ist hier nicht möglich. Möglich sind: {string.Join(", ", possible)}.";
        return DecisionOutcome.Invalid(why, RefusalReason.NotPossible) with { Possible = possible };
    }

    private static DecisionOutcome? BadStatus(DecisionCase at, DecisionRequest request) =>
        request.Status is { } status ? StatusCheck.Refusal(at, status) : null;

    private static DecisionOutcome? BadComment(DecisionCase at, DecisionRequest request) =>
        CommentProblem(at.Settings, request.Decision, request.Comment) is { } problem
            ? DecisionOutcome.Invalid(problem, RefusalReason.Comment)
            : null;

    /// <summary>What is wrong with a comment, or null.</summary>
    public static string? CommentProblem(Settings settings, string kind, string? comment) => kind switch
    {
        _ when comment?.Length > MaxComment => CommentTooLong,
        DecisionKinds.Reject when string.IsNullOrWhiteSpace(comment) => "Bitte schreiben Sie, warum Sie ablehnen.",
        DecisionKinds.SendBack => ForwardingChecks.SendBack(settings, comment),
        _ => SupplierDecision.CommentProblem(kind, comment),
    };

    private static DecisionOutcome? BadTarget(DecisionCase at, DecisionRequest request) => request.Decision switch
    {
        DecisionKinds.Forward => TargetCheck.Forward(at, request.To),
        DecisionKinds.SendBack => TargetCheck.SendBack(at, request.To),
        _ => null,
    };

    /// <summary>What must be right before the item leaves the station forward, with the status that comes with the
    /// decision counted in. A forward to a person or role holder stays at the station; of all that it needs the status
    /// alone, which says what whoever forwards has found.</summary>
    private static DecisionOutcome? Incomplete(DecisionCase at, DecisionRequest request)
    {
        if (at.Station is not { } station || at.Item.IsHeld) return null;
        if (request.Decision == DecisionKinds.Forward)
        {
            return ForwardingChecks.HasStatus(station, at.Settings, at.People, at.StatusGivers)
                ? null
                : DecisionOutcome.Incomplete([ForwardingGap.StatusMissing]);
        }

        if (request.Decision != DecisionKinds.Approve) return null;
        var missing = Gaps(at);
        return missing.Count == 0 ? null : DecisionOutcome.Incomplete(missing);
    }

    /// <summary>What is missing before the item may leave the station forward; empty where nothing is.</summary>
    public static IReadOnlyList<ForwardingGap> Gaps(DecisionCase at) => at.Station is { } station && !at.Item.IsHeld
        ? ForwardingChecks.BeforeLeaving(at.Item, station, at.Settings, at.People, at.StatusGivers, at.Demands)
        : [];
}
