using Serverless.Web.Tenants;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Links;

/// <summary>What a signed link is good for at this moment.</summary>
internal abstract record LinkState
{
    /// <summary>The person may decide now.</summary>
    public sealed record Good(
        WebTenant Tenant, WebPerson Person, Item Item, ItemHistory History, DecisionOffer Offer, Token Token,
        IReadOnlyList<CorrectionMatch> Corrections) : LinkState;

    /// <summary>It was not made here, or was changed.</summary>
    public sealed record Bad : LinkState;

    /// <summary>The person is not registered any more, or was taken out of the tenant file altogether.</summary>
    public sealed record Left(WebTenant Tenant, WebPerson? Person) : LinkState;

    /// <summary>It was good once. Nothing of the item is told, only what was decided, to those alone who were asked.</summary>
    public sealed record Over(WebTenant Tenant, WebPerson Person, LinkEnd End, Decision? Made = null) : LinkState;
}

/// <summary>Why a link is over.</summary>
internal enum LinkEnd { Expired, Used, Superseded }

/// <summary>Finds out what a signed link is good for.</summary>
internal static class LinkReader
{
    public static async Task<LinkState> ReadAsync(string text, WebServices services, CancellationToken cancellation)
    {
        var tenant = TokenFormat.TenantOf(text) is { } id ? services.Tenants.Find(id) : null;
        if (tenant is null) return new LinkState.Bad();

        var reading = TokenFormat.Read(
            services.Keys.For(tenant.Id), text, tenant.Id, TokenPurpose.Decide, services.Clock.GetUtcNow());
        var person = tenant.Person(reading.Token?.Person);
        if (reading.Status is not (TokenStatus.Valid or TokenStatus.Expired)) return new LinkState.Bad();
        if (person is not { Active: true }) return new LinkState.Left(tenant, person);
        if (reading.Status == TokenStatus.Expired) return new LinkState.Over(tenant, person, LinkEnd.Expired);
        return await FindAsync(tenant, person, reading.Token!, services, cancellation);
    }

    private static async Task<LinkState> FindAsync(
        WebTenant tenant, WebPerson person, Token token, WebServices services, CancellationToken cancellation)
    {
        var item = await services.Items.GetAsync(tenant.Id, token.Item, cancellation);
        if (item is null) return new LinkState.Over(tenant, person, LinkEnd.Superseded);

        var history = await services.Items.HistoryAsync(tenant.Id, item.Id, cancellation);
        var visit = history.Visits.FirstOrDefault(visit => visit.Number == token.Visit);
        if (visit?.Decision is { } made)
        {
            var concerns = made.By == person.Id || visit.Assignee == person.Id;
            return new LinkState.Over(tenant, person, LinkEnd.Used, concerns ? made : null);
        }

        var offer = item.Visit == token.Visit
            ? await services.Decisions.OfferAsync(tenant.Id, item, person.Id, cancellation)
            : DecisionOffer.None;
        return offer.IsAsked
            ? new LinkState.Good(
                tenant, person, item, history, offer, token,
                await services.Corrections.OfferAsync(tenant.Id, item.Id, person.Id, cancellation))
            : new LinkState.Over(tenant, person, LinkEnd.Superseded);
    }
}
