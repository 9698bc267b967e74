using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>
/// Takes decisions, statuses and edits. Each is checked on the item as it is and written only where the item is still
/// that; where it moved in between, all is looked at again. The inserted row decides who was first, the item's
/// orchestration is only woken.
/// </summary>
public sealed class DecisionDesk(
    ItemJournal journal, TenantFiles tenants, DecisionCases cases, FieldEditor editor, ItemStarter starter,
    TimeProvider time) : IDecisionDesk
{
    /// <summary>How often a case is looked at again because the item changed meanwhile.</summary>
    private const int MostAttempts = 8;

    /// <inheritdoc/>
    public Task<DecisionOutcome> DecideAsync(
        string tenant, string item, string person, DecisionRequest request, CancellationToken cancellation)
    {
        var wanted = Plain(request);
        return OnItemAsync(
            new Attempt(tenant, item, person, wanted.Visit, wanted.Revision, wanted.OwnEdit),
            (at, number) => TryDecideAsync(at, number, wanted, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public Task<DecisionOutcome> GiveStatusAsync(
        string tenant, string item, string person, StatusRequest request, CancellationToken cancellation) => OnItemAsync(
            new Attempt(tenant, item, person, request.Visit, request.Revision, request.OwnEdit),
            (at, number) => TryGiveStatusAsync(at, number, request, cancellation), cancellation);

    /// <inheritdoc/>
    public async Task<DecisionOffer> OfferAsync(
        string tenant, Item item, string person, CancellationToken cancellation) =>
        item.Tenant == tenant && IsOpen(item, item.Visit) && await cases.ReadAsync(item, person, cancellation) is { } at
            ? DecisionOffer.Of(at)
            : DecisionOffer.None;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> StandsInForAsync(string tenant, string person, CancellationToken cancellation) =>
        cases.StandsInForAsync(tenant, person, cancellation);

    /// <inheritdoc/>
    public async Task<DecisionOutcome> EditAsync(
        string tenant, string item, string person, FieldEdit edit, CancellationToken cancellation)
    {
        if (tenants.Find(tenant) is not { } file) return Unknown();
        if (await journal.GetAsync(tenant, item, cancellation) is not { } seen) return Unknown();
        if (!IsOpen(seen, seen.Visit)) return NobodyWaits();
        if (await cases.ReadAsync(seen, person, cancellation) is not { } at) return NotAsked();
        if (edit.Revision > seen.Revision) return DecisionOutcome.NoSuchRevision(edit.Revision);
        var outcome = await editor.EditAsync(file, seen, person, edit with { For = at.Standing.For }, cancellation);

        // Other dates are other times for reminders, which the instance waits for.
        if (outcome.Result == DecisionResult.Accepted && outcome.Changes?.Count > 0) await starter.TryWakeAsync(seen, cancellation);
        return outcome;
    }

    /// <summary>Reads the item and the person's case and lets the attempt answer; again where it answers null because
    /// the item has changed.</summary>
    private async Task<DecisionOutcome> OnItemAsync(
        Attempt wanted, Func<DecisionCase, int, Task<DecisionOutcome?>> attempt, CancellationToken cancellation)
    {
        for (var round = 1; ; round++)
        {
            if (tenants.Find(wanted.Tenant) is not { } tenant) return Unknown();
            if (await journal.GetAsync(wanted.Tenant, wanted.Item, cancellation) is not { } seen) return Unknown();
            var at = await cases.ReadAsync(seen, wanted.Person, cancellation);

            var number = await MeantAsync(seen, wanted, isAsked: at is not null, cancellation);
            if (at is null || !IsOpen(seen, number))
                return await NotOpenAsync(tenant.Settings, seen, number, at is not null, wanted.Person, cancellation);
            if (wanted.Revision > seen.Revision) return DecisionOutcome.NoSuchRevision(wanted.Revision.Value);
            if (wanted.Revision is { } revision
                && await journal.UnseenAsync(seen, revision, wanted.Person, wanted.OwnEdit, cancellation) is { Count: > 0 } unseen)
                return DecisionOutcome.ChangedBy(unseen, seen.Revision);
            if (await attempt(at, number) is { } outcome) return outcome;
            if (round == MostAttempts)
                return new DecisionOutcome(DecisionResult.Busy, "Der Vorgang wird gerade geändert. Bitte versuchen Sie es noch einmal.");
        }
    }

    /// <summary>The visit that is meant. A revision stands for the visit of its time: whoever repeats a decision never
    /// decides the next visit with it. Whoever says neither and is not asked any more means the last that they had.</summary>
    private async Task<int> MeantAsync(Item item, Attempt wanted, bool isAsked, CancellationToken cancellation)
    {
        if (wanted.Visit is { } visit) return visit;
        if (wanted.Revision is { } revision) return await journal.VisitAtAsync(item, revision, cancellation);
        return isAsked ? item.Visit : await cases.LastDecidedAsync(item, wanted.Person, cancellation) ?? item.Visit;
    }

    private async Task<DecisionOutcome?> TryDecideAsync(
        DecisionCase at, int number, DecisionRequest request, CancellationToken cancellation)
    {
        var given = request.Status is { } status && StatusCheck.Refusal(at, status) is null
            ? Given(at, number, status, null, request.Via, request.Address)
            : null;
        var after = given is null ? at : cases.After(at, given);
        if (request is { Decision: DecisionKinds.Replace, To: { } corrected })
            after = after with { Corrected = await journal.GetAsync(at.Item.Tenant, corrected, cancellation) };
        if (DecisionCheck.Refusal(after, request) is { } refusal) return refusal;

        var now = time.GetUtcNow();
        var decision = new Decision(
            request.Decision, at.Person.Id, at.Standing.For, Trimmed(request.Comment), Target(at, request), request.Via,
            request.Address, now, at.Item.Revision, given?.Status);
        var item = SupplierDecision.Made(at, request, now);
        if (!await WriteAsync(at, DecisionWrites.Decided(item, number, decision, given, request.Revision, SupplierDecision.Confirmed(at, request)), cancellation)) return null;
        await starter.TryWakeAsync(at.Item, cancellation);
        var hint = ForwardHint.Of(at, request) is { } may ? $" Hinweis: {may.Text}." : string.Empty;
        return new DecisionOutcome(DecisionResult.Accepted, "Vielen Dank, Ihre Entscheidung ist gespeichert." + hint) { Moves = true };
    }

    private async Task<DecisionOutcome?> TryGiveStatusAsync(
        DecisionCase at, int number, StatusRequest request, CancellationToken cancellation)
    {
        if (StatusCheck.Refusal(at, request.Status) is { } refusal) return refusal;
        if (request.Comment?.Length > DecisionCheck.MaxComment)
            return DecisionOutcome.Invalid(DecisionCheck.CommentTooLong, RefusalReason.Comment);

        DecisionOutcome? stays = null;
        var given = Given(at, number, request.Status, Trimmed(request.Comment), request.Via, request.Address);
        if (StatusCheck.Forwards(at, request))
        {
            var decided = await TryDecideAsync(
                at, number, new DecisionRequest(
                    DecisionKinds.Approve, request.Comment, null, number, request.Revision, request.Via, request.Address)
                {
                    Status = request.Status,
                }, cancellation);
            if (decided is null) return null;
            if (decided.Result == DecisionResult.Accepted)
                return decided with { Message = AnswerPhrases.StatusMoves.Of(given.Name) };
            stays = decided;
        }

        return await WriteAsync(at, DecisionWrites.StatusGiven(at.Item, at.Settings, given), cancellation)
            ? new DecisionOutcome(
                DecisionResult.Accepted, stays is null
                    ? AnswerPhrases.StatusGiven.Of(given.Name)
                    : AnswerPhrases.StatusStays.Of(given.Name, stays.Message))
            {
                Stays = stays,
            }
            : null;
    }

    /// <summary>Writes what was made of the item, unless it has changed since the case was read.</summary>
    private async Task<bool> WriteAsync(DecisionCase at, ItemChange change, CancellationToken cancellation)
    {
        var written = false;
        var conflict = await journal.ChangeAsync(at.Item.Tenant, at.Item.Id, current =>
        {
            written = current.Revision == at.Item.Revision;
            return written ? change : null;
        }, cancellation);
        return written && conflict is null;
    }

    /// <summary>The answer where the visit is not open to the person: what became of it is told to those alone whom it
    /// concerns.</summary>
    private async Task<DecisionOutcome> NotOpenAsync(
        Settings settings, Item item, int number, bool isAsked, string person, CancellationToken cancellation)
    {
        var concerns = number > 0 && await cases.ConcernsAsync(item, number, person, cancellation);
        if (concerns && await journal.DecisionAsync(item.Tenant, item.Id, number, cancellation) is { } earlier)
            return Already(settings, earlier);
        return concerns || isAsked ? NobodyWaits() : NotAsked();
    }

    private GivenStatus Given(
        DecisionCase at, int number, string status, string? comment, string via, string? address) => new(
            status, at.Process?.ReviewStatus(status)?.Name ?? status, at.Person.Id, at.Standing.For, time.GetUtcNow(), number,
            at.Item.Station?.Name ?? string.Empty, via, address, comment);

    /// <summary>A forward to the next station is an approval.</summary>
    private static DecisionRequest Plain(DecisionRequest request) =>
        request.Decision == DecisionKinds.Forward && ForwardTarget.Read(request.To) is ForwardTarget.Next
            ? request with { Decision = DecisionKinds.Approve, To = null }
            : NamesTarget(request.Decision) ? request with { To = Trimmed(request.To) } : request with { To = null };

    private static bool NamesTarget(string kind) => kind is DecisionKinds.Forward or DecisionKinds.SendBack
        or DecisionKinds.RejectToSupplier or DecisionKinds.Replace;

    /// <summary>Whom or where the decision names, as it is stored.</summary>
    private static string? Target(DecisionCase at, DecisionRequest request) => request.Decision switch
    {
        DecisionKinds.RejectToSupplier => SupplierDecision.Address(at, request),
        DecisionKinds.Replace => request.To,
        _ => ForwardTarget.Read(request.To)?.ToString(),
    };

    private static bool IsOpen(Item item, int number) =>
        item.Visit == number && item.VisitState is VisitState.Opened or VisitState.Notified;

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DecisionOutcome Unknown() => new(DecisionResult.NotFound, AnswerPhrases.NoItem.Of());

    private static DecisionOutcome NobodyWaits() =>
        DecisionOutcome.NotWaiting("Der Vorgang wartet gerade nicht auf eine Entscheidung.");

    private static DecisionOutcome NotAsked() => DecisionOutcome.Denied(
        "Der Vorgang liegt nicht (mehr) bei Ihnen. Sie können ihn hier nicht entscheiden.");

    private static DecisionOutcome Already(Settings settings, Decision earlier) => new(
        DecisionResult.AlreadyDecided, EarlierDecision.InWords(settings, earlier), earlier);

    private sealed record Attempt(string Tenant, string Item, string Person, int? Visit, int? Revision, int? OwnEdit);
}
