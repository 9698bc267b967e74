using Microsoft.Extensions.Logging;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>Decides several items through the same desks as one.</summary>
public sealed class BulkDesk(
    ItemJournal journal, IDecisionDesk decisions, ReassignDesk reassign, UnresolvedDuplicates duplicates, TenantFiles tenants,
    TimeProvider time, ILogger<BulkDesk> logger) : IBulkDesk
{
    /// <summary>How many items are decided at the same time.</summary>
    private const int AtOnce = 8;

    /// <summary>After this long no further item is begun, so that a call answers within a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <inheritdoc/>
    public async Task<BulkOutcome> RunAsync(
        string tenant, string person, BulkRequest request, CancellationToken cancellation)
    {
        if (request.Items.Count > IBulkDesk.MaxItems || request.Items.DistinctBy(item => item.Id).Count() < request.Items.Count)
            throw new ArgumentException($"A call has at most {IBulkDesk.MaxItems} items, each once.", nameof(request));
        var inSequence = tenants.Find(tenant)?.Settings.Global.ParallelForwarding == false;
        var (began, answers, failed) = (time.GetTimestamp(), new BulkAnswer[request.Items.Count], false);
        await Parallel.ForAsync(0, answers.Length, new ParallelOptions
        {
            MaxDegreeOfParallelism = inSequence ? 1 : AtOnce,
            CancellationToken = cancellation,
        }, async (i, stop) =>
        {
            var item = request.Items[i];
            var waits = (inSequence && Volatile.Read(ref failed)) || time.GetElapsedTime(began) > Patience;
            answers[i] = waits ? NotTried(item) : await OneAsync(tenant, person, request, item, stop);
            if (answers[i].Result == BulkResult.Failed) Volatile.Write(ref failed, true);
        });
        return new BulkOutcome(inSequence, answers);
    }

    /// <summary>A fault at one item must not hide what became of the others.</summary>
    private async Task<BulkAnswer> OneAsync(
        string tenant, string person, BulkRequest request, BulkItem item, CancellationToken cancellation)
    {
        try
        {
            return await DecideAsync(tenant, person, request, item, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            logger.LogError(fault, "Item {Item} of {Tenant} could not be decided together with others", item.Id, tenant);
            return new BulkAnswer(item.Id, BulkResult.Failed, AnswerPhrases.Fault.Of());
        }
    }

    private async Task<BulkAnswer> DecideAsync(
        string tenant, string person, BulkRequest request, BulkItem item, CancellationToken cancellation)
    {
        if (await journal.GetAsync(tenant, item.Id, cancellation) is not { } seen)
            return Answer(person, request, item.Id, new DecisionOutcome(DecisionResult.NotFound, AnswerPhrases.NoItem.Of()));
        if (item.Revision > seen.Revision) return Answer(person, request, item.Id, DecisionOutcome.NoSuchRevision(item.Revision));

        var visit = await journal.VisitAtAsync(seen, item.Revision, cancellation);
        if (request.Action == BulkAction.Forward && await OneByOneAsync(tenant, person, seen, visit, cancellation) is { } alone)
            return Answer(person, request, item.Id, alone);
        var outcome = request.Action == BulkAction.Forward
            ? await decisions.DecideAsync(
                tenant, item.Id, person,
                new DecisionRequest(
                    DecisionKinds.Approve, request.Comment, null, visit, item.Revision, request.Via, request.Address),
                cancellation)
            : await reassign.ReassignAsync(
                tenant, item.Id, person,
                new ReassignRequest(request.To ?? string.Empty, request.Comment, visit, request.Via, request.Address),
                cancellation);
        return Answer(person, request, item.Id, outcome);
    }

    /// <summary>An invoice that is there twice is approved by itself. Whoever cannot decide, or has decided, hears that
    /// first.</summary>
    private async Task<DecisionOutcome?> OneByOneAsync(
        string tenant, string person, Item item, int visit, CancellationToken cancellation)
    {
        if (visit != item.Visit || await duplicates.OfAsync(item, cancellation) is not { Count: > 0 } found) return null;
        return await journal.DecisionAsync(tenant, item.Id, visit, cancellation) is null
            && (await decisions.OfferAsync(tenant, item, person, cancellation)).IsAsked
            ? DecisionOutcome.OneByOne([.. found.Select(one => one.Duplicate)])
            : null;
    }

    private static BulkAnswer Answer(string person, BulkRequest request, string id, DecisionOutcome outcome)
    {
        var result = outcome.Result switch
        {
            DecisionResult.Accepted => BulkResult.Done,
            DecisionResult.AlreadyDecided when IsTheSame(outcome.Earlier, person, request) => BulkResult.DoneBefore,
            DecisionResult.AlreadyDecided => BulkResult.AlreadyDecided,
            DecisionResult.Changed => BulkResult.Changed,
            DecisionResult.Busy => BulkResult.Failed,
            DecisionResult.NotFound when outcome.Reason is null => BulkResult.NotFound,
            _ => BulkResult.Refused,
        };
        var message = result switch
        {
            BulkResult.Done when request.Action == BulkAction.Forward => AnswerPhrases.Approved.Of(),
            BulkResult.DoneBefore => AnswerPhrases.DoneBefore.Of(),
            BulkResult.Changed => AnswerPhrases.ChangedSince.Of(),
            _ => outcome.Message,
        };
        return new BulkAnswer(
            id, result, message, result is BulkResult.DoneBefore or BulkResult.AlreadyDecided ? outcome.Earlier : null)
        {
            Refusal = result is BulkResult.Done or BulkResult.DoneBefore ? null : outcome,
        };
    }

    private static bool IsTheSame(Decision? earlier, string person, BulkRequest request) =>
        earlier?.By == person && (request.Action == BulkAction.Forward
            ? earlier.Kind == DecisionKinds.Approve
            : earlier.Kind == DecisionKinds.Reassign && earlier.To == request.To);

    private static BulkAnswer NotTried(BulkItem item) => new(item.Id, BulkResult.NotTried, AnswerPhrases.NotTried.Of());
}
