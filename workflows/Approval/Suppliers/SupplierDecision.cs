using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Intake.Mail;

namespace Serverless.Workflows.Approval.Suppliers;

/// <summary>The decisions about an invoice that is, or is to be, rejected to its supplier.</summary>
internal static class SupplierDecision
{
    /// <summary>Why such a decision cannot be taken; null where it can, and for every other decision.</summary>
    public static DecisionOutcome? Refusal(DecisionCase at, DecisionRequest request) => request.Decision switch
    {
        DecisionKinds.RejectToSupplier => Because(
            SupplierAddress.Problem(
                at.Settings, at.Item, at.Linked.Supplier, request.To ?? SupplierAddress.Proposed(at.Settings, at.Item, at.Linked.Supplier))),
        DecisionKinds.Replace => Because(request.To is { } to
            ? CorrectionProblem(at.Item, at.Corrected, to)
            : "Bitte nennen Sie den Vorgang der korrigierten Rechnung."),
        DecisionKinds.Resume when at.Posted.Count > 0 && !request.ConfirmsPosted => DecisionOutcome.PostedBefore(at.Posted),
        _ => null,
    };

    /// <summary>What the person was warned of and confirmed, German; null where there was nothing.</summary>
    public static string? Confirmed(DecisionCase at, DecisionRequest request) => request.Decision == DecisionKinds.Resume && at.Posted.Count > 0
        ? string.Join(" ", at.Posted.Select(one => one.InWords))
        : null;

    /// <summary>The item as such a decision leaves it; as it is for every other.</summary>
    public static Item Made(DecisionCase at, DecisionRequest request, DateTimeOffset now) => request.Decision switch
    {
        DecisionKinds.RejectToSupplier => Rejected(at, request, now),
        DecisionKinds.Resume => PostedCorrection.Noted(at.Item, at.Posted),
        _ => at.Item,
    };

    /// <summary>What is wrong with a comment, or null.</summary>
    public static string? CommentProblem(string kind, string? comment) => !string.IsNullOrWhiteSpace(comment) ? null : kind switch
    {
        DecisionKinds.RejectToSupplier => "Bitte schreiben Sie dem Lieferanten, was zu korrigieren ist.",
        DecisionKinds.Resume => "Bitte schreiben Sie, warum es ohne korrigierte Rechnung weitergeht.",
        _ => null,
    };

    /// <summary>The item with its invoice rejected to the supplier; the mail is written, but not sent yet.</summary>
    private static Item Rejected(DecisionCase at, DecisionRequest request, DateTimeOffset now)
    {
        var item = PostedCorrection.Unnoted(at.Item);
        var findings = SupplierFindings.Chosen(item, request.Findings).Select(SupplierFindings.InWords).ToList();
        return item with
        {
            SupplierRejection = new SupplierRejection(
                (item.SupplierRejection?.Number ?? 0) + 1, at.Person.Id, now, item.Station!.Sequence,
                request.Comment!.Trim(), findings,
                new SupplierMail(
                    Address(at, request)!, SupplierLetter.Subject(at.Settings, item),
                    SupplierLetter.Text(at.Settings, item, request.Comment, findings, at.Person.Name))),
        };
    }

    /// <summary>Where the mail goes; null where neither the person nor the item says.</summary>
    public static string? Address(DecisionCase at, DecisionRequest request) => MailAddressSyntax.Normalize(
        request.To ?? SupplierAddress.Proposed(at.Settings, at.Item, at.Linked.Supplier));

    /// <summary>Why an item cannot be the correction of a rejected one, or null.</summary>
    /// <param name="other">The item, or null where there is none of that id.</param>
    /// <param name="id">What was given as its id.</param>
    public static string? CorrectionProblem(Item held, Item? other, string id)
    {
        if (other is null || other.Id == held.Id)
        {
            return $"„{(id.Length > 80 ? id[..80] + "…" : id)}“ ist kein anderer Vorgang. "
                + "Bitte nennen Sie die Kennung des Vorgangs mit der korrigierten Rechnung.";
        }

        if (!SupplierOffer.Suits(other))
            return "Dieser Vorgang ist eine Mail und keine Rechnung. Verknüpfen Sie den Vorgang der korrigierten Rechnung.";
        if (other.IsHeld)
            return "Auch diese Rechnung ist an den Lieferanten zurückgewiesen. Die korrigierte muss eine andere sein.";
        if (other.Status is ItemStatus.Rejected or ItemStatus.Failed or ItemStatus.Cancelled)
            return "Dieser Vorgang ist abgelehnt oder abgebrochen; seine Rechnung wird nicht bezahlt und kann keine andere ersetzen.";
        return CorrectionMatch.IsCreditNote(other)
            ? "Das ist eine Gutschrift. Sie ersetzt keine Rechnung; verknüpfen Sie die neue Rechnung."
            : null;
    }

    private static DecisionOutcome? Because(string? problem) =>
        problem is null ? null : DecisionOutcome.Invalid(problem, RefusalReason.Target);
}
