using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Intake.Documents;

/// <summary>A file that arrived, alone, in a mail or in a ZIP, and is stored.</summary>
/// <param name="Part">Counted from 1 over all files of the delivery; the same for the same bytes.</param>
/// <param name="Name">For people; never empty.</param>
/// <param name="Defect">Why it can never be taken, or null.</param>
public sealed record ReceivedDocument(
    int Part, string Name, string ContentType, DocumentKind Kind, StoredDocument Stored, RejectionReason? Defect)
{
    /// <summary>The structured invoice in it (an XML, or a PDF with one embedded), or null.</summary>
    public InvoiceIdentity? Einvoice { get; init; }

    /// <summary>A PDF with a digital signature, good or not.</summary>
    public bool IsSigned { get; init; }

    /// <summary>It passed the limits of inspection and is taken without; a person should look.</summary>
    public bool NotInspected { get; init; }

    /// <summary>May be an invoice: a PDF or a structured XML.</summary>
    public bool IsInvoiceDocument => Defect is null && (Kind == DocumentKind.Pdf || Einvoice is not null);

    /// <summary>The name without its ending.</summary>
    public string Stem => Path.GetFileNameWithoutExtension(Name);

    /// <summary>As an item keeps it.</summary>
    public ItemDocument As(string role) => new(Name, ContentType, Stored.Sha256, Stored.Length, role);
}
