using Microsoft.AspNetCore.Http;
using Serverless.Web.Pages;
using Serverless.Workflows.Approval;

namespace Serverless.Web.Decisions;

/// <summary>What the form of an item's page asks for: a decision, or to give a review status.</summary>
/// <param name="Wrong">What is wrong with it, where it is neither.</param>
internal sealed record DecisionForm(DecisionRequest? Decision, StatusRequest? Status, string? Wrong)
{
    /// <summary>The value of the field <c>decision</c> that gives a status and decides nothing by itself.</summary>
    public const string GiveStatus = "status";

    /// <summary>The field that names the station to send back to; <c>to</c> is for forwarding.</summary>
    public const string BackField = "back";

    /// <summary>The field that is there where a status is not to forward.</summary>
    public const string StayField = "stay";

    public static DecisionForm Read(IFormCollection form, int? visit, int? revision, string via, string? address)
    {
        var (kind, comment, status) = (form.Text("decision"), form.Text("comment"), form.Text("status"));
        if (kind == GiveStatus)
        {
            return status is null
                ? new(null, null, "Bitte wählen Sie den Status, den Sie vergeben möchten.")
                : new(null, new(status, comment, form.Text(StayField) is null ? null : false, visit, revision, via, address), null);
        }

        var to = kind == DecisionKinds.SendBack ? form.Text(BackField) ?? Station(form.Text("to")) : form.Text("to");
        var (request, wrong) = DecisionInput.Read(kind, comment, to, visit, revision, via, address, status);
        return new(request, null, wrong);
    }

    /// <summary>The same for the revision that the person has made themselves by what they typed.</summary>
    public DecisionForm At(int? revision) =>
        new(Decision is null ? null : Decision with { Revision = revision }, Status is null ? null : Status with { Revision = revision }, Wrong);

    public Task<DecisionOutcome> SendAsync(
        IDecisionDesk desk, string tenant, string item, string person, CancellationToken cancellation) => Status is not null
            ? desk.GiveStatusAsync(tenant, item, person, Status, cancellation)
            : desk.DecideAsync(tenant, item, person, Decision!, cancellation);

    /// <summary>What was chosen to forward to is not meant for sending back, unless it is a station.</summary>
    private static string? Station(string? to) => ForwardTarget.Read(to) is ForwardTarget.Station ? to : null;
}
