using System.Globalization;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Routing;

/// <summary>The catalogue of fields that rules can ask for.</summary>
public static class RuleFields
{
    /// <summary>What the name of a tenant's own variable begins with.</summary>
    public const string VariablePrefix = "global.";

    private static readonly Dictionary<string, RuleField> ByName = Build().ToDictionary(field => field.Name);

    /// <summary>Every field of the catalogue; variables of the tenant come on top.</summary>
    public static IReadOnlyCollection<RuleField> All => ByName.Values;

    /// <summary>The field of that name, a tenant's variable included; null where there is none. A variable that was
    /// removed from the settings is found and empty.</summary>
    public static RuleField? Find(string name)
    {
        if (ByName.TryGetValue(name, out var field)) return field;
        if (!name.StartsWith(VariablePrefix, StringComparison.Ordinal)) return null;

        var variable = name[VariablePrefix.Length..];
        return new RuleField(name, FieldType.Text, $"Variable {variable}",
            subject => [subject.Settings.Global.Variables.GetValueOrDefault(variable)]);
    }

    /// <summary>Every name that a tenant's rules can use.</summary>
    public static IEnumerable<string> Names(Settings settings) =>
        ByName.Keys.Concat(settings.Global.Variables.Keys.Select(name => VariablePrefix + name));

    private static IEnumerable<RuleField> Build() =>
        FieldNames.All.Select(OfInvoice).Concat(OfCoverSheet()).Concat(OfMasterData()).Concat(OfCoding());

    private static RuleField OfInvoice(string name) => new(name, TypeOf(name), ItemFieldLabels.Of(name),
        subject => [subject.Item.Fields.GetValueOrDefault(name)?.Value]);

    private static FieldType TypeOf(string name) => name switch
    {
        FieldNames.IssueDate or FieldNames.DueDate or FieldNames.DeliveryDate or FieldNames.ServicePeriodStart
            or FieldNames.ServicePeriodEnd => FieldType.Date,
        FieldNames.NetTotal or FieldNames.TaxTotal or FieldNames.GrossTotal or FieldNames.PrepaidAmount
            or FieldNames.Payable => FieldType.Money,
        _ => FieldType.Text,
    };

    private static IEnumerable<RuleField> OfCoverSheet() =>
    [
        new("kind", FieldType.Text, "Leitungswegart", s => [s.Item.Kind], FieldRefersTo.RouteKind),
        new("source", FieldType.Text, "Dokumentquelle", s => [s.Item.Origin.Source], FieldRefersTo.Source),
        new("sender", FieldType.Text, "Absender der Mail", s => [s.Item.Origin.From]),
        new("subject", FieldType.Text, "Betreff", s => [s.Item.Origin.Subject]),
        new("client", FieldType.Text, "Mandant", s => [s.Item.Client], FieldRefersTo.Client),
        new("supplier", FieldType.Text, "Kreditornummer", s => [s.Item.Cover.Supplier]),
        new("purchaseOrder", FieldType.Text, "Auftragsnummer", s => [s.Item.Cover.PurchaseOrder]),
        new("property", FieldType.Text, "Objektnummer", s => [s.Item.Cover.Property]),
        new("invoiceGroup", FieldType.Text, "Rechnungskreis", s => [s.Item.Cover.InvoiceGroup],
            FieldRefersTo.InvoiceGroup),
        new("numberRange", FieldType.Text, "Nummernkreis", s => [s.Item.Cover.NumberRange],
            FieldRefersTo.NumberRange),
        new("reviewStatus", FieldType.Text, "Status", s => [s.Item.ReviewStatus]),
        new("format", FieldType.Text, "Format der E-Rechnung", s => [s.Item.Format]),
        new("isDuplicate", FieldType.YesNo, "Dublette", s => [YesNo(s.Item.Duplicates.Count > 0)]),
        new("errors", FieldType.Number, "Anzahl der Fehler", s =>
            [Number(s.Item.Checks.Count(check => check.Severity == Severity.Error))]),
    ];

    private static IEnumerable<RuleField> OfMasterData() =>
    [
        new("supplier.name", FieldType.Text, "Kreditor: Name", s => [s.Linked.Supplier?.Name]),
        new("supplier.country", FieldType.Text, "Kreditor: Land", s => [s.Linked.Supplier?.Country]),
        new("supplier.acceptsWithoutOrder", FieldType.YesNo, "Kreditor: auch ohne Auftrag",
            s => [s.Linked.Supplier is { } found ? YesNo(found.AcceptsWithoutOrder) : null]),
        new("purchaseOrder.value", FieldType.Money, "Auftrag: Wert",
            s => [s.Linked.PurchaseOrder?.Value is { } value ? Number(value) : null]),
        new("purchaseOrder.closed", FieldType.YesNo, "Auftrag: erledigt",
            s => [s.Linked.PurchaseOrder is { } found ? YesNo(found.Closed) : null]),
        new("property.name", FieldType.Text, "Objekt: Name", s => [s.Linked.Property?.Name]),
        new("property.city", FieldType.Text, "Objekt: Ort", s => [s.Linked.Property?.City]),
        new("property.postCode", FieldType.Text, "Objekt: Postleitzahl", s => [s.Linked.Property?.PostCode]),
    ];

    private static IEnumerable<RuleField> OfCoding() =>
    [
        new("coding.account", FieldType.Text, "Vorkontierung: Konto", s => s.Item.Coding.Select(line => line.Account)),
        new("coding.taxKey", FieldType.Text, "Vorkontierung: Steuerschlüssel",
            s => s.Item.Coding.Select(line => line.TaxKey)),
        new("coding.costCentre", FieldType.Text, "Vorkontierung: Kostenstelle",
            s => s.Item.Coding.Select(line => line.CostCentre)),
        new("coding.costType", FieldType.Text, "Vorkontierung: Art-Kennzahl",
            s => s.Item.Coding.Select(line => line.CostType)),
        new("coding.amount", FieldType.Money, "Vorkontierung: Betrag", s => s.Item.Coding.Select(line => line.Amount)),
    ];

    private static string YesNo(bool value) => value ? "true" : "false";

    private static string Number(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
