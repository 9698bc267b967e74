using System.Globalization;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Looks at the deadlines again: a discount was lost, or a person has changed a date. With them the item's place in
/// the lists changes, and when somebody is reminded or told.</summary>
public sealed class ScheduleStep(ItemJournal journal, VisitClock clock, TimeProvider time)
    : ItemActivity(StepKind.Schedule, journal, time)
{
    private readonly ItemJournal _journal = journal;

    /// <inheritdoc/>
    protected override async Task DoAsync(Item item, CancellationToken cancellation)
    {
        var visit = await _journal.VisitAsync(item, item.Visit, cancellation);
        var rules = await clock.RulesAsync(item, visit, cancellation);
        await MoveAsync(item, current =>
        {
            var set = clock.Set(current, visit, rules);

            // A mail that failed is tried again when it was to be.
            if (Failed(current) && current.RemindUtc is { } again && !(set.RemindUtc < again)) set = set with { RemindUtc = again };
            return new ItemChange(set, ItemChange.System, "scheduled", new Dictionary<string, string>
            {
                ["payBy"] = set.Deadlines?.PayBy?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–",
            });
        }, cancellation);
    }

    private static bool Failed(Item item) =>
        item.VisitState == VisitState.Opened || MailFindings.Has(item, MailFindings.MailNotSent, MailFindings.Unreachable);
}
