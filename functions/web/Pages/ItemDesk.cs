using Microsoft.AspNetCore.Http;
using Serverless.Web.Access;
using Serverless.Web.Decisions;
using Serverless.Web.Items;
using Serverless.Web.Routes.Diagram;
using Serverless.Web.Tenants;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Pages;

/// <summary>What a page says besides the item itself.</summary>
internal sealed record ItemRemarks
{
    public string? Notice { get; init; }

    public IReadOnlyList<string> Problems { get; init; } = [];

    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();
}

/// <summary>An item that a signed-in person may see, and what they may decide.</summary>
internal sealed record ItemFound(Item Item, DecisionOffer Offer);

/// <summary>An item's page for signed-in people: show it, save what was typed, decide.</summary>
internal sealed class ItemDesk(WebServices services, PageRenderer pages, FormTokens forms)
{
    private const string Draw = "draw";

    /// <summary>The item, or null where there is none that this person may see.</summary>
    public async Task<ItemFound?> FindAsync(HttpContext http, string id)
    {
        var session = http.Session();
        if (await services.Items.GetAsync(session.Tenant.Id, id, http.RequestAborted) is not { } item) return null;
        var offer = await services.Decisions.OfferAsync(session.Tenant.Id, item, session.Person.Id, http.RequestAborted);
        return offer.IsAsked || session.Person.Permissions.Contains(Permission.ReadAll)
            || ItemSight.Concerns(item, session.Person.Id) ? new(item, offer) : null;
    }

    public async Task ShowAsync(HttpContext http, string id, int status, ItemRemarks remarks)
    {
        if (await FindAsync(http, id) is not { } found)
        {
            await ErrorPages.WriteAsync(http, StatusCodes.Status404NotFound, string.Empty, string.Empty);
            return;
        }

        var session = http.Session();
        var words = Words.Of(session.Person.Language);
        var (item, offer) = found;
        var history = await services.Items.HistoryAsync(session.Tenant.Id, id, http.RequestAborted);
        var model = new ItemModel
        {
            Tenant = session.Tenant,
            Person = session.Person,
            Item = item,
            Offer = offer,
            History = history,
            Ways = await WaysAsync(item, history, words, http.RequestAborted),
            Path = $"/t/{session.Tenant.Id}/items/{id}",
            FormToken = forms.Make(session.Tenant.Id, session.Person.Id, id, item.Visit, item.Revision),
            Choices = offer.IsAsked && item.Operator is null
                ? await services.MasterData.ChoicesAsync(session.Tenant.Id, item, http.RequestAborted)
                : null,
            Number = offer.IsAsked && item.Operator is null
                ? await services.Numbers.OfferAsync(session.Tenant.Id, item, session.Person.Id, http.RequestAborted)
                : null,
            Corrections = offer.IsAsked
                ? await services.Corrections.OfferAsync(session.Tenant.Id, id, session.Person.Id, http.RequestAborted)
                : [],
            CanUnlink = services.Corrections.MayUnlink(item, session.Person.Id),
            PostedCorrection = services.Corrections.MayUnlink(item, session.Person.Id)
                ? await services.Corrections.PostedAsync(item, http.RequestAborted)
                : null,
            CanExport = item.Status == ItemStatus.Completed && session.Person.Permissions.Contains(Permission.DatevExport),
            Exported = item.Status == ItemStatus.Completed && session.Person.Permissions.Contains(Permission.DatevExport)
                ? await services.Datev.ExportedAsync(item, http.RequestAborted)
                : [],
            SeenDuplicates = await DuplicatesAsync(http, item),
            Document = ChosenDocument.Of(http, item, session.Tenant, words),
            Notice = remarks.Notice,
            Problems = remarks.Problems,
            Changes = remarks.Changes,
            Typed = remarks.Typed,
        };
        await pages.WriteAsync<ItemPage>(http, status, words, new() { [nameof(ItemPage.Model)] = model }, session);
    }

    private async Task<IReadOnlyDictionary<string, Item>> DuplicatesAsync(HttpContext http, Item item)
    {
        var seen = new Dictionary<string, Item>();
        foreach (var duplicate in item.Duplicates)
            if (await FindAsync(http, duplicate.Item) is { } other) seen[duplicate.Item] = other.Item;
        return seen;
    }

