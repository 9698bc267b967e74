using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Carries out what a person decided.</summary>
public sealed class ApplyStep(
    ItemJournal journal, TenantFiles tenants, PostingBook postings, PostingReview review, Corrections corrections,
    TimeProvider time)
    : ItemActivity(StepKind.Apply, journal, time)
{
    private readonly ItemJournal _journal = journal;
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task DoAsync(Item item, CancellationToken cancellation)
    {
        var settings = tenants.Require(item.Tenant).Settings;
        var visits = await _journal.VisitsAsync(item, cancellation);
        var visit = visits.Single(v => v.Number == (item.AppliesVisit ?? item.Visit));
        var decision = visit.Decision ?? throw new ActivityFailureException(new ActivityFailure(
            "DecisionMissing", $"Visit {visit.Number} counts as decided but has no decision.", Retriable: false));

        var skipped = item.Operator?.Step == nameof(StepKind.Post)
            ? await SettlePostingsAsync(item, decision, cancellation)
            : [];
        if (decision.Kind == DecisionKinds.Replace)
            await corrections.TakeOverAsync(item, decision, Who(settings, decision), cancellation);
        await MoveAsync(item, current =>
        {
            var closed = current with
            {
                VisitState = VisitState.None,
                AppliesVisit = null,
                RemindUtc = null,
                EscalateUtc = null,
                Escalation = null,
                DeadlineUtc = null,
            };
            var applied = visit.Purpose == VisitPurposes.Operator
                ? ByOperator(closed, decision, skipped)
                : AtStation(closed, settings, visits, visit, decision);
            if (decision is { Kind: DecisionKinds.Replace, By: ItemChange.System })
                applied = applied with { TellLinkedUtc = _time.GetUtcNow() };
            return new ItemChange(applied, ItemChange.System, "applied",
                new Dictionary<string, string> { ["decision"] = decision.Kind, ["visit"] = $"{visit.Number}" });
        }, cancellation);
    }

    private static Item AtStation(
        Item item, Settings settings, IReadOnlyList<Visit> visits, Visit visit, Decision decision)
    {
        var by = Who(settings, decision);
        var noted = decision.Comment is { } comment
            ? item with { Notes = [.. item.Notes, new ItemNote(decision.AtUtc, by, comment)] }
            : item;
        switch (decision.Kind)
        {
            case DecisionKinds.Approve:
                return item.Rejection is { } standing && RejectionLift.IsBy(
                    standing, visit.Sequence, visit.Route, decision.By, decision.For, visits)
                    ? noted with { Rejection = null }
                    : noted;

            case DecisionKinds.Forward:
                return noted with { Next = To(decision, ReasonPhrases.ForwardedBy.Of(by)) };

            case DecisionKinds.SendBack:
                var wanted = ForwardTarget.Read(decision.To) as ForwardTarget.Station;
                return noted with
                {
                    Next = new NextMove(Direction.Back, null, ReasonPhrases.SentBackBy.Of(by), Station: wanted?.Sequence),
                };

            case DecisionKinds.RejectToSupplier:
                return item with { Next = new NextMove(Direction.ToPerson, visit.Assignee, SupplierPhrases.TurnedDown.Of(by)) };

            case DecisionKinds.Resume:
                return Ended(noted, SupplierRejectionEnd.Lifted) with
                {
                    Next = new NextMove(Direction.ToPerson, visit.Assignee, SupplierPhrases.Lifted.Of(by)),
                };

            case DecisionKinds.Replace:
                var replaced = Ended(item, SupplierRejectionEnd.Corrected);
                return replaced with
                {
                    SupplierRejection = replaced.SupplierRejection! with { CorrectedBy = decision.To },
                    Stage = ItemStage.Archiving,
                    Status = ItemStatus.Running,
                };

            case DecisionKinds.Reject:
                noted = Ended(noted, SupplierRejectionEnd.Rejected);
                var rejected = noted with
                {
                    Rejection = RejectionLift.Standing(item.Rejection, new Rejection(
                        visit.Sequence, visit.Station, by, decision.Comment, visit.Route ?? item.Route?.Name,
                        decision.For ?? decision.By)),
                };
                return settings.Global.AfterRejection == AfterRejection.Back && HasEarlier(visits, visit)
                    ? rejected with { Next = new NextMove(Direction.Back, null, ReasonPhrases.RejectedBy.Of(by)) }
                    : rejected;

            default:
                throw new ActivityFailureException(new ActivityFailure(
                    "DecisionUnknown", $"\"{decision.Kind}\" is no decision at a station.", Retriable: false));
        }
    }

    private static Item Ended(Item item, SupplierRejectionEnd end) => item.IsHeld
        ? item with { SupplierRejection = item.SupplierRejection! with { End = end } }
        : item;

    private static NextMove To(Decision decision, string why) => ForwardTarget.Read(decision.To) is ForwardTarget.RoleHolder holder
        ? new NextMove(Direction.ToPerson, null, why, holder.Role)
        : new NextMove(Direction.ToPerson, decision.To, why);

    private static string Who(Settings settings, Decision decision)
    {
        var by = Name(decision.By);
        return decision.For is { } other && other != decision.By ? ReasonPhrases.InPlaceOf.Of(by, Name(other)) : by;

        string Name(string id) => settings.Person(id)?.Name ?? (id == ItemChange.System ? "System" : id);
    }

    private static bool HasEarlier(IReadOnlyList<Visit> visits, Visit visit) =>
        visits.Any(earlier => EarlierStation.Is(earlier, visit.Sequence, visit.Route));

    /// <summary>What the operator's word means for postings that are not confirmed: in doubt, refused, or not sent. Each
    /// part of it can be repeated with the same outcome.</summary>
    /// <returns>The keys of those that the item goes on without.</returns>
    private async Task<IReadOnlyList<string>> SettlePostingsAsync(
        Item item, Decision decision, CancellationToken cancellation)
    {
        var skipped = new List<string>();
        foreach (var posting in await postings.OfItemAsync(item.Tenant, item.Id, cancellation))
        {
            var key = posting.Key.ToString();
            if (posting.Next is not null || item.SkippedPostings.Contains(key)) continue;
            switch (decision.Kind, posting.Step)
            {
                case (DecisionKinds.Again, PostingStep.Unknown or PostingStep.Refused):
                    await review.SendAgainAsync(posting.Key, decision.By, null, cancellation);
                    break;

                case (DecisionKinds.Skip, PostingStep.Unknown):
                    await review.ItIsThereAsync(posting.Key, decision.By, null, cancellation);
                    break;

                case (DecisionKinds.Skip, not PostingStep.Confirmed):
                    skipped.Add(key);
                    break;
            }
        }

        return skipped;
    }

    private Item ByOperator(Item item, Decision decision, IReadOnlyList<string> skipped) => decision.Kind switch
    {
        DecisionKinds.Again when item.Operator is { Step: nameof(StepKind.Apply) } failed =>
            item with { Operator = failed.Earlier, VisitState = VisitState.Decided, AppliesVisit = failed.Visit },
        DecisionKinds.Again => item with { Operator = null },
        DecisionKinds.Skip when item.Operator?.Step == nameof(StepKind.Post) =>
            item with { Operator = null, SkippedPostings = [.. item.SkippedPostings, .. skipped] },
        DecisionKinds.Skip => item with { Operator = null, Stage = item.Stage + 1 },
        DecisionKinds.GiveUp when item.Operator?.Step != nameof(StepKind.Archive) =>
            Ended(item, SupplierRejectionEnd.Rejected) with { Stage = ItemStage.Archiving, GivenUp = true },
        DecisionKinds.GiveUp => item with
        {
            Stage = ItemStage.Ended,
            Status = ItemStatus.Failed,
            EndedUtc = _time.GetUtcNow(),
        },
        _ => throw new ActivityFailureException(new ActivityFailure(
            "DecisionUnknown", $"\"{decision.Kind}\" is no decision of an operator.", Retriable: false)),
    };
}
