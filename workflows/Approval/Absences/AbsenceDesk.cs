using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval.Absences;

/// <summary>
/// Absences in the master data. Every change is one batch with its entry in the tenant's trail of absences; that entry
/// takes the next number of the trail, so that of two changes at the same moment the second looks at everything again.
/// </summary>
public sealed class AbsenceDesk : IAbsenceDesk
{
    private const string Subject = "absences";
    private const int MostHistory = 500;

    private readonly AbsenceStore _store;
    private readonly Func<string, Settings?> _settings;
    private readonly AuditTrail _trail;
    private readonly TimeProvider _time;

    /// <summary>The desk of the tenants of the files.</summary>
    public AbsenceDesk(IRecordStore records, TenantFiles tenants, TimeProvider time)
        : this(records, tenant => tenants.Find(tenant)?.Settings, time)
    {
    }

    /// <summary>The desk of tenants whose settings are found otherwise.</summary>
    public AbsenceDesk(IRecordStore records, Func<string, Settings?> settings, TimeProvider time) =>
        (_store, _settings, _trail, _time) = (new AbsenceStore(records), settings, new AuditTrail(records, time), time);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<KnownAbsence>> ListAsync(string tenant, DateOnly? from, CancellationToken cancellation)
    {
        if (_settings(tenant) is not { } settings) return [];
        var today = settings.DateAt(_time.GetUtcNow());
        var all = await _store.FromAsync(tenant, from is { } day && day < today ? day : today, cancellation);
        List<Absence> current = [.. all.Select(stored => stored.Row).Where(absence => absence.Until >= today)];
        var (byPerson, bySubstitute) = (current.ToLookup(one => one.Person), current.ToLookup(one => one.Substitute));
        return
        [
            .. all.Select(stored => stored.Row).Where(absence => absence.Until >= (from ?? today))
                .Select(absence => new KnownAbsence(absence, AbsenceOutlook.Of(settings, byPerson, bySubstitute, today, absence))),
        ];
    }

    /// <inheritdoc/>
    public Task<AbsenceOutcome> EnterAsync(
        string tenant, AbsenceBy by, AbsenceEntry entry, CancellationToken cancellation) =>
        WriteAsync(tenant, by, "entered", (settings, all, today) =>
        {
            entry = entry with { Person = entry.Person ?? by.Person };
            if (entry.Person is { } person && !by.MayEnterFor(person)) return Refused(AbsenceResult.NotAllowed);
            if (all.FirstOrDefault(one => Says(one.Row, entry)) is { } same)
                return new Plan(AbsenceResult.Unchanged, null, same.Row);
            return AbsenceCheck.Of(settings, Rows(all), today, entry, null) is { Count: > 0 } faults
                ? Faulty(faults)
                : new Plan(AbsenceResult.Done, null, Filled(entry) with { Id = NewId(), Revision = 1 });
        }, cancellation);

    /// <inheritdoc/>
    public Task<AbsenceOutcome> ChangeAsync(
        string tenant, AbsenceBy by, string id, int revision, AbsenceEntry entry, CancellationToken cancellation) =>
        WriteAsync(tenant, by, "changed", (settings, all, today) =>
        {
            var (before, refused) = Find(all, by, id, revision);
            if (before is null) return refused!;
            var wanted = entry with { Person = entry.Person ?? before.Row.Person };
            if (!by.MayEnterFor(wanted.Person)) return Refused(AbsenceResult.NotAllowed);
            if (Says(before.Row, wanted)) return new Plan(AbsenceResult.Unchanged, before, before.Row);
            return AbsenceCheck.Of(settings, Rows(all), today, wanted, before.Row) is { Count: > 0 } faults
                ? Faulty(faults)
                : new Plan(AbsenceResult.Done, before, Next(before.Row, Filled(wanted)));
        }, cancellation);

    /// <inheritdoc/>
    public Task<AbsenceOutcome> EndAsync(
        string tenant, AbsenceBy by, string id, int revision, CancellationToken cancellation) =>
        WriteAsync(tenant, by, "ended", (_, all, today) =>
        {
            var (before, refused) = Find(all, by, id, revision);
            if (before is null) return refused!;
            if (before.Row.From > today) return new Plan(AbsenceResult.HasNotBegun, before, before.Row);
            var yesterday = today.AddDays(-1);

            // Whoever is back on the first day was not away at all.
            return new Plan(AbsenceResult.Done, before,
                before.Row.From > yesterday ? null : Next(before.Row, before.Row with { Until = yesterday }));
        }, cancellation);