    /// <summary>Saves what was typed and then decides, so that nothing typed is lost by deciding.</summary>
    public async Task PostAsync(HttpContext http, string id)
    {
        var session = http.Session();
        var words = Words.Of(session.Person.Language);
        var form = await FormFields.ReadAsync(http);
        var remarks = new ItemRemarks { Typed = ItemForm.Typed(form) };
        if (!HasGoodForm(http, form, session, id))
        {
            await ShowAsync(http, id, 400, remarks with { Problems = [words.ForeignFormText] });
            return;
        }

        var saves = form.Text("decision") is null or "save" or Draw;
        var visit = forms.VisitOf(form.Text(FormTokens.Field), session.Tenant.Id);
        var revision = Revision.Of(form) ?? forms.RevisionOf(form.Text(FormTokens.Field), session.Tenant.Id);
        var request = saves ? null : DecisionForm.Read(form, visit, revision, "page", DecisionEndpoints.Address(http));
        if (await FindAsync(http, id) is not { } found)
        {
            await GoneAsync(http, id, request, form, words);
            return;
        }

        // Whoever comes too late is told who decided; what they typed beside it cannot be saved any more.
        var (edit, problems) = found.Offer.IsAsked || saves ? ItemForm.Edit(form, found.Item, words) : (null, []);
        if (request?.Wrong is { } wrong) problems = [.. problems, words.Refused(wrong, session.Tenant, session.Person.Id)];
        if (problems.Count > 0)
        {
            await ShowAsync(http, id, 400, remarks with { Problems = problems });
            return;
        }

        if (edit is not null)
        {
            edit = edit with { Via = "page", Address = DecisionEndpoints.Address(http) };
            var edited = await services.Decisions.EditAsync(session.Tenant.Id, id, session.Person.Id, edit, http.RequestAborted);
            if (edited.Result != DecisionResult.Accepted)
            {
                await RefuseAsync(http, id, form, edited, words);
                return;
            }

            var after = await services.Items.GetAsync(session.Tenant.Id, id, http.RequestAborted);
            if (after is not null && ItemForm.ChangedBesides(edit, found.Item, after) is { Count: > 0 } others && !saves)
            {
                await ShowAsync(http, id, 409, remarks with
                {
                    Problems = [words.Changed],
                    Changes = others,
                    Typed = ItemForm.TypedWithout(form, others),
                });
                return;
            }

            request = request?.Knowing(edited.Revision);
        }

        if (form.Text("decision") == Draw)
        {
            var drawn = await services.Numbers.DrawAsync(
                session.Tenant.Id, id, session.Person.Id,
                new NumberRequest(form.Text("range"), "page", DecisionEndpoints.Address(http)), http.RequestAborted);
            if (drawn.Number is not null) Redirect.To(http, $"/t/{session.Tenant.Id}/items/{id}?saved");
            else await ShowAsync(http, id, NumberRefusals.TypeOf(drawn).Status, remarks with { Problems = [EngineWords.Answer(drawn.Message, words.Language)] });
            return;
        }

        if (request is null)
        {
            if (edit is null) await ShowAsync(http, id, 200, remarks with { Notice = words.NothingToSave });
            else Redirect.To(http, $"/t/{session.Tenant.Id}/items/{id}?saved");
            return;
        }

        var outcome = await request.SendAsync(services, session.Tenant.Id, id, session.Person.Id, http.RequestAborted);
        if (outcome.Result != DecisionResult.Accepted)
            await RefuseAsync(http, id, form, outcome, words, edit is null ? null : words.SavedNotDecided);
        else if (outcome.Moves) Redirect.To(http, $"/t/{session.Tenant.Id}/inbox?decided");
        else await ShowAsync(http, id, 200, new() { Notice = words.Notice(outcome, session.Tenant, session.Person.Id) });
    }

    /// <summary>Takes back that the corrected invoice was linked.</summary>
    public async Task UnlinkAsync(HttpContext http, string id)
    {
        var session = http.Session();
        var words = Words.Of(session.Person.Language);
        var form = await FormFields.ReadAsync(http);
        if (!HasGoodForm(http, form, session, id))
        {
            await ShowAsync(http, id, 400, new() { Problems = [words.ForeignFormText] });
            return;
        }

        var request = new UnlinkRequest(
            "page", DecisionEndpoints.Address(http), form.Text(DecisionForm.ConfirmPostedField) is not null);
        var outcome = await services.Corrections.UnlinkAsync(session.Tenant.Id, id, session.Person.Id, request, http.RequestAborted);
        if (outcome.Result == DecisionResult.Accepted)
            await ShowAsync(http, id, 200, new() { Notice = words.Notice(outcome, session.Tenant, session.Person.Id) });
        else await ShowAsync(http, id, outcome.Result == DecisionResult.NotAllowed ? 403 : 409, new() { Problems = [words.Refused(outcome, session.Tenant, session.Person.Id)] });
    }

