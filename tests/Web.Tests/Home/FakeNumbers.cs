using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Tests.Home;

/// <summary>Offers two ranges where it is told to, and gives out what it is told to.</summary>
public sealed class FakeNumbers : INumberDesk
{
    public NumberOffer? Offer { get; set; }

    public NumberOutcome Answer { get; set; } =
        new(DecisionResult.Accepted, "Gezogen.", "UB-000001", "ub", "Umbuchungsbelegnummer");

    public List<(string Item, string Person, string? Range)> Draws { get; } = [];

    public Task<NumberOffer?> OfferAsync(string tenant, Item item, string person, CancellationToken cancellation) =>
        Task.FromResult(Offer);

    public Task<NumberOutcome> DrawAsync(
        string tenant, string id, string person, NumberRequest request, CancellationToken cancellation)
    {
        Draws.Add((id, person, request.Range));
        return Task.FromResult(Answer);
    }
}
