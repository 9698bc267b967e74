using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Routing;

/// <summary>The names of what the values of fields are ids of.</summary>
internal static class RuleNames
{
    /// <summary>Whether the field's values are ids of something that has a name in the tenant file.</summary>
    public static bool Refers(RuleField field) => field.RefersTo != FieldRefersTo.Nothing || field.Name == "reviewStatus";

    /// <summary>The name, or the id where nothing is called so (any more).</summary>
    public static string Of(RuleField field, string id, Process? process, Settings settings, bool english = false) => field.RefersTo switch
    {
        FieldRefersTo.Client => settings.Client(id)?.Name,
        FieldRefersTo.Source => settings.Source(id)?.Name,
        FieldRefersTo.NumberRange => settings.NumberRange(id)?.Name,
        FieldRefersTo.InvoiceGroup => process?.InvoiceGroups.FirstOrDefault(group => group.Id == id)?.Name,
        FieldRefersTo.RouteKind => process?.RouteKinds.FirstOrDefault(kind => kind.Id == id)?.Name ?? BuiltIn(id, english),
        _ => field.Name == "reviewStatus" ? process?.ReviewStatus(id)?.Name : null,
    } ?? id;

    /// <summary>Which master data the field's values are numbers of: <c>property</c>, <c>supplier</c>, or null.</summary>
    public static string? MasterOf(string field) => field switch
    {
        "property" or "property.number" or "coding.property" or "purchaseOrder.property" => "property",
        "supplier" or "purchaseOrder.supplier" => "supplier",
        _ => null,
    };

    private static string? BuiltIn(string kind, bool english) => kind switch
    {
        "invoice" => english ? "Invoices" : "Rechnungen",
        RouteKind.Mail => english ? "Mail" : "Post",
        _ => null,
    };
}
