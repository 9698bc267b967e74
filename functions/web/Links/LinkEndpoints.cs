using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.Decisions;
using Serverless.Web.Documents;
using Serverless.Web.OpenApi;
using Serverless.Web.Pages;
using Serverless.Workflows.Approval;

namespace Serverless.Web.Links;

/// <summary>The signed links of mails: opening one changes nothing, its form decides.</summary>
internal static class LinkEndpoints
{
    private const string Html = "text/html";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/d/{token}", ShowAsync).WithMetadata(new ApiOperation("showLink", "Einen Vorgang über den Link aus der E-Mail ansehen")
        {
            Access = ApiAccess.None,
            Answers =
            [
                ApiAnswer.Bytes(200, "Dokument, Daten und Formular", Html), ApiAnswer.Bytes(404, "Der Link ist nicht gültig", Html),
                ApiAnswer.Bytes(410, "Der Link ist abgelaufen, benutzt oder überholt", Html),
            ],
        });
        routes.MapPost("/d/{token}", DecideAsync).WithMetadata(new ApiOperation("decideByLink", "Über den Link aus der E-Mail entscheiden")
        {
            Access = ApiAccess.None,
            Body = ApiBody.Form(
                new("decision", "approve, reject, sendBack, forward oder status; für Störungen again, skip, giveUp", Required: true),
                new("comment", "Nötig bei reject, bei sendBack laut Einstellung"),
                new("to", "Bei forward: „ID“ einer Person, „role:ID“ eines Funktionsträgers oder „next“; bei sendBack: „station:N“"),
                new(DecisionForm.BackField, "Bei sendBack, vor „to“: „station:N“, die frühere Station; ohne Angabe die letzte"),
                new("status", "Kennung eines Status; nötig bei decision=status, sonst wird er mit der Entscheidung vergeben"),
                new(DecisionForm.StayField, "Bei decision=status: mit einem Wert wird nicht weitergeleitet"),
                new(DecisionForm.ConfirmPostedField, "Bei resume: mit einem Wert auch dann, wenn die korrigierte Rechnung schon unterwegs zur Zahlung ist"),
                new(FormTokens.Field, "Das verborgene Feld der Seite", Required: true),
                new("revision", "Das verborgene Feld der Seite: was die Person gesehen hat")),
            Answers =
            [
                ApiAnswer.Bytes(200, "Die Entscheidung zählt", Html), ApiAnswer.Bytes(400, "Die Angaben sind unvollständig", Html),
                ApiAnswer.Bytes(403, "Die Person ist nicht (mehr) zuständig, oder Grenze, vier Augen oder eine fehlende Berechtigung stehen entgegen", Html), ApiAnswer.Bytes(404, "Der Link ist nicht gültig", Html),
                ApiAnswer.Bytes(409, "Inzwischen entschieden oder geändert, oder es ist noch etwas zu bestätigen", Html),
                ApiAnswer.Bytes(410, "Der Link ist abgelaufen, benutzt oder überholt", Html),
                ApiAnswer.Bytes(422, "Am Vorgang fehlt noch etwas; die Seite sagt was", Html),
            ],
        });
        routes.MapGet("/d/{token}/documents/{n}", DocumentAsync).WithMetadata(new ApiOperation("showLinkDocument", "Ein Dokument des Vorgangs eines Links")
        {
            Access = ApiAccess.None,
            Answers = [ApiAnswer.Bytes(200, "Die Bytes", "*/*"), ApiAnswer.Bytes(404, "Gibt es nicht", Html), ApiAnswer.Bytes(410, "Der Link gilt nicht mehr", Html)],
        });
    }

    private static async Task ShowAsync(HttpContext http, string token, WebServices services, LinkPages pages)
    {
        var state = await LinkReader.ReadAsync(token, services, http.RequestAborted);
        await (state is LinkState.Good good ? pages.ItemAsync(http, good, token, 200) : pages.EndedAsync(http, state));
    }

    private static async Task DocumentAsync(HttpContext http, string token, string n, WebServices services, LinkPages pages)
    {
        var state = await LinkReader.ReadAsync(token, services, http.RequestAborted);
        if (state is not LinkState.Good good)
        {
            await pages.EndedAsync(http, state);
            return;
        }

        var answer = await DocumentAnswer.OfAsync(http, services.Documents, good.Item, n, DocumentUse.Show);
        await (answer?.ExecuteAsync(http) ?? ErrorPages.WriteAsync(http, 404, string.Empty, string.Empty));
    }

    private static async Task DecideAsync(
        HttpContext http, string token, WebServices services, LinkPages pages, FormTokens forms)
    {
        var state = await LinkReader.ReadAsync(token, services, http.RequestAborted);
        if (state is not LinkState.Good good)
        {
            await pages.EndedAsync(http, state);
            return;
        }

        var words = Words.Of(good.Person.Language);
        var form = await FormFields.ReadAsync(http);
        if (!SameOrigin.Holds(http.Request) || !forms.Holds(
            form.Text(FormTokens.Field), good.Tenant.Id, good.Person.Id, good.Item.Id, good.Token.Visit))
        {
            await pages.ItemAsync(http, good, token, 400, form, [words.ForeignFormText]);
            return;
        }

        var revision = Revision.Of(form) ?? forms.RevisionOf(form.Text(FormTokens.Field), good.Tenant.Id);
        var request = DecisionForm.Read(form, good.Token.Visit, revision, "link", DecisionEndpoints.Address(http));
        if (request.Wrong is { } wrong)
        {
            await pages.ItemAsync(http, good, token, Refusals.TypeOf(wrong).Status, form, [words.Refused(wrong, good.Tenant, good.Person.Id)]);
            return;
        }

        var outcome = await request.SendAsync(
            services, good.Tenant.Id, good.Item.Id, good.Person.Id, http.RequestAborted);
        await AnswerAsync(http, good, token, request, outcome, form, services, pages);
    }

    private static async Task AnswerAsync(
        HttpContext http, LinkState.Good good, string token, DecisionForm request, DecisionOutcome outcome,
        IFormCollection form, WebServices services, LinkPages pages)
    {
        switch (outcome.Result)
        {
            case DecisionResult.Accepted when outcome.Moves:
                await pages.ThanksAsync(http, good, request);
                break;
            case DecisionResult.Accepted:
                var after = await LinkReader.ReadAsync(token, services, http.RequestAborted);
                await (after is LinkState.Good still
                    ? pages.ItemAsync(http, still, token, 200, notice: Words.Of(good.Person.Language).Notice(outcome, good.Tenant, good.Person.Id))
                    : pages.EndedAsync(http, after));
                break;
            case DecisionResult.Changed:
                var now = await LinkReader.ReadAsync(token, services, http.RequestAborted);
                await (now is LinkState.Good fresh
                    ? pages.ItemAsync(http, fresh, token, 409, form, [Words.Of(good.Person.Language).Changed], outcome.Changes)
                    : pages.EndedAsync(http, now));
                break;
            case DecisionResult.AlreadyDecided:
                await pages.EndedAsync(http, new LinkState.Over(good.Tenant, good.Person, LinkEnd.Used, outcome.Earlier), 409);
                break;
            case DecisionResult.NotFound:
            case DecisionResult.NotAllowed when outcome.Reason is RefusalReason.NotAsked or null:
                await pages.EndedAsync(http, new LinkState.Over(good.Tenant, good.Person, LinkEnd.Superseded),
                    outcome.Result == DecisionResult.NotAllowed ? 403 : 410);
                break;
            default:
                await pages.ItemAsync(http, good, token, Refusals.TypeOf(outcome).Status, form, [Words.Of(good.Person.Language).Refused(outcome, good.Tenant, good.Person.Id)]);
                break;
        }
    }
}
