using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Retention;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Puts the documents under retention and ends the item.</summary>
public sealed class ArchiveStep(
    ItemJournal journal, IDocumentStore documents, TenantFiles tenants, RetentionTable retention, TimeProvider time)
    : ItemActivity(StepKind.Archive, journal, time)
{
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task DoAsync(Item item, CancellationToken cancellation)
    {
        var settings = tenants.Require(item.Tenant).Settings;
        var now = _time.GetUtcNow();
        var period = retention.For(settings.Country, item.Kind, settings.DateAt(now));
        foreach (var sha in item.Documents.Select(d => d.Sha256).Append(item.Origin.MessageSha256).Distinct())
            await documents.ArchiveAsync(item.Tenant, sha, item.Kind, period.Until, cancellation);

        await MoveAsync(item, current => new ItemChange(
            current with
            {
                Stage = ItemStage.Ended,
                Status = current.GivenUp ? ItemStatus.Failed
                    : current.Rejection is null && current.SupplierRejection?.End != SupplierRejectionEnd.Corrected
                        ? ItemStatus.Completed : ItemStatus.Rejected,
                Station = null,
                Assignee = null,
                EndedUtc = now,
                RetainUntil = period.Until,
            },
            ItemChange.System, "archived",
            new Dictionary<string, string>
            {
                ["retainUntil"] = period.Until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                ["law"] = period.Source,
            }), cancellation);
    }
}
