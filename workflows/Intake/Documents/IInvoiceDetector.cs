namespace Serverless.Workflows.Intake.Documents;

/// <summary>Tells structured invoices from other XML, without checking them.</summary>
public interface IInvoiceDetector
{
    /// <summary>Which invoice the XML claims to be, or null where it is none.</summary>
    /// <exception cref="UnsafeXmlException">The XML has a document type declaration.</exception>
    InvoiceIdentity? Identify(ReadOnlyMemory<byte> xml);
}

/// <summary>What makes an invoice the same invoice in another file.</summary>
/// <param name="Number">Its number, where it could be read.</param>
public sealed record InvoiceIdentity(string? Number);

/// <summary>XML with a document type declaration, which could refer to other files or grow without end.</summary>
public sealed class UnsafeXmlException() : Exception("The XML has a document type declaration.");
