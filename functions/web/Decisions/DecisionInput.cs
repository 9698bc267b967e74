using Serverless.Workflows.Approval;

namespace Serverless.Web.Decisions;

/// <summary>Reads a decision from a form or the API and says at once what is missing.</summary>
internal static class DecisionInput
{
    public const int MaxComment = 4_000;

    private static readonly string[] Kinds =
    [
        DecisionKinds.Approve, DecisionKinds.Reject, DecisionKinds.SendBack, DecisionKinds.Forward,
        DecisionKinds.Again, DecisionKinds.Skip, DecisionKinds.GiveUp,
    ];

    /// <summary>The request, or what is wrong with it in words for the person.</summary>
    public static (DecisionRequest? Request, string? Wrong) Read(
        string? decision, string? comment, string? to, int? visit, int? revision, string via, string? address)
    {
        if (!Kinds.Contains(decision))
            return (null, $"Die Angabe „decision“ fehlt oder ist unbekannt. Möglich sind: {string.Join(", ", Kinds)}.");

        comment = string.IsNullOrWhiteSpace(comment) ? null : comment.Trim();
        to = string.IsNullOrWhiteSpace(to) ? null : to.Trim();
        if (comment?.Length > MaxComment)
            return (null, $"Der Kommentar ist länger als {MaxComment} Zeichen. Bitte fassen Sie sich kürzer.");
        if (NeedsComment(decision!) && comment is null)
            return (null, "Bitte begründen Sie diese Entscheidung im Kommentar, damit die anderen sie verstehen.");
        if (decision == DecisionKinds.Forward && to is null)
            return (null, "Bitte wählen Sie die Person, an die Sie weiterleiten möchten.");

        return (new(decision!, comment, decision == DecisionKinds.Forward ? to : null, visit, revision, via, address), null);
    }

    public static bool NeedsComment(string decision) => decision is DecisionKinds.Reject or DecisionKinds.SendBack;
}
