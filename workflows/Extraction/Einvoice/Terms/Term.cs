namespace Serverless.Workflows.Extraction.Einvoice.Terms;

/// <summary>How the text of a term is written and what becomes of it.</summary>
internal enum TermKind
{
    /// <summary>Kept as written, without the blanks around it.</summary>
    Text,

    /// <summary>A number; kept as written.</summary>
    Number,

    /// <summary>A number in the invoice's currency; where the element names another, it is not this term.</summary>
    Amount,

    /// <summary>A day, which becomes ISO 8601.</summary>
    Date,

    /// <summary>A day, month or week, of which the first day counts.</summary>
    PeriodStart,

    /// <summary>A day, month or week, of which the last day counts.</summary>
    PeriodEnd,
}

/// <summary>A business term of EN 16931 and where the two syntaxes keep it.</summary>
/// <param name="Id">Its number in the standard, such as <c>BT-1</c>.</param>
/// <param name="Label">German, as people call it.</param>
/// <param name="Ubl">XPath in UBL, from the root, the line or the tax row; several places divided by <c> else </c>: the
/// first that has text counts. Empty where the syntax does not have the term.</param>
/// <param name="Cii">The same in UN/CEFACT CII D16B; ZUGFeRD 1 is derived from it by its own element names.</param>
internal sealed record Term(string Id, string Label, TermKind Kind, string Ubl, string Cii);

/// <summary>A term's value in a document.</summary>
/// <param name="Value">As <see cref="TermKind"/> says.</param>
/// <param name="Where">The element that holds it, as a readable path.</param>
internal sealed record TermValue(string Value, string Where);
