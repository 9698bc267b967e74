using System.Globalization;
using Microsoft.AspNetCore.Http;
using Serverless.Web.Decisions;
using Serverless.Web.Tenants;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Coding;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;

namespace Serverless.Web.Pages;

/// <summary>Reads what a person typed on an item's page.</summary>
internal static class ItemForm
{
    private const string Prefix = "fields.";
    private static readonly string[] Links =
        ["client", "supplier", "property", "purchaseOrder", "damage", "equipment", "invoiceGroup", "range"];

    /// <summary>Everything typed, to fill the form again.</summary>
    public static Dictionary<string, string> Typed(IFormCollection form) => form
        .Where(entry => entry.Key is "decision" or "comment" or "to" or "status" or DecisionForm.BackField or DecisionForm.StayField or DecisionForm.SupplierField
            or DecisionForm.CorrectionField or DecisionForm.FindingField or DecisionForm.ConfirmPostedField or DecisionForm.FindingsShownField || Links.Contains(entry.Key)
            || entry.Key.StartsWith(Prefix, StringComparison.Ordinal) || entry.Key.StartsWith("new.", StringComparison.Ordinal)
            || entry.Key.StartsWith(CodingForm.Prefix, StringComparison.Ordinal))
        .ToDictionary(entry => entry.Key, entry => entry.Value.ToString());

    /// <summary>The same without what others have changed meanwhile: their values must be seen, not overwritten.</summary>
    public static Dictionary<string, string> TypedWithout(IFormCollection form, IReadOnlyList<FieldChange> changes) => Typed(form)
        .Where(entry => !changes.Any(change => entry.Key == change.Field || entry.Key == Prefix + change.Field
            || (entry.Key.StartsWith(CodingForm.Prefix, StringComparison.Ordinal) && CodingChanges.LineOf(change.Field) is not null)))
        .ToDictionary();

    /// <summary>What differs from the item, or null where nothing does; with every problem found on the way.</summary>
    public static (FieldEdit? Edit, IReadOnlyList<string> Problems) Edit(IFormCollection form, Item item, Words words)
    {
        var problems = new List<string>();
        var fields = new Dictionary<string, string?>();
        foreach (var name in FieldNames.All)
        {
            if (!form.ContainsKey(Prefix + name)) continue;
            var typed = form.Text(Prefix + name) ?? string.Empty;
            var now = item.Fields.TryGetValue(name, out var field) ? field.Value : null;
            if (typed == (now is null ? string.Empty : FieldKinds.Shown(name, now, words).Trim())) continue;
            if (typed.Length == 0)
            {
                fields[name] = null;
                continue;
            }

            var (value, wrong) = FieldKinds.Read(name, typed, words);
            if (wrong is not null) problems.Add(wrong);
            else if (value != now) fields[name] = value;
        }

        var coding = CodingForm.Read(form, item, words, problems);
        var edit = new FieldEdit(fields, Link(form, "client", item.Client), Link(form, "property", item.Cover.Property),
            Link(form, "supplier", item.Cover.Supplier), Link(form, "purchaseOrder", item.Cover.PurchaseOrder),
            Revision.Of(form) ?? item.Revision, Link(form, "invoiceGroup", item.Cover.InvoiceGroup),
            Link(form, "damage", item.Cover.Damage), Link(form, "equipment", item.Cover.Equipment), NewRecords(form))
        {
            Coding = coding,
        };
        var empty = fields.Count == 0 && edit is
        {
            Client: null, Property: null, Supplier: null, PurchaseOrder: null, InvoiceGroup: null, Damage: null,
            Equipment: null, NewRecords.Count: 0, Coding: null,
        };
        return (empty ? null : edit, problems);
    }

    /// <summary>The fields that neither the edit names nor are as they were: somebody else was there in between.</summary>
    public static IReadOnlyList<FieldChange> ChangedBesides(FieldEdit edit, Item before, Item after) =>
    [
        .. FieldNames.All
            .Where(name => !edit.Fields.ContainsKey(name))
            .Select(name => new FieldChange(name, Value(before, name), Value(after, name)))
            .Where(change => change.Before != change.After),
    ];

    private static List<NewRecord> NewRecords(IFormCollection form) =>
    [
        .. RouteLinkNames.Creatable.Select(link => new NewRecord(
            link, form.Text($"new.{link}.number") ?? string.Empty, form.Text($"new.{link}.name") ?? string.Empty))
            .Where(record => record.Number.Length + record.Name.Length > 0),
    ];

    // Null leaves it as it is, an empty text takes it away.
    private static string? Link(IFormCollection form, string name, string? now)
    {
        if (!form.ContainsKey(name)) return null;
        var typed = form.Text(name) ?? string.Empty;
        return typed == (now ?? string.Empty) ? null : typed;
    }

    private static string? Value(Item item, string name) => item.Fields.TryGetValue(name, out var field) ? field.Value : null;
}

/// <summary>The revision that the person saw.</summary>
internal static class Revision
{
    public static int? Of(IFormCollection form) =>
        int.TryParse(form.Text("revision"), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;
}

/// <summary>The document that a page shows.</summary>
internal static class ChosenDocument
{
    public static int Of(HttpContext http, Item item, WebTenant tenant, Words words) =>
        int.TryParse(http.Request.Query["document"], NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && n >= 1 && n <= item.Documents.Count
            ? n
            : new ItemShown(item, tenant, words).FirstDocument;
}