    /// <inheritdoc/>
    public Task<AbsenceOutcome> RemoveAsync(
        string tenant, AbsenceBy by, string id, int revision, CancellationToken cancellation) =>
        WriteAsync(tenant, by, "removed", (_, all, today) =>
        {
            var (before, refused) = Find(all, by, id, revision);
            if (before is null) return refused!;
            return before.Row.From <= today
                ? new Plan(AbsenceResult.HasBegun, before, before.Row)
                : new Plan(AbsenceResult.Done, before, null);
        }, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AuditEntry>> HistoryAsync(
        string tenant, string? person, CancellationToken cancellation)
    {
        var entries = await _trail.LastAsync(_store.Partition(tenant), MostHistory, cancellation);
        return [.. entries.Where(entry => person is null || entry.Details.GetValueOrDefault("person") == person)];
    }

    private async Task<AbsenceOutcome> WriteAsync(
        string tenant, AbsenceBy by, string what,
        Func<Settings, IReadOnlyList<Stored<Absence>>, DateOnly, Plan> plan, CancellationToken cancellation)
    {
        if (_settings(tenant) is not { } settings) return new AbsenceOutcome(AbsenceResult.NotFound);
        var today = settings.DateAt(_time.GetUtcNow());
        var partition = _store.Partition(tenant);
        while (true)
        {
            // The trail's end first: whatever is read after it is at least as new.
            var head = await _trail.HeadAsync(partition, cancellation);
            var all = await _store.FromAsync(tenant, today, cancellation);
            var planned = plan(settings, all, today);
            var (before, after) = (planned.Before, planned.After);
            if (planned.Result == AbsenceResult.Done)
            {
                var (note, now) = (new AuditNote(by.Person ?? by.Via, what, Details(by, before?.Row, after)), _time.GetUtcNow());
                var written = await _store.WriteAsync(
                    tenant, before, after, AuditTrail.Following(tenant, Subject, head, [note], now),
                    AbsenceNotice.Of(settings, before?.Row, after, by.Person, today, now), cancellation);
                if (!written) continue;
                all = await _store.FromAsync(tenant, today, cancellation);
            }

            return new AbsenceOutcome(
                planned.Result,
                after is null ? null : new KnownAbsence(after, AbsenceOutlook.Of(
                    settings, Rows(all).ToLookup(one => one.Person), Rows(all).ToLookup(one => one.Substitute), today, after)))
            {
                Faults = planned.Faults,
            };
        }
    }

    private static (Stored<Absence>? Before, Plan? Refused) Find(
        IReadOnlyList<Stored<Absence>> all, AbsenceBy by, string id, int revision)
    {
        var found = all.FirstOrDefault(one => one.Row.Key == id);

        // Whose it is need not be told to those whom it does not concern.
        if (found is null || !(by.MayEnterFor(found.Row.Person) || found.Row.Substitute == by.Person))
            return (null, Refused(AbsenceResult.NotFound));
        if (!by.MayEnterFor(found.Row.Person)) return (null, Refused(AbsenceResult.NotAllowed));
        return found.Row.Revision == revision
            ? (found, null)
            : (null, new Plan(AbsenceResult.Changed, found, found.Row));
    }

    private static Dictionary<string, string> Details(AbsenceBy by, Absence? before, Absence? after)
    {
        var now = after ?? before!;
        var details = new Dictionary<string, string> { ["person"] = now.Person, ["absence"] = now.Key, ["via"] = by.Via };
        if (by.Address is { } address) details["address"] = address;
        if (before is not null) Add("old", before);
        if (after is not null) Add(string.Empty, after);
        return details;

        void Add(string prefix, Absence absence)
        {
            details[prefix + "from"] = MasterKinds.Day(absence.From);
            details[prefix + "until"] = MasterKinds.Day(absence.Until);
            details[prefix + "substitute"] = absence.Substitute;
        }
    }

    private static bool Says(Absence absence, AbsenceEntry entry) =>
        absence.Person == entry.Person && absence.From == entry.From && absence.Until == entry.Until
        && absence.Substitute == entry.Substitute;

    private static Absence Filled(AbsenceEntry entry) =>
        new(entry.Person!, entry.From!.Value, entry.Until!.Value, entry.Substitute!);

    private static Absence Next(Absence before, Absence after) =>
        after with { Id = before.Key, Revision = before.Revision + 1 };

    private static List<Absence> Rows(IReadOnlyList<Stored<Absence>> all) => [.. all.Select(one => one.Row)];

    private static string NewId() => Guid.NewGuid().ToString("N");

    private static Plan Refused(AbsenceResult result) => new(result, null, null);

    private static Plan Faulty(IReadOnlyList<AbsenceFault> faults) => new(AbsenceResult.Invalid, null, null) { Faults = faults };

    /// <summary>What a call comes to: written where it is done.</summary>
    private sealed record Plan(AbsenceResult Result, Stored<Absence>? Before, Absence? After)
    {
        public IReadOnlyList<AbsenceFault> Faults { get; init; } = [];
    }
}
