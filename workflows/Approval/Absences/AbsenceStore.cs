using System.Text.Json;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval.Absences;

/// <summary>Reads and writes the absences of the master data together with their trail.</summary>
internal sealed class AbsenceStore(IRecordStore records)
{
    /// <summary>What the keys of mails that are owed begin with.</summary>
    public const string Notices = "notice";

    private const int MostNotices = 200;

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
        string tenant, Stored<Absence>? before, Absence? after, IReadOnlyList<RowWrite> trail,
        IEnumerable<AbsenceNotice> notices, CancellationToken cancellation)
    {
        var table = _master.Absences(tenant);
        var moves = before is not null && after is not null
            && !table.KeyOf(before.Row).SequenceEqual(table.KeyOf(after), StringComparer.Ordinal);
        var writes = new List<RowWrite>(trail);
        if (moves) writes.AddRange(table.WritesOf(new MasterChange<Absence>(before, null)));
        writes.AddRange(table.WritesOf(new MasterChange<Absence>(moves ? null : before, after)));

        // What came from a file must not come back with the next start.
        if (before is { Row.Id: null } && (moves || after is null)) writes.Add(MasterData.Withdrawn(before.Row));
        writes.AddRange(notices.Select(notice => new RowWrite.Put(notice.Key, Json(notice))));
        return (await records.WriteAsync(table.Partition, writes, cancellation)).Written;
    }

    /// <summary>The mails that are owed to substitutes, some hundred at a time.</summary>
    public async Task<IReadOnlyList<(AbsenceNotice Notice, string ETag)>> NoticesAsync(string tenant, CancellationToken cancellation)
    {
        var page = await records.QueryAsync(
            Partition(tenant), RowRange.Prefix(Keys.Prefix(Notices)), MostNotices, null, cancellation);
        return [.. page.Rows.Select(row => (JsonSerializer.Deserialize<AbsenceNotice>(row.Json, DurableJson.Options)!, row.ETag))];
    }

    /// <summary>Takes a mail on; false where somebody else did.</summary>
    public async Task<bool> ClaimAsync(
        string tenant, AbsenceNotice notice, AbsenceNotice claimed, string etag, CancellationToken cancellation) =>
        (await records.WriteAsync(
            Partition(tenant), [new RowWrite.Replace(notice.Key, Json(claimed), etag)], cancellation)).Written;

    /// <summary>The mail is owed no longer.</summary>
    public Task ToldAsync(string tenant, AbsenceNotice notice, CancellationToken cancellation) =>
        records.WriteAsync(Partition(tenant), [new RowWrite.Delete(notice.Key)], cancellation);

    private static string Json(AbsenceNotice notice) => JsonSerializer.Serialize(notice, DurableJson.Options);
}
