using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval.Absences;

/// <summary>Reads and writes the absences of the master data together with their trail.</summary>
internal sealed class AbsenceStore(IRecordStore records)
{
    private readonly MasterData _master = new(records);

    /// <summary>Where absences and their trail lie.</summary>
    public string Partition(string tenant) => _master.Absences(tenant).Partition;

    /// <summary>Those that end on that day or later, by their last day.</summary>
    public async Task<IReadOnlyList<Stored<Absence>>> FromAsync(
        string tenant, DateOnly day, CancellationToken cancellation)
    {
        var found = new List<Stored<Absence>>();
        await foreach (var absence in _master.Absences(tenant).StoredFromAsync(MasterKinds.Day(day), cancellation))
            found.Add(absence);
        return found;
    }

    /// <summary>Writes a change and what is said of it, all or nothing.</summary>
    /// <returns>False where something had changed since it was read.</returns>
    public async Task<bool> WriteAsync(
        string tenant, Stored<Absence>? before, Absence? after, IReadOnlyList<RowWrite> trail, CancellationToken cancellation)
    {
        var table = _master.Absences(tenant);
        var moves = before is not null && after is not null
            && !table.KeyOf(before.Row).SequenceEqual(table.KeyOf(after), StringComparer.Ordinal);
        var writes = new List<RowWrite>(trail);
        if (moves) writes.AddRange(table.WritesOf(new MasterChange<Absence>(before, null)));
        writes.AddRange(table.WritesOf(new MasterChange<Absence>(moves ? null : before, after)));

        // What came from a file must not come back with the next start.
        if (before is { Row.Id: null } && (moves || after is null)) writes.Add(MasterData.Withdrawn(before.Row));
        return (await records.WriteAsync(table.Partition, writes, cancellation)).Written;
    }
}
