using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Import;

/// <summary>Fills a tenant's master data from the seed files in its folder.</summary>
public sealed class MasterSeed(MasterData master)
{
    private static readonly IReadOnlyList<(ErpRecordKind Kind, string File)> RecordFiles =
    [
        (ErpRecordKind.Damage, "schaeden.csv"), (ErpRecordKind.Equipment, "ausstattungen.csv"),
        (ErpRecordKind.Work, "arbeiten.csv"), (ErpRecordKind.Defect, "maengel.csv"),
        (ErpRecordKind.Notice, "bescheide.csv"), (ErpRecordKind.Contract, "vertraege.csv"),
        (ErpRecordKind.Ticket, "tickets.csv"),
    ];

    /// <summary>Adds the rows of the seed files that are not there yet; what is there stays as it is. Files that are
    /// missing are passed over.</summary>
    /// <param name="folder">The folder with <c>kreditoren.csv</c>, <c>objekte.csv</c> and so on.</param>
    /// <returns>What could not be taken, as <c>file: line: reasons</c>, German; empty where all was.</returns>
    public async Task<IReadOnlyList<string>> LoadAsync(Tenant tenant, string folder, CancellationToken cancellation)
    {
        var import = new MasterImport(master);
        var problems = new List<string>();
        // Whatever refers to others comes after them.
        await Add("kreditoren.csv", import.SuppliersAsync, master.Suppliers(tenant.Id));
        await Add("objekte.csv", import.PropertiesAsync, master.Properties(tenant.Id));
        await Add("einheiten.csv", import.UnitsAsync, master.Units(tenant.Id));
        foreach (var (kind, name) in RecordFiles)
            await Add(name, (of, csv, stop) => import.RecordsAsync(of, kind, csv, stop), master.Records(tenant.Id, kind));
        await Add("auftraege.csv", import.PurchaseOrdersAsync, master.PurchaseOrders(tenant.Id));
        await Add("konten.csv", import.AccountsAsync, master.Accounts(tenant.Id));
        await Add("abwesenheiten.csv", AbsencesAsync, master.Absences(tenant.Id));
        return problems;

        // Who has changed or deleted their absence does not get it back.
        async Task<ImportPreview<Absence>> AbsencesAsync(Tenant of, Stream csv, CancellationToken stop)
        {
            var found = await import.AbsencesAsync(of, csv, stop);
            var added = new List<MasterChange<Absence>>();
            foreach (var change in found.New)
                if (!await master.IsWithdrawnAsync(of.Id, change.After!, stop)) added.Add(change);
            return found with { New = added };
        }

        async Task Add<T>(
            string name, Func<Tenant, Stream, CancellationToken, Task<ImportPreview<T>>> preview, MasterTable<T> table)
            where T : class
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path)) return;
            await using var stream = File.OpenRead(path);
            var found = await preview(tenant, stream, cancellation);
            await MasterImport.ApplyAsync(table, found with { Changed = [] }, removeGone: false, cancellation);
            problems.AddRange(found.Faulty.Select(row => $"{name}: Zeile {row.Line}: {string.Join(' ', row.Reasons)}"));
        }
    }
}
