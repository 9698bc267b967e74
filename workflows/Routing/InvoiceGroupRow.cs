using System.ComponentModel;

namespace Serverless.Workflows.Routing;

/// <summary>A row of the table that preselects an invoice group. Rows of one grouping must all hold; of the groups so
/// found the one first in sequence wins.</summary>
public sealed record InvoiceGroupRow
{
    [Description("Reihenfolge der Prüfung: vom Spezifischen (klein) zum Allgemeinen (groß).")]
    public required int Sequence { get; init; }

    [Description("Kennung des Rechnungskreises, der gewählt wird.")]
    public required string Group { get; init; }

    [Description("Woher der Wert kommt: pool, purchaseOrder, damage, work, equipment, property, defect, notice, contract, "
        + "ticket oder coding.")]
    public required InvoiceGroupKind Kind { get; init; }

    [Description("Feld des Datensatzes, zum Beispiel „text“ beim Auftrag; entfällt bei „pool“.")]
    public string? Field { get; init; }

    [Description("„equals“ (einer der Werte), „empty“ (ist leer) oder „notEmpty“ (ist nicht leer).")]
    public Operator Operator { get; init; } = Operator.Equal;

    [Description("Der Wert oder eine Liste von Werten, von denen einer genügt.")]
    public RuleValue? Value { get; init; }

    [Description("Zeilen mit derselben Gruppierung müssen alle zutreffen; ohne Angabe oder 0 keine.")]
    public int Grouping { get; init; }

    /// <summary>The rule field that it asks for.</summary>
    internal string RuleFieldName => Kind switch
    {
        InvoiceGroupKind.Pool => "source",
        InvoiceGroupKind.PurchaseOrder => "purchaseOrder." + Field,
        _ => Kind.ToString().ToLowerInvariant() + "." + Field,
    };
}

/// <summary>Where the value of a row comes from. Damage, equipment and property are the item's, else its order's; work,
/// defect, notice, contract and ticket are the order's.</summary>
public enum InvoiceGroupKind
{
    Pool, PurchaseOrder, Damage, Work, Equipment, Property, Defect, Notice, Contract, Ticket, Coding,
}
