using Microsoft.AspNetCore.Http;
using Serverless.Web.Pages;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;

namespace Serverless.Web.Decisions;

/// <summary>What the form of an item's page asks for: a decision, or to give a review status.</summary>
/// <param name="Wrong">Why it is refused, where it is neither.</param>
internal sealed record DecisionForm(DecisionRequest? Decision, StatusRequest? Status, DecisionOutcome? Wrong)
{
    /// <summary>The rejected invoice that this one is said to correct; null for all else.</summary>
    public CorrectionRequest? Correction { get; init; }

    /// <summary>The value of the field <c>decision</c> that gives a status and decides nothing by itself.</summary>
    public const string GiveStatus = "status";

    /// <summary>The field that names the station to send back to; <c>to</c> is for forwarding.</summary>
    public const string BackField = "back";

    /// <summary>The field that is there where a status is not to forward.</summary>
    public const string StayField = "stay";

    /// <summary>The field with the address of the supplier to reject to.</summary>
    public const string SupplierField = "supplierAddress";

    /// <summary>The rules of the findings that the supplier is told, one value each.</summary>
    public const string FindingField = "finding";

    /// <summary>The field that is there where the person could choose among findings.</summary>
    public const string FindingsShownField = "findings";

    /// <summary>The box that is ticked where the person goes on though a correction is on its way to be paid.</summary>
    public const string ConfirmPostedField = "confirmPosted";

    /// <summary>The value of the field <c>decision</c> that links this invoice with a rejected one and decides nothing.</summary>
    public const string LinkCorrection = "correct";

    /// <summary>The field that names the corrected or the rejected invoice.</summary>
    public const string CorrectionField = "correction";

    public static DecisionForm Read(IFormCollection form, int? visit, int? revision, string via, string? address)
    {
        var (kind, comment, status) = (form.Text("decision"), form.Text("comment"), form.Text("status"));
        if (kind == GiveStatus)
        {
            return status is null
                ? new(null, null, DecisionOutcome.Invalid("Bitte wählen Sie den Status, den Sie vergeben möchten.", RefusalReason.Status))
                : new(null, new(status, comment, form.Text(StayField) is null ? null : false, visit, revision, via, address), null);
        }

        if (kind == LinkCorrection)
        {
            return ItemIn(form.Text(CorrectionField)) is { } corrects
                ? new(null, null, null) { Correction = new(corrects, via, address) }
                : new(null, null, DecisionOutcome.Invalid("Bitte wählen Sie die Rechnung, die diese korrigiert.", RefusalReason.Target));
        }

        if (kind == DecisionKinds.RejectToSupplier && form.ContainsKey(SupplierField)
            && (form.Text(SupplierField) ?? Address(form.Text("to"))) is null)
            return new(null, null, DecisionOutcome.Invalid("Bitte geben Sie die Mailadresse des Lieferanten an.", RefusalReason.Target));

        var to = kind switch
        {
            DecisionKinds.SendBack => form.Text(BackField) ?? Station(form.Text("to")),
            DecisionKinds.RejectToSupplier => form.Text(SupplierField) ?? Address(form.Text("to")),
            DecisionKinds.Replace => ItemIn(form.Text(CorrectionField) ?? form.Text("to")),
            _ => form.Text("to"),
        };
        var findings = form.Text(FindingsShownField) is null ? null : form[FindingField].OfType<string>().ToList();
        var (request, wrong) = DecisionInput.Read(
            kind, comment, to, visit, revision, via, address, status, findings, form.Text(ConfirmPostedField) is not null);
        return new(request, null, wrong);
    }

    /// <summary>The same of somebody who has made that revision themselves by what they typed beside it.</summary>
    public DecisionForm Knowing(int? ownEdit) =>
        this with
        {
            Decision = Decision is null ? null : Decision with { OwnEdit = ownEdit },
            Status = Status is null ? null : Status with { OwnEdit = ownEdit },
        };

    public Task<DecisionOutcome> SendAsync(
        WebServices services, string tenant, string item, string person, CancellationToken cancellation) => this switch
        {
            { Correction: { } correction } => services.Corrections.LinkAsync(tenant, item, person, correction, cancellation),
            { Status: { } status } => services.Decisions.GiveStatusAsync(tenant, item, person, status, cancellation),
            _ => services.Decisions.DecideAsync(tenant, item, person, Decision!, cancellation),
        };

    /// <summary>What was chosen to forward to is not meant for sending back, unless it is a station.</summary>
    private static string? Station(string? to) => ForwardTarget.Read(to) is ForwardTarget.Station ? to : null;

    /// <summary>What was chosen to forward to is no address of a supplier.</summary>
    private static string? Address(string? to) => to?.Contains('@', StringComparison.Ordinal) == true ? to : null;

    /// <summary>The id of an item, also where the address of its page was pasted.</summary>
    private static string? ItemIn(string? text)
    {
        const string page = "/items/";
        if (text is null || text.IndexOf(page, StringComparison.Ordinal) is not (>= 0 and var at)) return text;
        var rest = text[(at + page.Length)..];
        return rest.IndexOfAny(['/', '?', '#']) is >= 0 and var end ? rest[..end] : rest;
    }
}
