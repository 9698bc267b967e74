using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Import;

/// <summary>Imports master data from CSV files: first a preview, then, where wanted, its application.</summary>
public sealed class MasterImport(MasterData master)
{
    /// <summary>Suppliers (Kreditoren).</summary>
    public Task<ImportPreview<Supplier>> SuppliersAsync(Tenant tenant, Stream csv, CancellationToken cancellation) =>
        ImportPlan.CompareAsync(csv, SupplierRows.Columns, row => Task.FromResult(SupplierRows.Read(row)),
            master.Suppliers(tenant.Id), cancellation);

    /// <summary>Purchase orders (Aufträge); their suppliers and properties must be there.</summary>
    public Task<ImportPreview<PurchaseOrder>> PurchaseOrdersAsync(
        Tenant tenant, Stream csv, CancellationToken cancellation)
    {
        var rows = new PurchaseOrderRows(master, tenant.Id, cancellation);
        return ImportPlan.CompareAsync(
            csv, PurchaseOrderRows.Columns, rows.ReadAsync, master.PurchaseOrders(tenant.Id), cancellation);
    }

    /// <summary>Properties (Objekte) with their role holders: one column per role, named like the role, and one
    /// „… Ersatz“.</summary>
    public Task<ImportPreview<Property>> PropertiesAsync(Tenant tenant, Stream csv, CancellationToken cancellation)
    {
        var rows = new PropertyRows(tenant.Settings);
        return ImportPlan.CompareAsync(csv, rows.Columns, row => Task.FromResult(rows.Read(row)),
            master.Properties(tenant.Id), cancellation);
    }

    /// <summary>Units (Einheiten); their properties must be there.</summary>
    public Task<ImportPreview<Unit>> UnitsAsync(Tenant tenant, Stream csv, CancellationToken cancellation)
    {
        var rows = new UnitRows(master, tenant.Id, cancellation);
        return ImportPlan.CompareAsync(csv, UnitRows.Columns, rows.ReadAsync, master.Units(tenant.Id), cancellation);
    }

    /// <summary>Damages, equipment, work, defects, notices, contracts or tickets; their properties must be there. Columns
    /// beyond the known ones become attributes that rules can ask for.</summary>
    public Task<ImportPreview<ErpRecord>> RecordsAsync(
        Tenant tenant, ErpRecordKind kind, Stream csv, CancellationToken cancellation)
    {
        var rows = new ErpRecordRows(master, tenant.Id, cancellation);
        return ImportPlan.CompareAsync(csv, ErpRecordRows.Columns, rows.ReadAsync, master.Records(tenant.Id, kind),
            cancellation, ErpRecord.IsAttributeName);
    }

    /// <summary>Accounts (Sachkonten) of the clients.</summary>
    public Task<ImportPreview<Account>> AccountsAsync(Tenant tenant, Stream csv, CancellationToken cancellation) =>
        ImportPlan.CompareAsync(csv, AccountRows.Columns,
            row => Task.FromResult(AccountRows.Read(row, tenant.Settings)), master.Accounts(tenant.Id), cancellation);

    /// <summary>Absences (Abwesenheiten) with their substitutes.</summary>
    public Task<ImportPreview<Absence>> AbsencesAsync(Tenant tenant, Stream csv, CancellationToken cancellation) =>
        ImportPlan.CompareAsync(csv, AbsenceRows.Columns,
            row => Task.FromResult(AbsenceRows.Read(row, tenant.Settings)), master.Absences(tenant.Id), cancellation);

    /// <summary>Writes what a preview shows. Rows that somebody changed meanwhile are left alone and named.</summary>
    /// <param name="table">The table that the preview was made for.</param>
    /// <param name="removeGone">Whether rows that are not in the file are removed.</param>
    public static async Task<ImportResult> ApplyAsync<T>(
        MasterTable<T> table, ImportPreview<T> preview, bool removeGone, CancellationToken cancellation)
        where T : class
    {
        var written = preview.New.Concat(preview.Changed.Select(row => row.Change)).ToList();
        IReadOnlyList<MasterChange<T>> removed = removeGone ? preview.Gone : [];
        var overtakenWrites = await table.WriteAsync(written, cancellation);
        var overtakenRemovals = await table.WriteAsync(removed, cancellation);
        return new ImportResult(
            written.Count - overtakenWrites.Count, removed.Count - overtakenRemovals.Count,
            [.. overtakenWrites.Concat(overtakenRemovals)
                .Select(change => string.Join(' ', table.KeyOf(change.After ?? change.Before!.Row)))]);
    }
}
