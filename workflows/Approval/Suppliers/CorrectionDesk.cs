using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval.Suppliers;

/// <inheritdoc/>
public sealed class CorrectionDesk(
    ItemJournal journal, TenantFiles tenants, DecisionCases cases, HeldItems held, Corrections corrections,
    PostedCorrections posted) : ICorrectionDesk
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<CorrectionMatch>> OfferAsync(
        string tenant, string item, string person, CancellationToken cancellation)
    {
        if (await journal.GetAsync(tenant, item, cancellation) is not { } seen) return [];
        if (!SupplierOffer.Suits(seen) || await cases.ReadAsync(seen, person, cancellation) is null) return [];
        return seen.IsHeld
            ? await held.CorrectionsOfAsync(seen, cancellation)
            : [.. (await held.CorrectedByAsync(seen, cancellation)).Where(match => Corrections.Waits(match.Held))];
    }

    /// <inheritdoc/>
    public async Task<DecisionOutcome> LinkAsync(
        string tenant, string item, string person, CorrectionRequest request, CancellationToken cancellation)
    {
        if (await journal.GetAsync(tenant, item, cancellation) is not { } seen) return Unknown();
        var rejected = await journal.GetAsync(tenant, request.Corrects, cancellation);
        var isTheirs = rejected is not null && await cases.ReadAsync(rejected, person, cancellation) is not null;
        if (!isTheirs && await cases.ReadAsync(seen, person, cancellation) is null) return NotAsked();
        if (rejected is null || rejected.Id == seen.Id || !rejected.IsHeld) return NothingWaits();

        if (SupplierDecision.CorrectionProblem(rejected, seen, seen.Id) is { } problem)
            return DecisionOutcome.Invalid(problem, RefusalReason.Target);

        // Who only has the new invoice ends nothing but what is offered there.
        if (!isTheirs && (await held.CorrectedByAsync(seen, cancellation)).All(match => match.Held.Id != rejected.Id)) return NothingWaits();
        var linked = await corrections.LinkAsync(
            rejected, seen.Id, person, "Die korrigierte Rechnung ist eingegangen.", request.Via, request.Address, cancellation);
        return linked
            ? new DecisionOutcome(DecisionResult.Accepted, AnswerPhrases.Linked.Of())
            : DecisionOutcome.NotWaiting("Der zurückgewiesene Vorgang wartet gerade nicht. Bitte laden Sie die Seite neu.");
    }

    /// <inheritdoc/>
    public bool MayUnlink(Item item, string person) =>
        item is { Stage: ItemStage.Ended, SupplierRejection: { End: SupplierRejectionEnd.Corrected } rejection }
        && tenants.Find(item.Tenant)?.Settings is { } settings && settings.Person(person) is { Active: true } known
        && (rejection.By == person || (settings.May(known, Permission.Reassign) && settings.May(known, Permission.ReadAll)));

    /// <inheritdoc/>
    public async Task<DecisionOutcome> UnlinkAsync(
        string tenant, string item, string person, UnlinkRequest request, CancellationToken cancellation)
    {
        if (await journal.GetAsync(tenant, item, cancellation) is not { } seen) return Unknown();
        if (seen is not { Stage: ItemStage.Ended, SupplierRejection.End: SupplierRejectionEnd.Corrected })
            return DecisionOutcome.Invalid(
                "Mit diesem Vorgang ist keine korrigierte Rechnung verknüpft, die sich lösen ließe.", RefusalReason.NotPossible);
        if (!MayUnlink(seen, person))
        {
            return DecisionOutcome.Denied(
                "Lösen kann die Verknüpfung, wer die Rechnung zurückgewiesen hat oder Vorgänge neu zuweisen darf.");
        }

        var paid = await PostedAsync(seen, cancellation);
        if (paid is not null && !request.ConfirmsPosted) return DecisionOutcome.PostedBefore([paid]);
        var by = tenants.Find(tenant)?.Settings.Person(person)?.Name ?? person;
        return await corrections.UnlinkAsync(seen, person, by, request, paid, cancellation)
            ? new DecisionOutcome(DecisionResult.Accepted, AnswerPhrases.LinkTakenBack.Of())
            : DecisionOutcome.NotWaiting("Der Vorgang wurde gerade geändert. Bitte laden Sie die Seite neu.");
    }

    /// <inheritdoc/>
    public Task<PostedCorrection?> PostedAsync(Item item, CancellationToken cancellation) =>
        item.SupplierRejection is { End: SupplierRejectionEnd.Corrected, CorrectedBy: { } correction }
            ? posted.OfAsync(item.Tenant, correction, cancellation)
            : Task.FromResult<PostedCorrection?>(null);

    private static DecisionOutcome Unknown() => new(DecisionResult.NotFound, AnswerPhrases.NoItem.Of());

    private static DecisionOutcome NothingWaits() => DecisionOutcome.Invalid(
        "Dieser Vorgang wartet auf keine korrigierte Rechnung. Bitte wählen Sie einen aus der Liste.", RefusalReason.Target);

    private static DecisionOutcome NotAsked() => DecisionOutcome.Denied(
        "Verknüpfen kann, wer gerade über einen der beiden Vorgänge entscheidet.");
}
