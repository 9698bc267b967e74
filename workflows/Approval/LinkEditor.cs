using System.Diagnostics.CodeAnalysis;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval;

/// <summary>Checks the links of an edit: what they name exists, and the route has them. Creates the records that are to be
/// created.</summary>
internal sealed class LinkEditor(MasterData master)
{
    private const int LongestNumber = 60;
    private const int LongestName = 500;

    /// <summary>The edit with what was created linked; as it was where there is a problem, and then nothing is created.</summary>
    public async Task<FieldEdit> CheckAsync(
        Tenant tenant, Item item, Route? route, FieldEdit edit, List<string> problems, CancellationToken cancellation)
    {
        CheckRoute(route, edit, problems);
        await CheckExistingAsync(tenant, edit, problems, cancellation);
        foreach (var record in edit.NewRecords ?? [])
            await CheckNewAsync(tenant, item, route, edit, record, problems, cancellation);
        if (problems.Count > 0) return edit;

        foreach (var record in edit.NewRecords ?? [])
        {
            var created = Created(item, edit, record);
            await master.Records(tenant.Id, KindOf(record)).PutAsync(created, cancellation);
            edit = record.Link == RouteLinkNames.Damage
                ? edit with { Damage = created.Number }
                : edit with { Equipment = created.Number };
        }

        return edit;
    }

    public static bool IsGiven([NotNullWhen(true)] string? choice) => !string.IsNullOrEmpty(choice);

    private static void CheckRoute(Route? route, FieldEdit edit, List<string> problems)
    {
        if (route is null) return;
        (string Name, bool Given)[] links =
        [
            (RouteLinkNames.Supplier, IsGiven(edit.Supplier)), (RouteLinkNames.Property, IsGiven(edit.Property)),
            (RouteLinkNames.PurchaseOrder, IsGiven(edit.PurchaseOrder)), (RouteLinkNames.Damage, IsGiven(edit.Damage)),
            (RouteLinkNames.Equipment, IsGiven(edit.Equipment)),
            .. edit.Fields.Select(field => (field.Key, IsGiven(field.Value))),
        ];
        problems.AddRange(links.Where(link => link.Given && !route.Has(link.Name))
            .Select(link => $"„{RouteLinkNames.LabelOf(link.Name)}“ ist auf dem Leitungsweg „{route.Name}“ nicht aktiv."));
    }

    private async Task CheckExistingAsync(
        Tenant tenant, FieldEdit edit, List<string> problems, CancellationToken cancellation)
    {
        if (IsGiven(edit.Client) && tenant.Settings.Client(edit.Client) is null)
            problems.Add(EditPhrases.NoClient.Of(edit.Client));
        if (IsGiven(edit.Supplier) && await master.SupplierAsync(tenant.Id, edit.Supplier, cancellation) is null)
            problems.Add(EditPhrases.NoSupplier.Of(edit.Supplier));
        if (IsGiven(edit.Property) && await master.PropertyAsync(tenant.Id, edit.Property, cancellation) is null)
            problems.Add(EditPhrases.NoProperty.Of(edit.Property));
        if (IsGiven(edit.PurchaseOrder)
            && await master.PurchaseOrders(tenant.Id).FindAsync([edit.PurchaseOrder], cancellation) is null)
        {
            problems.Add(EditPhrases.NoOrder.Of(edit.PurchaseOrder));
        }

        if (IsGiven(edit.Damage) && await FindAsync(ErpRecordKind.Damage, edit.Damage) is null)
            problems.Add(EditPhrases.NoDamage.Of(edit.Damage));
        if (IsGiven(edit.Equipment) && await FindAsync(ErpRecordKind.Equipment, edit.Equipment) is null)
            problems.Add(EditPhrases.NoEquipment.Of(edit.Equipment));

        Task<ErpRecord?> FindAsync(ErpRecordKind kind, string number) =>
            master.Records(tenant.Id, kind).FindAsync([number], cancellation);
    }

    private async Task CheckNewAsync(
        Tenant tenant, Item item, Route? route, FieldEdit edit, NewRecord record, List<string> problems,
        CancellationToken cancellation)
    {
        var label = RouteLinkNames.LabelOf(record.Link);
        if (!RouteLinkNames.Creatable.Contains(record.Link) || route?.MayCreate(record.Link) != true)
        {
            problems.Add($"{label}: Auf diesem Leitungsweg darf kein neuer Datensatz angelegt werden.");
            return;
        }

        var number = record.Number.Trim();
        if (number.Length is 0 or > LongestNumber) problems.Add($"{label}: Die Nummer hat 1 bis {LongestNumber} Zeichen.");
        if (record.Name.Trim().Length is 0 or > LongestName)
            problems.Add($"{label}: Die Bezeichnung hat 1 bis {LongestName} Zeichen.");
        if (PropertyOf(item, edit) is null) problems.Add($"{label}: Bitte wählen Sie zuerst das Objekt.");

        // The same again for the same item is a repetition, for instance after a save that came too late.
        var known = await master.Records(tenant.Id, KindOf(record)).FindAsync([number], cancellation);
        if (known is not null && known.CreatedFor != item.Id)
            problems.Add($"{label}: Die Nummer „{number}“ gibt es schon. Wählen Sie diesen Datensatz oder eine andere Nummer.");
    }

    private static ErpRecord Created(Item item, FieldEdit edit, NewRecord record) => new()
    {
        Number = record.Number.Trim(),
        Name = record.Name.Trim(),
        Property = PropertyOf(item, edit),
        CreatedFor = item.Id,
    };

    private static string? PropertyOf(Item item, FieldEdit edit) =>
        edit.Property is null ? item.Cover.Property : IsGiven(edit.Property) ? edit.Property : null;

    private static ErpRecordKind KindOf(NewRecord record) =>
        record.Link == RouteLinkNames.Damage ? ErpRecordKind.Damage : ErpRecordKind.Equipment;
}
