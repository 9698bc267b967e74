using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Tests.Home;

/// <summary>Links whatever is on offer.</summary>
public sealed class FakeCorrections : ICorrectionDesk
{
    public Dictionary<string, IReadOnlyList<CorrectionMatch>> Offers { get; } = [];

    public List<(string Item, string Person, CorrectionRequest Request)> Linked { get; } = [];

    public Task<IReadOnlyList<CorrectionMatch>> OfferAsync(
        string tenant, string item, string person, CancellationToken cancellation) =>
        Task.FromResult(Offers.GetValueOrDefault(item) ?? []);

    public Task<DecisionOutcome> LinkAsync(
        string tenant, string item, string person, CorrectionRequest request, CancellationToken cancellation)
    {
        if (Offers.GetValueOrDefault(item)?.Any(match => match.Held.Id == request.Corrects) != true)
            return Task.FromResult(DecisionOutcome.Invalid("Dieser Vorgang wartet auf keine korrigierte Rechnung. Bitte wählen Sie einen aus der Liste.", RefusalReason.Target));
        Linked.Add((item, person, request));
        return Task.FromResult(new DecisionOutcome(DecisionResult.Accepted, "Die Rechnungen sind verknüpft."));
    }

    public bool MayUnlink(Item item, string person) => item.SupplierRejection?.By == person && item.SupplierRejection.End is not null;

    public Task<PostedCorrection?> PostedAsync(Item item, CancellationToken cancellation) =>
        Task.FromResult<PostedCorrection?>(null);

    public Task<DecisionOutcome> UnlinkAsync(
        string tenant, string item, string person, UnlinkRequest request, CancellationToken cancellation) =>
        Task.FromResult(DecisionOutcome.Invalid("Mit diesem Vorgang ist keine korrigierte Rechnung verknüpft, die sich lösen ließe.", RefusalReason.Target));
}
