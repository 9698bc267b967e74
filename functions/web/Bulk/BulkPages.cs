using Microsoft.AspNetCore.Http;
using Serverless.Web.Access;
using Serverless.Web.Decisions;
using Serverless.Web.Items;
using Serverless.Web.Pages;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Bulk;

/// <summary>The page that says what became of each item of a list that a person had marked.</summary>
internal sealed class BulkPages(WebServices services, PageRenderer pages, FormTokens forms)
{
    /// <summary>The field of the boxes.</summary>
    public const string ItemField = "item";

    public async Task PostAsync(HttpContext http)
    {
        var session = http.Session();
        var words = Words.Of(session.Person.Language);
        var form = await FormFields.ReadAsync(http);
        var back = ListAddress.Read(form.Text("back"), session.Tenant.Id);
        if (!SameOrigin.Holds(http.Request)
            || !forms.Holds(form.Text(FormTokens.Field), session.Tenant.Id, session.Person.Id))
        {
            await pages.MessageAsync(
                http, 400, words, words.ForeignFormTitle, words.ForeignFormText, (back, words.BackToList), session);
            return;
        }

        var action = form.Text("action");
        var items = BulkInput.Marked(form[ItemField]);
        if (action == "reassign" && !session.Person.Permissions.Contains(Permission.Reassign))
        {
            await pages.MessageAsync(http, 403, words, words.NoRightTitle, words.NoReassignText, (back, words.BackToList), session);
            return;
        }

        var (request, wrong) = action is null ? ((BulkRequest?)null, DecisionOutcome.Invalid(words.ChooseAction)) : BulkInput.Read(
            session.Tenant, action, items, form.Text("to"), form.Text("comment"), "page", DecisionEndpoints.Address(http));
        var outcome = request is null
            ? null
            : await services.Bulk.RunAsync(session.Tenant.Id, session.Person.Id, request, http.RequestAborted);
        await pages.WriteAsync<BulkResultPage>(http, request is null ? 400 : 200, words, new()
        {
            [nameof(BulkResultPage.Model)] = new BulkResultModel
            {
                Session = session,
                Action = action,
                Marked = items,
                Rows = await RowsAsync(session, items, outcome, http.RequestAborted),
                InSequence = outcome?.InSequence == true,
                To = form.Text("to"),
                Comment = form.Text("comment"),
                Problem = action is null ? words.ChooseAction
                    : wrong is null ? null : words.BulkProblem(wrong, items.Count, session.Tenant, session.Person.Id),
                Back = back,
                FormToken = forms.Make(session.Tenant.Id, session.Person.Id),
            },
        }, session);
    }

    /// <summary>The items by their names, so far as the person may see them.</summary>
    private async Task<IReadOnlyList<BulkRow>> RowsAsync(
        Session session, IReadOnlyList<BulkItem> items, BulkOutcome? outcome, CancellationToken cancellation)
    {
        var rows = new List<BulkRow>();
        var standsInFor = await services.Decisions.StandsInForAsync(session.Tenant.Id, session.Person.Id, cancellation);
        for (var i = 0; i < items.Count && i < IBulkDesk.MaxItems; i++)
        {
            var answer = outcome?.Answers[i];
            var item = await services.Items.GetAsync(session.Tenant.Id, items[i].Id, cancellation);
            rows.Add(new BulkRow(items[i].Id, item is not null && Sees(session, standsInFor, item, answer) ? item : null, answer));
        }

        return rows;
    }

    // Whoever has just forwarded an item, or was told who was faster, knows which one it is.
    private static bool Sees(Session session, IReadOnlyList<string> standsInFor, Item item, BulkAnswer? answer) =>
        session.Person.Permissions.Contains(Permission.ReadAll) || item.Assignee?.User == session.Person.Id
        || ItemSight.Concerns(item, session.Person.Id)
        || (item.Assignee is { } assignee && standsInFor.Contains(assignee.User))
        || answer?.Result is BulkResult.Done or BulkResult.DoneBefore or BulkResult.AlreadyDecided or BulkResult.Changed;
}
