namespace Serverless.Workflows.Extraction;

/// <summary>What a reader made of one document.</summary>
/// <param name="Format">Syntax and profile, for example <c>UBL 2.1 Invoice (XRechnung 3.0)</c>, <c>CII D16B (EN 16931)</c>,
/// <c>ZUGFeRD 1.0 (COMFORT)</c>; null where the document holds no structured invoice.</param>
/// <param name="Lines">Those that add up to the net total: of nested lines in UBL the outer ones, in CII the innermost.</param>
/// <param name="Fields">Only what the document says, by <see cref="FieldNames"/>; nothing is invented.</param>
public sealed record InvoiceReading(
    string? Format,
    IReadOnlyDictionary<string, Field> Fields,
    IReadOnlyList<InvoiceLine> Lines,
    IReadOnlyList<TaxShare> Taxes,
    IReadOnlyList<CashDiscount> CashDiscounts,
    IReadOnlyList<Check> Checks)
{
    /// <summary>The finding that a PDF has no invoice to read. What is no invoice need not have one.</summary>
    public const string NoInvoiceRule = "PDF-NO-EINVOICE";

    /// <summary>Nothing found.</summary>
    public static InvoiceReading Empty { get; } = new(null, new Dictionary<string, Field>(), [], [], [], []);

    /// <summary>The value of a field, or null.</summary>
    public string? this[string field] => Fields.TryGetValue(field, out var found) ? found.Value : null;
}

/// <summary>A line of an invoice. Amounts are decimal text with a point, as written in the document.</summary>
public sealed record InvoiceLine(
    string? Id, string? Name, string? Description, string? Quantity, string? Unit, string? UnitPrice,
    string? PriceBaseQuantity, string? NetAmount, string? TaxCategory, string? TaxRate, string? OrderLine,
    string? PeriodStart, string? PeriodEnd, string? SellerItemId);

/// <summary>One row of the tax breakdown. Amounts are decimal text with a point.</summary>
public sealed record TaxShare(
    string? Category, string? Rate, string? Basis, string? Amount, string? ExemptionReason);

/// <summary>A tier of cash discount (Skonto).</summary>
/// <param name="Days">Days from the invoice's date, where given in days.</param>
/// <param name="Until">The last day, ISO 8601, where it is known or can be computed.</param>
/// <param name="Percent">Decimal text, for example <c>2.00</c>.</param>
/// <param name="BasisAmount">What the percentage is taken of, where it is not the payable amount.</param>
/// <param name="Amount">What is saved, where it can be computed; rounded to cents, half away from zero.</param>
public sealed record CashDiscount(int? Days, string? Until, string? Percent, string? BasisAmount, string? Amount);

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>A person should look.</summary>
    Warning,

    /// <summary>The document or the data is wrong.</summary>
    Error,
}

/// <summary>A finding on an item or document.</summary>
/// <param name="Rule">A stable id, such as <c>BR-CO-15</c>, <c>SUM-GROSS</c> or <c>XML-UNREADABLE</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">For a person, German.</param>
/// <param name="Path">Where in the document, if known.</param>
public sealed record Check(string Rule, Severity Severity, string Text, string? Path = null);
