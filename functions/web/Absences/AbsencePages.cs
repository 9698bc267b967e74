using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.Decisions;
using Serverless.Web.Pages;
using Serverless.Workflows.Approval.Absences;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Absences;

/// <summary>The page where people enter when they are away.</summary>
internal sealed class AbsencePages(WebServices services, PageRenderer pages, FormTokens forms)
{
    private static readonly string[] Actions = ["enter", "change", "end", "remove"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/t/{tenant}/absences").WithMetadata(new NeedsSession());
        group.MapGet("", (HttpContext http, AbsencePages page) => page.ShowAsync(http));
        group.MapPost("", (HttpContext http, AbsencePages page) => page.PostAsync(http));
    }

    private Task ShowAsync(HttpContext http)
    {
        var words = Words.Of(http.Session().Person.Language);
        var done = Actions.FirstOrDefault(action => action == http.Request.Query["done"]);
        return WriteAsync(http, 200, [], null, done is null ? null : words.AbsenceDone(done));
    }

    private async Task PostAsync(HttpContext http)
    {
        var session = http.Session();
        var words = Words.Of(session.Person.Language);
        var form = await FormFields.ReadAsync(http);
        if (!SameOrigin.Holds(http.Request)
            || !forms.Holds(form.Text(FormTokens.Field), session.Tenant.Id, session.Person.Id))
        {
            await WriteAsync(http, 400, [words.ForeignFormText], Typed(form), null);
            return;
        }

        var by = new AbsenceBy(
            session.Person.Id, session.Person.Permissions.Contains(Permission.ManageAbsences), "page", DecisionEndpoints.Address(http));
        var (id, action) = (form.Text("id") ?? string.Empty, form.Text("action"));
        var (entry, problems) = action is "enter" or "change"
            ? AbsenceInput.Read(form.Text("person"), form.Text("from"), form.Text("until"), form.Text("substitute"), words)
            : (new AbsenceEntry(null, null, null, null), []);
        if (problems.Count > 0)
        {
            await WriteAsync(http, 400, problems, Typed(form), null);
            return;
        }

        // Without a revision of ours nothing is known to have been seen.
        var revision = int.TryParse(form.Text("revision"), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : -1;
        var outcome = action switch
        {
            "enter" => await services.Absences.EnterAsync(session.Tenant.Id, by, entry, http.RequestAborted),
            "change" => await services.Absences.ChangeAsync(session.Tenant.Id, by, id, revision, entry, http.RequestAborted),
            "end" => await services.Absences.EndAsync(session.Tenant.Id, by, id, revision, http.RequestAborted),
            "remove" => await services.Absences.RemoveAsync(session.Tenant.Id, by, id, revision, http.RequestAborted),
            _ => new AbsenceOutcome(AbsenceResult.NotFound),
        };
        if (outcome.Result is AbsenceResult.Done or AbsenceResult.Unchanged)
        {
            Redirect.To(http, $"/t/{session.Tenant.Id}/absences?done={action}");
            return;
        }

        // What others have changed must be seen, not overwritten by what was typed before.
        await WriteAsync(
            http, Status(outcome.Result), AbsenceInput.Refusal(outcome, session.Tenant, words),
            outcome.Result == AbsenceResult.Invalid ? Typed(form) : null, null);
    }

    private async Task WriteAsync(
        HttpContext http, int status, IReadOnlyList<string> problems, AbsenceTyped? typed, string? notice)
    {
        var session = http.Session();
        var (tenant, me) = (session.Tenant.Id, session.Person.Id);
        var today = LocalTime.Today(services.Clock);
        var manages = session.Person.Permissions.Contains(Permission.ManageAbsences);
        var known = await services.Absences.ListAsync(tenant, today.AddYears(-1), http.RequestAborted);
        await pages.WriteAsync<AbsencesPage>(http, status, Words.Of(session.Person.Language), new()
        {
            [nameof(AbsencesPage.Model)] = new AbsenceModel(
                session, today,
                [.. known.Where(one => manages || one.Absence.Person == me || one.Absence.Substitute == me)],
                await services.Absences.HistoryAsync(tenant, manages ? null : me, http.RequestAborted))
            {
                Notice = notice,
                Problems = problems,
                Typed = typed,
                FormToken = forms.Make(tenant, me),
            },
        }, session);
    }

    private static int Status(AbsenceResult result) => result switch
    {
        AbsenceResult.NotAllowed => StatusCodes.Status403Forbidden,
        AbsenceResult.NotFound => StatusCodes.Status404NotFound,
        AbsenceResult.Invalid => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };

    private static AbsenceTyped Typed(IFormCollection form) => new(
        form.Text("id") ?? string.Empty, form.Text("person"), form.Text("from"), form.Text("until"), form.Text("substitute"));
}
