using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;

namespace Serverless.Workflows.Approval.Suppliers;

/// <summary>
/// Puts a corrected invoice in the place of the one that was rejected to its supplier. The decision of the visit that waits
/// for it is the truth: whoever writes it first wins, and the rejected item carries it out, which tells the other.
/// </summary>
public sealed class Corrections(ItemJournal journal, ItemStarter starter, TimeProvider time)
{
    /// <summary>Decides the visit that waits for the correction, unless somebody was faster.</summary>
    /// <param name="why">In words; becomes the decision's comment.</param>
    /// <returns>False where the item does not wait for a correction (any more).</returns>
    public async Task<bool> LinkAsync(
        Item held, string corrected, string by, string why, string via, string? address, CancellationToken cancellation)
    {
        var written = false;
        var conflict = await journal.ChangeAsync(held.Tenant, held.Id, current =>
        {
            written = Waits(current);
            return written
                ? DecisionWrites.Decided(
                    current, current.Visit,
                    new Decision(
                        DecisionKinds.Replace, by, null, why, corrected, via, address, time.GetUtcNow(), current.Revision),
                    null, null)
                : null;
        }, cancellation);
        if (!written || conflict is not null) return false;
        await starter.TryWakeAsync(held, cancellation);
        return true;
    }

    /// <summary>Tells the corrected invoice's item what it takes the place of. Can be repeated.</summary>
    public Task TakeOverAsync(Item held, Decision decision, string by, CancellationToken cancellation) =>
        journal.ChangeAsync(held.Tenant, decision.To!, current =>
        {
            if (current.Corrects.Any(known => known.Item == held.Id)) return null;
            var number = held.Fields.TryGetValue(Extraction.FieldNames.InvoiceNumber, out var read) ? read.Value : null;
            var differences = CorrectionMatch.DifferencesInWords(held, current);
            var text = $"Ersetzt die Rechnung {number ?? "ohne Nummer"}, die an den Lieferanten zurückgewiesen war "
                + $"({held.SupplierRejection?.Comment}). "
                + (differences.Length > 0 ? $"Geändert: {differences}." : "Achtung: Die Angaben sind dieselben geblieben.");
            var linked = DuplicateFindings.Without(current, held.Id) with
            {
                Corrects = [.. current.Corrects, new Correction(held.Id, number, decision.Comment ?? string.Empty, decision.AtUtc)],
                Notes = [.. current.Notes, new ItemNote(decision.AtUtc, by, text, Warning: differences.Length == 0)],
            };
            return new ItemChange(linked, decision.By, "corrects", new Dictionary<string, string>
            {
                ["item"] = held.Id,
                ["reason"] = decision.Comment ?? "–",
            });
        }, cancellation);

    /// <summary>Takes back that a correction was linked: the rejected item, which ended with that, waits for it again at its
    /// station. The other item is told first, so that a crash leaves the rejected one as it is, to be tried again.</summary>
    /// <param name="name">The person's name.</param>
    /// <param name="confirmed">That the correction is on its way to be paid, as they were warned; null where it is not.</param>
    /// <returns>False where the item has moved meanwhile.</returns>
    public async Task<bool> UnlinkAsync(
        Item held, string by, string name, UnlinkRequest request, PostedCorrection? confirmed, CancellationToken cancellation)
    {
        var details = new Dictionary<string, string> { ["item"] = held.Id, ["via"] = request.Via };
        if (request.Address is { } address) details["address"] = address;
        if (confirmed is not null) details["confirmed"] = confirmed.InWords;
        await journal.ChangeAsync(held.Tenant, held.SupplierRejection!.CorrectedBy!, current =>
            current.Corrects.All(known => known.Item != held.Id) ? null : new ItemChange(
                DuplicateFindings.With(current, held) with
                {
                    Corrects = [.. current.Corrects.Where(known => known.Item != held.Id)],
                    Notes = [.. current.Notes, new ItemNote(time.GetUtcNow(), name, SupplierPhrases.ReplacesNot.Of())],
                }, by, "unlinked", details), cancellation);

        var last = (await journal.VisitsAsync(held, cancellation)).Last(visit => visit.Purpose == VisitPurposes.Correction);
        Item? reopened = null;
        await journal.ChangeAsync(held.Tenant, held.Id, current =>
        {
            reopened = null;
            if (current is not { Stage: ItemStage.Ended, SupplierRejection: { End: SupplierRejectionEnd.Corrected } rejection }) return null;
            reopened = current with
            {
                Stage = ItemStage.Walking,
                Status = ItemStatus.Running,
                Station = new StationRef(last.Sequence, last.Station, time.GetUtcNow()),
                Next = new NextMove(Direction.ToPerson, last.Assignee, SupplierPhrases.Unlinked.Of(name)),
                EndedUtc = null,
                TellLinkedUtc = null,
                SupplierRejection = rejection with { End = null, CorrectedBy = null },
                Epoch = current.Epoch + 1,
            };
            return new ItemChange(reopened, by, "unlinked", new Dictionary<string, string>(details)
            {
                ["item"] = rejection.CorrectedBy ?? "–",
            });
        }, cancellation);
        if (reopened is null) return false;
        await starter.StartAsync(reopened, cancellation);
        return true;
    }

    /// <summary>Whether an item waits for the corrected invoice at this moment, so that it can be linked.</summary>
    public static bool Waits(Item item) => item is { IsHeld: true, Operator: null, Stage: ItemStage.Walking }
        && item.VisitState is VisitState.Opened or VisitState.Notified;
}
