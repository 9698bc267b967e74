using Serverless.Workflows.Approval;

namespace Serverless.Web.Decisions;

/// <summary>Reads a decision from a form or the API and says at once what is missing whatever the tenant's settings are;
/// the rest is the desk's to say.</summary>
internal static class DecisionInput
{
    /// <summary>What can be decided.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        DecisionKinds.Approve, DecisionKinds.Reject, DecisionKinds.SendBack, DecisionKinds.Forward,
        DecisionKinds.RejectToSupplier, DecisionKinds.Replace, DecisionKinds.Resume, DecisionKinds.Again, DecisionKinds.Skip, DecisionKinds.GiveUp,
    ];

    /// <summary>The request, or why it is none.</summary>
    public static (DecisionRequest? Request, DecisionOutcome? Wrong) Read(
        string? decision, string? comment, string? to, int? visit, int? revision, string via, string? address,
        string? status = null, IReadOnlyList<string>? findings = null, bool confirmsPosted = false)
    {
        if (!Kinds.Contains(decision))
        {
            return (null, DecisionOutcome.Invalid(
                $"Die Angabe „decision“ fehlt oder ist unbekannt. Möglich sind: {string.Join(", ", Kinds)}."));
        }

        (comment, to, status) = (Blank(comment), Blank(to), Blank(status));
        if (comment?.Length > DecisionCheck.MaxComment)
            return (null, DecisionOutcome.Invalid(DecisionCheck.CommentTooLong, RefusalReason.Comment));
        if (decision == DecisionKinds.Reject && comment is null)
        {
            return (null, DecisionOutcome.Invalid(
                "Bitte begründen Sie diese Entscheidung im Kommentar, damit die anderen sie verstehen.", RefusalReason.Comment));
        }

        if (decision == DecisionKinds.Forward && to is null)
        {
            return (null, DecisionOutcome.Invalid(
                "Bitte wählen Sie die Person oder Funktion, an die Sie weiterleiten möchten.", RefusalReason.Target));
        }

        to = decision is DecisionKinds.Forward or DecisionKinds.SendBack or DecisionKinds.RejectToSupplier or DecisionKinds.Replace
            ? to
            : null;
        return (new(decision!, comment, to, visit, revision, via, address) { Status = status, Findings = findings, ConfirmsPosted = confirmsPosted }, null);
    }

    /// <summary>A text without what surrounds it; null where there is none.</summary>
    public static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
