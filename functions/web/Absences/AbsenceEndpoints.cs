using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.Bodies;
using Serverless.Web.Decisions;
using Serverless.Web.OpenApi;
using Serverless.Web.Pages;
using Serverless.Web.Problems;
using Serverless.Web.Tenants;
using Serverless.Workflows.Approval.Absences;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Absences;

/// <summary>Absences and substitutes over the API.</summary>
internal static class AbsenceEndpoints
{
    private const string Whose = "Eigene trägt jede Person ein, die anderer, wer die Berechtigung „manageAbsences“ hat.";
    private static readonly Words German = Words.Of("de");

    private static readonly ProblemType[] Writing =
        [.. ProblemTypes.OfAccess, .. ProblemTypes.OfBody, ProblemTypes.BadAbsence, ProblemTypes.MissingPermission];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/{tenant}/absences").WithMetadata(new NeedsCaller(null));
        group.MapGet("", ListAsync).WithMetadata(new ApiOperation("listAbsences", "Abwesenheiten und Vertretungen",
            "Nach dem letzten Tag geordnet. Ohne „manageAbsences“ die eigenen und die, in denen man vertritt.")
        {
            Query = [new("person", "Kennung der abwesenden Person"), new("from", "Nur, was an diesem Tag oder später endet (JJJJ-MM-TT); ohne Angabe heute")],
            Answers = [ApiAnswer.Json<AbsenceListView>(200, "Die Abwesenheiten"), .. ApiAnswer.Problems([.. ProblemTypes.OfAccess, ProblemTypes.NeedsPerson, ProblemTypes.BadAbsence])],
        });
        group.MapGet("/history", HistoryAsync).WithMetadata(new ApiOperation(
            "getAbsenceHistory", "Wer welche Abwesenheit eingetragen, geändert oder gelöscht hat", "Von den letzten 500 Änderungen, älteste zuerst.")
        {
            Query = [new("person", "Kennung der abwesenden Person")],
            Answers = [ApiAnswer.Json<AbsenceHistoryView>(200, "Das Protokoll"), .. ApiAnswer.Problems([.. ProblemTypes.OfAccess])],
        });
        group.MapGet("/{id}", GetAsync).WithMetadata(new ApiOperation("getAbsence", "Eine Abwesenheit, die nicht vorbei ist")
        {
            Answers = [ApiAnswer.Json<AbsenceView>(200, "Die Abwesenheit"), .. ApiAnswer.Problems([.. ProblemTypes.OfAccess])],
        });
        group.MapPost("", EnterAsync).WithMetadata(new ApiOperation("enterAbsence", "Eine Abwesenheit eintragen", Whose
            + " Sie gilt sofort. Dieselbe noch einmal ist keine zweite (200). „warnings“ nennt, was man wissen sollte, etwa dass auch die Vertretung weg ist.")
        {
            Body = ApiBody.Json<AbsenceBody>(("Urlaub", """{"from":"2026-07-13","until":"2026-07-24","substitute":"jonas.keller"}""")),
            Answers =
            [
                ApiAnswer.Json<AbsenceAnswer>(201, "Sie ist eingetragen"), ApiAnswer.Json<AbsenceAnswer>(200, "Sie war es schon"),
                .. ApiAnswer.Problems(Writing),
            ],
        });
        group.MapPut("/{id}", ChangeAsync).WithMetadata(new ApiOperation("changeAbsence", "Eine Abwesenheit ändern", Whose
            + " Was begonnen hat, behält Person und ersten Tag. „revision“ ist die gelesene; ist sie veraltet, wird nichts überschrieben (409).")
        {
            Body = ApiBody.Json<AbsenceChangeBody>(("Eine Woche länger", """{"from":"2026-07-13","until":"2026-07-31","substitute":"jonas.keller","revision":1}""")),
            Answers = [ApiAnswer.Json<AbsenceAnswer>(200, "Sie ist geändert"), .. ApiAnswer.Problems([.. Writing, ProblemTypes.AbsenceChanged])],
        });
        group.MapPost("/{id}/end", EndAsync).WithMetadata(new ApiOperation(
            "endAbsence", "Eine laufende Abwesenheit beenden", "Die Person ist heute wieder da; gestern war der letzte Tag. " + Whose)
        {
            Body = ApiBody.Json<AbsenceEndBody>(("Wieder da", """{"revision":1}""")),
            Answers =
            [
                ApiAnswer.Json<AbsenceAnswer>(200, "Sie ist beendet"),
                .. ApiAnswer.Problems([.. Writing, ProblemTypes.AbsenceChanged, ProblemTypes.AbsenceHasNotBegun]),
            ],
        });
        group.MapDelete("/{id}", RemoveAsync).WithMetadata(new ApiOperation(
            "removeAbsence", "Eine Abwesenheit löschen, die noch nicht begonnen hat", Whose)
        {
            Query = [new("revision", "Die gelesene „revision“", Required: true)],
            Answers = [ApiAnswer.Json<AbsenceAnswer>(200, "Sie ist gelöscht"), .. ApiAnswer.Problems(
                [.. ProblemTypes.OfAccess, ProblemTypes.BadAbsence, ProblemTypes.MissingPermission, ProblemTypes.AbsenceChanged, ProblemTypes.AbsenceHasBegun])],
        });
    }

    private static async Task<Results<JsonHttpResult<AbsenceListView>, ProblemHttpResult>> ListAsync(
        HttpContext http, string tenant, string? person, string? from, WebServices services)
    {
        var by = By(http);
        if (by is { Person: null, MayManage: false }) return Nobody();
        var (entry, problems) = AbsenceInput.Read(person, from, null, null, German);
        if (problems.Count > 0) return Bad(problems[0]);
        var known = await services.Absences.ListAsync(tenant, entry.From, http.RequestAborted);
        return TypedResults.Json(new AbsenceListView(
        [
            .. known.Where(one => Sees(by, one) && (entry.Person is null || one.Absence.Person == entry.Person))
                .Select(one => View(one, tenant, services)),
        ]));
    }

    private static async Task<Results<JsonHttpResult<AbsenceView>, ProblemHttpResult>> GetAsync(
        HttpContext http, string tenant, string id, WebServices services)
    {
        var known = await services.Absences.ListAsync(tenant, null, http.RequestAborted);
        return known.FirstOrDefault(one => one.Absence.Key == id && Sees(By(http), one)) is { } found
            ? TypedResults.Json(View(found, tenant, services))
            : Problem.NotFound(German.AbsenceNotFound);
    }

    private static async Task<Results<JsonHttpResult<AbsenceHistoryView>, ProblemHttpResult>> HistoryAsync(
        HttpContext http, string tenant, string? person, WebServices services)
    {
        var by = By(http);
        if (!by.MayManage && (by.Person is null || (AbsenceInput.Blank(person) is { } other && other != by.Person)))
            return Problem.NoAccess(German.AbsenceNotYours);
        return TypedResults.Json(new AbsenceHistoryView(await services.Absences.HistoryAsync(
            tenant, AbsenceInput.Blank(person) ?? (by.MayManage ? null : by.Person), http.RequestAborted)));
    }

    private static async Task<Results<JsonHttpResult<AbsenceAnswer>, ProblemHttpResult>> EnterAsync(
        HttpContext http, string tenant, JsonBody<AbsenceBody> sent, WebServices services)
    {
        var body = sent.Value;
        var (entry, problems) = AbsenceInput.Read(body.Person, body.From, body.Until, body.Substitute, German);
        if (problems.Count > 0) return Bad(string.Join(' ', problems));
        var outcome = await services.Absences.EnterAsync(tenant, By(http), entry, http.RequestAborted);
        if (outcome.Result == AbsenceResult.Done)
        {
            http.Response.Headers.Location = $"{http.Request.PathBase}/api/{tenant}/absences/{outcome.Known!.Absence.Key}";
            return Accepted(outcome, tenant, "enter", services, 201);
        }

        return Answer(outcome, tenant, "enter", services);
    }

    private static async Task<Results<JsonHttpResult<AbsenceAnswer>, ProblemHttpResult>> ChangeAsync(
        HttpContext http, string tenant, string id, JsonBody<AbsenceChangeBody> sent, WebServices services)
    {
        var body = sent.Value;
        var (entry, problems) = AbsenceInput.Read(body.Person, body.From, body.Until, body.Substitute, German);
        if (problems.Count > 0) return Bad(string.Join(' ', problems));
        return Answer(
            await services.Absences.ChangeAsync(tenant, By(http), id, body.Revision!.Value, entry, http.RequestAborted), tenant, "change", services);
    }

    private static async Task<Results<JsonHttpResult<AbsenceAnswer>, ProblemHttpResult>> EndAsync(
        HttpContext http, string tenant, string id, JsonBody<AbsenceEndBody> sent, WebServices services) => Answer(
            await services.Absences.EndAsync(tenant, By(http), id, sent.Value.Revision!.Value, http.RequestAborted), tenant, "end", services);

    private static async Task<Results<JsonHttpResult<AbsenceAnswer>, ProblemHttpResult>> RemoveAsync(
        HttpContext http, string tenant, string id, string? revision, WebServices services) =>
        int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? Answer(await services.Absences.RemoveAsync(tenant, By(http), id, seen, http.RequestAborted), tenant, "remove", services)
            : NoRevision();

    private static Results<JsonHttpResult<AbsenceAnswer>, ProblemHttpResult> Answer(
        AbsenceOutcome outcome, string tenant, string what, WebServices services)
    {
        var detail = string.Join(' ', AbsenceInput.Refusal(outcome, services.Tenants.Find(tenant)!, German));
        return outcome.Result switch
        {
            AbsenceResult.Done or AbsenceResult.Unchanged => Accepted(outcome, tenant, what, services),
            AbsenceResult.NotAllowed => Problem.Of(
                ProblemTypes.MissingPermission, detail, ("permission", PermissionNames.Id(Permission.ManageAbsences))),
            AbsenceResult.NotFound => Problem.NotFound(detail),
            AbsenceResult.Changed => Problem.Of(ProblemTypes.AbsenceChanged,
                "Jemand anderes war schneller; nichts wurde überschrieben. „absence“ sagt, wie es jetzt ist: lesen Sie sie und ändern Sie mit ihrer „revision“.",
                ("absence", View(outcome.Known!, tenant, services))),
            AbsenceResult.HasBegun => Problem.Of(ProblemTypes.AbsenceHasBegun, detail),
            AbsenceResult.HasNotBegun => Problem.Of(ProblemTypes.AbsenceHasNotBegun, detail),
            _ => Bad(detail),
        };
    }

    private static JsonHttpResult<AbsenceAnswer> Accepted(
        AbsenceOutcome outcome, string tenant, string what, WebServices services, int status = 200) => TypedResults.Json(
            new AbsenceAnswer(
                outcome.Result == AbsenceResult.Unchanged ? "Es ist schon so eingetragen." : German.AbsenceDone(what),
                outcome.Known is { } known ? View(known, tenant, services) : null),
            statusCode: status);

    private static AbsenceView View(KnownAbsence known, string tenant, WebServices services) =>
        AbsenceView.Of(known, LocalTime.Today(services.Clock), services.Tenants.Find(tenant)!);

    private static bool Sees(AbsenceBy by, KnownAbsence known) =>
        by.MayEnterFor(known.Absence.Person) || (by.Person is not null && known.Absence.Substitute == by.Person);

    private static AbsenceBy By(HttpContext http) => new(
        http.Caller().Person, http.Caller().May(Permission.ManageAbsences), "api", DecisionEndpoints.Address(http));

    private static ProblemHttpResult Nobody() => Problem.Of(ProblemTypes.NeedsPerson,
        "Dieser Zugang gehört keiner Person und darf Abwesenheiten nicht sehen. Verwenden Sie den Schlüssel einer Person oder eine Anmeldung.");

    private static ProblemHttpResult NoRevision() => Bad(
        "„revision“ fehlt: die Zahl, die die Abwesenheit beim Lesen hatte. Sie stellt sicher, dass nur geändert wird, was Sie gesehen haben.");

    private static ProblemHttpResult Bad(string detail) => Problem.Of(ProblemTypes.BadAbsence, detail);
}
