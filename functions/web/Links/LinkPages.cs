using Microsoft.AspNetCore.Http;
using Serverless.Web.Access;
using Serverless.Web.Decisions;
using Serverless.Web.Pages;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Links;

/// <summary>What the holder of a signed link sees.</summary>
internal sealed class LinkPages(PageRenderer pages, FormTokens forms)
{
    public Task ItemAsync(
        HttpContext http, LinkState.Good good, string token, int status, IFormCollection? form = null,
        IReadOnlyList<string>? problems = null, IReadOnlyList<FieldChange>? changes = null, string? notice = null)
    {
        var words = Words.Of(good.Person.Language);
        var model = new ItemModel
        {
            Tenant = good.Tenant,
            Person = good.Person,
            Item = good.Item,
            History = good.History,
            Offer = good.Offer,
            Corrections = good.Corrections,
            Path = "/d/" + token,
            ByLink = true,
            FormToken = forms.Make(good.Tenant.Id, good.Person.Id, good.Item.Id, good.Token.Visit, good.Item.Revision),
            Document = ChosenDocument.Of(http, good.Item, good.Tenant, words),
            Notice = notice,
            Problems = problems ?? [],
            Changes = changes ?? [],
            Typed = form is null ? new Dictionary<string, string>() : ItemForm.Typed(form),
        };
        return pages.WriteAsync<ItemPage>(http, status, words, new() { [nameof(ItemPage.Model)] = model });
    }

    public Task ThanksAsync(HttpContext http, LinkState.Good good, DecisionForm request)
    {
        var words = Words.Of(good.Person.Language);
        var kind = request.Decision?.Decision ?? DecisionKinds.Approve;
        return pages.WriteAsync<MessagePage>(http, 200, words, new()
        {
            [nameof(MessagePage.Heading)] = words.ThanksTitle(good.Person.Name),
            [nameof(MessagePage.Text)] = request.Status is null
                ? words.ThanksText(kind == DecisionKinds.Approve ? words.ApprovalName(good.Item, good.Offer) : words.DecisionName(kind))
                : words.ThanksStatus,
            [nameof(MessagePage.More)] = new[] { kind == DecisionKinds.Approve ? words.ThanksApproved(good.Item, good.Offer) : words.ThanksNext(kind), words.ThanksClose },
            [nameof(MessagePage.Owner)] = good.Tenant.Name,
            [nameof(MessagePage.Next)] = ((string, string)?)("/", words.ToInbox),
        });
    }

    /// <summary>Says why a link is no longer good, and nothing about the item.</summary>
    public Task EndedAsync(HttpContext http, LinkState state, int? status = null)
    {
        if (state is LinkState.Left left)
        {
            var reader = left.Person is { } gone ? Words.Of(gone.Language) : Words.Of(http.Request.Headers.AcceptLanguage);
            var ask = left.Tenant.People.FirstOrDefault(person => person.Active && person.Permissions.Contains(Permission.Operate));
            return pages.MessageAsync(
                http, status ?? StatusCodes.Status410Gone, reader, reader.LinkLeftTitle, reader.LinkLeftText(left.Tenant.Name, ask?.Name), ("/", reader.StartTitle));
        }

        if (state is not LinkState.Over over)
        {
            var browser = Words.Of(http.Request.Headers.AcceptLanguage);
            return pages.MessageAsync(http, 404, browser, browser.LinkBadTitle, browser.LinkBadText, ("/", browser.StartTitle));
        }

        var words = Words.Of(over.Person.Language);
        var (title, text) = over.End switch
        {
            LinkEnd.Expired => (words.LinkExpiredTitle, words.LinkExpiredText),
            LinkEnd.Used when over.Made is { Kind: DecisionKinds.Reassign } moved => (
                words.LinkReassignedTitle,
                words.LinkReassignedText(over.Tenant.NameOf(moved.By), LocalTime.Moment(moved.AtUtc, words))),
            LinkEnd.Used => (words.LinkUsedTitle, over.Made switch
            {
                null => words.LinkUsedText,
                { } made when made.By == over.Person.Id => words.LinkUsedByYou(LocalTime.Moment(made.AtUtc, words)),
                { } made => words.LinkUsedBy(
                    words.ActorName(made.By, over.Tenant), words.DecidedName(made.Kind), LocalTime.Moment(made.AtUtc, words)),
            }),
            _ => (words.LinkSupersededTitle, words.LinkSupersededText),
        };
        return pages.MessageAsync(http, status ?? StatusCodes.Status410Gone, words, title, text, ("/", words.ToInbox));
    }
}
