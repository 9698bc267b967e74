using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;

namespace Serverless.Workflows.Approval.Suppliers;

/// <summary>Finds the corrections of rejected invoices that are on their way to be paid.</summary>
public sealed class PostedCorrections(ItemStore items, HeldItems held, AuditTrail audit)
{
    /// <summary>Those of an invoice that waits for its correction: what was linked with it before, and what speaks for being
    /// its correction more than that it came from the same supplier.</summary>
    /// <param name="visits">The visits of the rejected invoice.</param>
    public async Task<IReadOnlyList<PostedCorrection>> OfHeldAsync(
        Item rejected, IReadOnlyList<Visit> visits, CancellationToken cancellation)
    {
        if (!rejected.IsHeld) return [];
        var found = new List<PostedCorrection>();
        var linked = visits.Select(visit => visit.Decision).Where(made => made?.Kind == DecisionKinds.Replace).Select(made => made!.To!);
        var likely = (await held.CorrectionsOfAsync(rejected, cancellation)).Where(match => !match.IsVague).Select(match => match.Item.Id);
        foreach (var id in linked.Concat(likely).Distinct(StringComparer.Ordinal))
            if (await OfAsync(rejected.Tenant, id, cancellation) is { } posted) found.Add(posted);
        return found;
    }

    /// <summary>How far a linked correction is; null where nothing has gone out yet, or there is none.</summary>
    public async Task<PostedCorrection?> OfAsync(string tenant, string? item, CancellationToken cancellation)
    {
        if (item is null || await items.GetAsync(tenant, item, cancellation) is not { } other) return null;
        if (PostedCorrection.Of(other) is not { } posted) return null;
        var trail = await audit.ReadAsync(tenant, item, cancellation);
        return trail.Entries.Any(entry => entry.What == "exported") ? posted with { State = PostedState.Exported } : posted;
    }
}
