using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>
/// Posts to each connector that the pinned route or a rule names, one after the other. A rejected item is posted nowhere.
/// What is refused, in doubt or cannot be sent goes to the operator: <c>again</c> sends it as a posting of its own (or this
/// one, where it was never sent), <c>skip</c> says that it is there (in doubt) or goes without it. So does what a connector
/// was to get that was switched off or removed while the item was on its way.
/// </summary>
public sealed class PostStep(
    ItemJournal journal, TenantFiles tenants, ProcessStore processes, PostingTargets targets, PostingDesk desk,
    PostingBook book, TimeProvider time)
    : ItemActivity(StepKind.Post, journal, time)
{
    /// <summary>The purpose in the business key of an invoice's posting.</summary>
    public const string Purpose = "invoice";

    /// <inheritdoc/>
    protected override async Task DoAsync(Item item, CancellationToken cancellation)
    {
        var settings = tenants.Require(item.Tenant).Settings;
        var process = await processes.RequireAsync(item, cancellation);
        var wanted = item.Rejection is null
            ? process.Route(item.Route!.Name)!.Connectors.Union(item.CalledPostings)
            : [];
        var states = new List<PostingState>();
        foreach (var id in wanted)
        {
            var connector = settings.Connectors.FirstOrDefault(known => known.Id == id);
            var target = connector is null ? null : targets.Find(item.Tenant, connector);
            if (connector is not null && target is null) continue;
            states.Add(connector is { Active: true }
                ? await PostAsync(item, id, target!, cancellation)
                : await WithoutAsync(item, id, connector, cancellation));
        }

        await MoveAsync(item, current => new ItemChange(
            current with { Stage = ItemStage.Archiving, Postings = states }, ItemChange.System, "posted",
            states.ToDictionary(state => state.System, state => state.Number ?? state.State)), cancellation);
    }

    /// <summary>What became of a posting to a connector that is not there any more: it was made before, or an operator lets the
    /// item go on without it.</summary>
    private async Task<PostingState> WithoutAsync(
        Item item, string id, Connector? connector, CancellationToken cancellation)
    {
        var latest = await book.LastAsync(item.Tenant, item.Id, id, Purpose, cancellation);
        if (latest is { Step: PostingStep.Confirmed } || (latest is not null && item.SkippedPostings.Contains(latest.Key.ToString())))
            return latest.Shown;

        // Planned, so that the operator's word has something to be about.
        var key = latest?.Key ?? new PostingKey(item.Tenant, item.Id, id, Purpose, 1);
        await desk.PlanAsync(key, item.Documents[0].Sha256, cancellation);
        throw new ActivityFailureException(new ActivityFailure(
            "ConnectorMissing",
            connector is null
                ? $"Die Anbindung „{id}“ gibt es nicht mehr; der Vorgang sollte an sie übergeben werden. Legen Sie sie in tenant.json wieder "
                    + "an und wählen Sie „noch einmal“, oder lassen Sie ihn ohne sie weitergehen."
                : $"Die Anbindung „{connector.Name}“ ist ausgeschaltet; der Vorgang sollte an sie übergeben werden. Schalten Sie sie in "
                    + "tenant.json wieder ein und wählen Sie „noch einmal“, oder lassen Sie ihn ohne sie weitergehen.",
            Retriable: false));
    }

    private async Task<PostingState> PostAsync(
        Item item, string connector, IPostingTarget target, CancellationToken cancellation)
    {
        var latest = await book.LastAsync(item.Tenant, item.Id, connector, Purpose, cancellation);
        if (latest is not null && item.SkippedPostings.Contains(latest.Key.ToString())) return latest.Shown;
        var key = latest?.Key ?? new PostingKey(item.Tenant, item.Id, connector, Purpose, 1);
        var posting = await desk.PostAsync(key, item.Documents[0].Sha256, target, cancellation);
        return posting.Step switch
        {
            PostingStep.Confirmed => posting.Shown,
            _ => throw new ActivityFailureException(new ActivityFailure(
                posting.Step == PostingStep.Refused ? "PostingRefused" : "PostingUnknown",
                $"{connector}: {posting.Message}", Retriable: false)),
        };
    }
}
