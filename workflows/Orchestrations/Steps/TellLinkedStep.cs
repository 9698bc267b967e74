using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Tells whoever rejected an invoice to its supplier, or who stands in for them, that the corrected one came and was
/// linked by itself. The rejected item has ended by then: nothing waits for the mail.</summary>
public sealed class TellLinkedStep(
    ItemJournal journal, TenantFiles tenants, MasterData master, VisitMail mails, IOutbox outbox, TimeProvider time)
    : ItemActivity(StepKind.TellLinked, journal, time)
{
    private readonly ItemJournal _journal = journal;
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task DoAsync(Item item, CancellationToken cancellation)
    {
        var tenant = tenants.Require(item.Tenant);
        var rejection = item.SupplierRejection!;
        var today = tenant.Settings.DateAt(_time.GetUtcNow());
        var absences = await master.AbsencesFromAsync(tenant.Id, today, cancellation);
        var reader = VisitReader.Of(tenant.Settings, absences, today, rejection.By);
        var corrected = await _journal.GetAsync(item.Tenant, rejection.CorrectedBy!, cancellation);
        if (reader.Person is not { } person || corrected is null)
        {
            await DoneAsync(item, "notReached", ("reason", reader.Obstacle ?? "Die korrigierte Rechnung gibt es nicht mehr."), cancellation);
            return;
        }

        var why = corrected.Corrects.FirstOrDefault(known => known.Item == item.Id)?.Why;
        try
        {
            if (mails.Linked(tenant, item, corrected, person, why) is { } mail) await outbox.SendAsync(mail, cancellation);
        }
        catch (Exception refused) when (OutgoingMail.IsRefused(refused))
        {
            await DoneAsync(item, "mailFailed", ("message", refused.Message), cancellation);
            return;
        }

        await DoneAsync(item, "correctionTold", ("item", corrected.Id), cancellation, ("person", person.Id));
    }

    private Task DoneAsync(
        Item item, string what, (string Name, string Value) detail, CancellationToken cancellation,
        params (string Name, string Value)[] more) => MoveAsync(item, current => new ItemChange(
            current with { TellLinkedUtc = null }, ItemChange.System, what,
            more.Append(detail).ToDictionary(one => one.Name, one => one.Value)), cancellation);
}
