using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Serverless.Web.Problems;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Decisions;

/// <summary>What a decision that does not count is answered: the same whether it was one, one of several, or a status, and
/// with the same HTTP status on pages.</summary>
internal static class Refusals
{
    /// <summary>Every problem that a decision can meet.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        ProblemTypes.NotPossible, ProblemTypes.BadComment, ProblemTypes.BadTarget, ProblemTypes.BadStatus,
        ProblemTypes.BadRevision, ProblemTypes.NeedsPerson, ProblemTypes.MissingPermission, ProblemTypes.AmountLimit,
        ProblemTypes.FourEyes, ProblemTypes.AlreadyDecided, ProblemTypes.AlreadyPosted, ProblemTypes.Changed, ProblemTypes.NotWaiting,
        ProblemTypes.Incomplete, ProblemTypes.Busy,
    ];

    public static ProblemType TypeOf(DecisionOutcome outcome) => outcome.Result switch
    {
        DecisionResult.AlreadyDecided => ProblemTypes.AlreadyDecided,
        DecisionResult.Changed => ProblemTypes.Changed,
        DecisionResult.Busy => ProblemTypes.Busy,
        _ => outcome.Reason switch
        {
            RefusalReason.NotPossible => ProblemTypes.NotPossible,
            RefusalReason.Comment => ProblemTypes.BadComment,
            RefusalReason.Target => ProblemTypes.BadTarget,
            RefusalReason.Status => ProblemTypes.BadStatus,
            RefusalReason.Revision => ProblemTypes.BadRevision,
            RefusalReason.NotAsked => ProblemTypes.NotAllowed,
            RefusalReason.NotWaiting => ProblemTypes.NotWaiting,
            RefusalReason.Permission => ProblemTypes.MissingPermission,
            RefusalReason.AmountLimit => ProblemTypes.AmountLimit,
            RefusalReason.FourEyes => ProblemTypes.FourEyes,
            RefusalReason.AlreadyPosted => ProblemTypes.AlreadyPosted,
            RefusalReason.Duplicate => ProblemTypes.Duplicate,
            RefusalReason.Incomplete => ProblemTypes.Incomplete,
            _ => outcome.Result switch
            {
                DecisionResult.NotAllowed => ProblemTypes.NotAllowed,
                DecisionResult.NotFound => ProblemTypes.NotFound,
                _ => ProblemTypes.BadRequest,
            },
        },
    };

    public static ProblemHttpResult Of(DecisionOutcome outcome) =>
        Problem.Of(TypeOf(outcome), outcome.Message, More(outcome));

    /// <summary>The same as an object; null where nothing was refused.</summary>
    public static ProblemDetails? Details(DecisionOutcome? outcome) =>
        outcome is null ? null : Problem.Details(TypeOf(outcome), outcome.Message, More(outcome));

    private static (string Name, object? Value)[] More(DecisionOutcome outcome)
    {
        if (outcome.Earlier is { } earlier)
        {
            return
            [
                ("by", earlier.By), ("for", earlier.For), ("decision", earlier.Kind), ("to", earlier.To), ("at", earlier.AtUtc),
            ];
        }

        if (outcome.Changes is { Count: > 0 } changes) return [("changes", changes), ("revision", outcome.Revision)];
        if (outcome.Missing is { } permission) return [("permission", PermissionNames.Id(permission))];
        if (outcome.Obstacle is { } obstacle) return [.. Limits(obstacle), ("mayApprove", outcome.MayApprove)];
        if (outcome.Posted.Count > 0) return [("corrections", outcome.Posted)];
        if (outcome.Duplicates.Count > 0) return [("duplicates", outcome.Duplicates)];
        if (outcome.Gaps.Count > 0) return [("missing", outcome.Gaps)];
        if (outcome.Possible is { } possible) return [("possible", possible)];
        return TypeOf(outcome) == ProblemTypes.BadRequest
            ? [("problems", outcome.Problems.DefaultIfEmpty(outcome.Message).Select(text => new BodyProblem("$", text)).ToList())]
            : [];
    }

    private static (string, object?)[] Limits(ReleaseObstacle obstacle) => obstacle.Station is { } station
        ? [("station", station), ("person", obstacle.Person)]
        : [("limit", Text(obstacle.LimitValue)), ("amount", Text(obstacle.AmountValue)), ("person", obstacle.Person)];

    private static string? Text(decimal? amount) => amount?.ToString("0.00######", System.Globalization.CultureInfo.InvariantCulture);
}