    /// <summary>The box that says that the person knows of another item that was handed over.</summary>
    internal const string ConfirmDuplicatesField = "confirmDuplicates";

    /// <summary>A DATEV package of this one item.</summary>
    public async Task ExportAsync(HttpContext http, string id)
    {
        var session = http.Session();
        var words = Words.Of(session.Person.Language);
        var form = await FormFields.ReadAsync(http);
        if (!HasGoodForm(http, form, session, id))
        {
            await ShowAsync(http, id, 400, new() { Problems = [words.ForeignFormText] });
            return;
        }

        if (!session.Person.Permissions.Contains(Permission.DatevExport) || await FindAsync(http, id) is null)
        {
            await ErrorPages.WriteAsync(http, StatusCodes.Status404NotFound, string.Empty, string.Empty);
            return;
        }

        var caller = new Caller(session.Tenant.Id, session.Person.Id, session.Person.Permissions);
        var answer = await services.Datev.ExportAsync(
            session.Tenant.Id, [id], form.Text(ConfirmDuplicatesField) is not null, caller, http.RequestAborted);
        if (answer.Content is not null)
            await TypedResults.Stream(answer.Content, "application/zip", answer.FileName).ExecuteAsync(http);
        else if (answer.Duplicates.Count > 0)
            await ShowAsync(http, id, 409, new() { Problems = [.. answer.Duplicates.Select(one => EngineWords.Note(one.InWords, words.Language)), words.ConfirmExportFirst] });
        else
            await ShowAsync(http, id, 422, new() { Problems = [words.DatevFailed + ".", .. answer.Problems.Select(problem => problem.Text)] });
    }

    private async Task<IReadOnlyList<RouteDiagram>> WaysAsync(
        Item item, ItemHistory history, Words words, CancellationToken cancellation) =>
        item.Route is { } route && services.Routes.Find(item.Tenant) is { } tenant
        && await services.Routes.VersionAsync(item.Tenant, route.Version, cancellation) is { } process
            ? RouteDiagram.Of(item, history.Visits, process, tenant.Settings, words)
            : [];

    private bool HasGoodForm(HttpContext http, IFormCollection form, Session session, string id) =>
        SameOrigin.Holds(http.Request)
        && forms.Holds(form.Text(FormTokens.Field), session.Tenant.Id, session.Person.Id, id);

    /// <summary>The item is not the person's to see. Whoever was asked and comes too late is told what became of it.</summary>
    private async Task GoneAsync(HttpContext http, string id, DecisionForm? request, IFormCollection form, Words words)
    {
        var session = http.Session();
        var outcome = request is { Wrong: null }
            ? await request.SendAsync(services, session.Tenant.Id, id, session.Person.Id, http.RequestAborted)
            : null;
        if (outcome is { Result: DecisionResult.AlreadyDecided }) await RefuseAsync(http, id, form, outcome, words);
        else if (outcome is { Result: DecisionResult.Accepted }) Redirect.To(http, $"/t/{session.Tenant.Id}/inbox?decided");
        else await ErrorPages.WriteAsync(http, StatusCodes.Status404NotFound, string.Empty, string.Empty);
    }

    /// <param name="notice">What was done all the same.</param>
    private Task RefuseAsync(
        HttpContext http, string id, IFormCollection form, DecisionOutcome outcome, Words words, string? notice = null)
    {
        var session = http.Session();
        if (outcome is { Result: DecisionResult.AlreadyDecided, Earlier: { } made })
        {
            return pages.MessageAsync(http, 409, words, words.LinkUsedTitle, words.LinkUsedBy(
                session.Tenant.NameOf(made.By), words.DecidedName(made.Kind), LocalTime.Moment(made.AtUtc, words)),
                ("/", words.ToInbox), session);
        }

        var changes = outcome.Changes ?? [];
        var (status, text) = outcome.Result switch
        {
            DecisionResult.Changed => (409, words.Changed),
            DecisionResult.AlreadyDecided => (409, $"{words.LinkUsedTitle}. {words.LinkUsedText}"),
            DecisionResult.NotAllowed when outcome.Reason is RefusalReason.NotAsked or null => (403, $"{words.NotYours}. {words.NotYoursText}"),
            DecisionResult.NotFound => (409, $"{words.NotYours}. {words.NotYoursText}"),
            _ => (Refusals.TypeOf(outcome).Status, words.Refused(outcome, session.Tenant, session.Person.Id)),
        };
        return ShowAsync(http, id, status, new()
        {
            Notice = notice,
            Problems = [text],
            Changes = changes,
            Typed = ItemForm.TypedWithout(form, changes),
        });
    }
}
