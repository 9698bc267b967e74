namespace Serverless.Workflows.Extraction.Einvoice.Xml;

/// <summary>What an XML document may need at most.</summary>
/// <param name="MaxBytes">Size of the file. Invoices carry their supporting documents inside, as Base64.</param>
/// <param name="MaxDepth">How deep elements may be nested; a UBL invoice with sub-lines needs about 20.</param>
/// <param name="MaxElements">An invoice needs 15 to 50 for each line.</param>
/// <param name="MaxAttributes">On one element.</param>
internal sealed record XmlLimits(int MaxBytes, int MaxDepth, int MaxElements, int MaxAttributes)
{
    public static XmlLimits Default { get; } = new(64 * 1024 * 1024, 64, 500_000, 64);
}
