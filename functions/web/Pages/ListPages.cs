using Microsoft.AspNetCore.Http;
using Serverless.Web.Access;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Web.Pages;

/// <summary>The inbox, and the list of all items that a person may see.</summary>
internal sealed class ListPages(WebServices services, PageRenderer pages)
{
    // A page of a list may be short or empty and still go on; people should not have to page through nothing.
    private const int Rounds = 10;

    public async Task InboxAsync(HttpContext http)
    {
        var session = http.Session();
        var words = Words.Of(session.Person.Language);
        var query = http.Request.Query;
        var list = InboxModel.Parse(query["list"]);
        var standsInFor = await services.Decisions.StandsInForAsync(session.Tenant.Id, session.Person.Id, http.RequestAborted);
        var represented = list == InboxList.Substitute ? Text(query["person"]) : null;
        var seesAll = session.Person.Permissions.Contains(Permission.ReadAll);
        var ended = list is InboxList.Done or InboxList.Rejected;
        var isOwn = ended || list == InboxList.Mine || (represented is not null && standsInFor.Contains(represented));
        if (!isOwn && !seesAll)
        {
            await pages.MessageAsync(http, 403, words, words.NoRightTitle, words.NoRightText, ("/", words.ToInbox), session);
            return;
        }

        var (station, search) = (Text(query["station"]), Text(query["q"]));
        var status = list switch
        {
            InboxList.Done => ItemStatus.Completed,
            InboxList.Rejected => ItemStatus.Rejected,
            _ => ItemStatus.Waiting,
        };
        var (page, cursor) = await PageAsync(
            session.Tenant.Id,
            new ItemQuery(
                status, list == InboxList.Mine ? session.Person.Id : represented, station, search, Cursor: Text(query["cursor"]),
                ByDeadline: status == ItemStatus.Waiting, Involved: ended && !seesAll ? session.Person.Id : null),
            http.RequestAborted);
        var absences = list == InboxList.Mine && query["cursor"].Count == 0
            ? await services.Absences.ListAsync(session.Tenant.Id, null, http.RequestAborted)
            : [];
        var away = absences.Select(known => known.Absence).Where(absence => absence.From <= LocalTime.Today(services.Clock)).ToList();
        await pages.WriteAsync<InboxPage>(http, 200, words, new()
        {
            [nameof(InboxPage.Model)] = new InboxModel(session, list, station, search, page.Items, page.Next,
                query.ContainsKey("decided") ? words.DecisionSaved : null)
            {
                Cursor = cursor,
                Today = LocalTime.Today(services.Clock),
                AllMarked = query.ContainsKey("all"),
                StandsInFor = standsInFor,
                Represented = represented,
                RepresentedInboxes = await RepresentedAsync(session.Tenant.Id, standsInFor, away, station, search, http.RequestAborted),
                OwnAbsence = away.Find(absence => absence.Person == session.Person.Id),
            },
        }, session);
    }

    public async Task ItemsAsync(HttpContext http)
    {
        var session = http.Session();
        var query = http.Request.Query;
        var standsInFor = await services.Decisions.StandsInForAsync(session.Tenant.Id, session.Person.Id, http.RequestAborted);
        var filter = ItemsFilter.Of(query, session, standsInFor);
        var (page, cursor) = await PageAsync(session.Tenant.Id, filter.Query(Text(query["cursor"])), http.RequestAborted);
        await pages.WriteAsync<ItemsPage>(http, 200, Words.Of(session.Person.Language), new()
        {
            [nameof(ItemsPage.Model)] = new ItemsModel(
                session, filter, page.Items, cursor, page.Next, LocalTime.Today(services.Clock), query.ContainsKey("all"))
            {
                StandsInFor = standsInFor,
            },
        }, session);
    }

    private async Task<IReadOnlyList<RepresentedInbox>> RepresentedAsync(
        string tenant, IReadOnlyList<string> people, List<Absence> away, string? station, string? search,
        CancellationToken cancellation)
    {
        var found = new List<RepresentedInbox>();
        foreach (var person in people)
        {
            if (away.Find(absence => absence.Person == person) is not { } absence) continue;
            var (page, _) = await PageAsync(
                tenant, new ItemQuery(ItemStatus.Waiting, person, station, search, ByDeadline: true), cancellation);
            found.Add(new RepresentedInbox(person, absence.Until, page.Items, page.Next is not null));
        }

        return found;
    }

    /// <summary>The first page from there that has anything, and where it begins.</summary>
    private async Task<(Workflows.Archive.Items.ItemPage Page, string? Cursor)> PageAsync(
        string tenant, ItemQuery query, CancellationToken cancellation)
    {
        for (var round = 1; ; round++)
        {
            Workflows.Archive.Items.ItemPage page;
            try
            {
                page = await services.Items.ListAsync(tenant, query, cancellation);
            }
            catch (FormatException) when (query.Cursor is not null && round == 1)
            {
                // A cursor of another search, as an edited address has it: begin anew.
                query = query with { Cursor = null };
                continue;
            }

            if (page.Items.Count > 0 || page.Next is null || round >= Rounds) return (page, query.Cursor);
            query = query with { Cursor = page.Next };
        }
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
