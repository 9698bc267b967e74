using Serverless.Workflows.Approval;

namespace Serverless.Web.Decisions;

/// <summary>Reads a decision from a form or the API and says at once what is missing whatever the tenant's settings are;
/// the rest is the desk's to say.</summary>
internal static class DecisionInput
{
    private static readonly string[] Kinds =
    [
        DecisionKinds.Approve, DecisionKinds.Reject, DecisionKinds.SendBack, DecisionKinds.Forward,
        DecisionKinds.RejectToSupplier, DecisionKinds.Replace, DecisionKinds.Resume, DecisionKinds.Again, DecisionKinds.Skip, DecisionKinds.GiveUp,
    ];

    /// <summary>The request, or what is wrong with it in words for the person.</summary>
    public static (DecisionRequest? Request, string? Wrong) Read(
        string? decision, string? comment, string? to, int? visit, int? revision, string via, string? address,
        string? status = null, IReadOnlyList<string>? findings = null)
    {
        if (!Kinds.Contains(decision))
            return (null, $"Die Angabe „decision“ fehlt oder ist unbekannt. Möglich sind: {string.Join(", ", Kinds)}.");

        (comment, to, status) = (Blank(comment), Blank(to), Blank(status));
        if (comment?.Length > DecisionCheck.MaxComment)
            return (null, $"Der Kommentar ist länger als {DecisionCheck.MaxComment} Zeichen. Bitte fassen Sie sich kürzer.");
        if (decision == DecisionKinds.Reject && comment is null)
            return (null, "Bitte begründen Sie diese Entscheidung im Kommentar, damit die anderen sie verstehen.");
        if (decision == DecisionKinds.Forward && to is null)
            return (null, "Bitte wählen Sie die Person oder Funktion, an die Sie weiterleiten möchten.");

        to = decision is DecisionKinds.Forward or DecisionKinds.SendBack or DecisionKinds.RejectToSupplier or DecisionKinds.Replace
            ? to
            : null;
        return (new(decision!, comment, to, visit, revision, via, address) { Status = status, Findings = findings }, null);
    }

    /// <summary>A text without what surrounds it; null where there is none.</summary>
    public static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
