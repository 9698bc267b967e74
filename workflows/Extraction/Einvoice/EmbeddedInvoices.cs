using Serverless.Workflows.Extraction.Einvoice.Xml;

namespace Serverless.Workflows.Extraction.Einvoice;

/// <summary>Finds the invoice among the files that a PDF carries.</summary>
internal static class EmbeddedInvoices
{
    /// <summary>Beyond this many XML files a PDF is no invoice but an archive.</summary>
    private const int MaxCandidates = 20;

    /// <summary>The names that Factur-X, ZUGFeRD 2 and 1 and XRechnung in PDF prescribe.</summary>
    private static readonly string[] InvoiceNames = ["factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml"];

    public static InvoiceReading Read(IReadOnlyList<PdfAttachment> attachments, CancellationToken cancellationToken)
    {
        var candidates = attachments.Where(IsCandidate).OrderBy(Rank).Take(MaxCandidates)
            .Select(attachment => (Attachment: attachment, Loaded: SafeXml.Load(attachment.Bytes, XmlLimits.Default, cancellationToken)))
            .ToList();
        var invoices = candidates.Where(candidate => candidate.Loaded.Root is { } root && XmlInvoiceFormats.Of(root) is not null).ToList();
        if (invoices.Count > 0)
        {
            var reading = XmlInvoices.Read(invoices[0].Loaded, cancellationToken);
            var others = invoices.Skip(1).Where(other => !other.Attachment.Bytes.Span.SequenceEqual(invoices[0].Attachment.Bytes.Span));
            return others.Any()
                ? reading with { Checks = [DocumentFindings.SeveralInvoices(invoices[0].Attachment.Name), .. reading.Checks] }
                : reading;
        }

        // Something that calls itself the invoice but is none must be told; other XML files are not our concern.
        var claimed = candidates.FirstOrDefault(candidate => Rank(candidate.Attachment) < InvoiceNames.Length);
        return claimed.Attachment is null
            ? InvoiceReading.Empty with { Checks = [DocumentFindings.NoInvoiceInPdf()] }
            : XmlInvoices.Read(claimed.Loaded, cancellationToken);
    }

    private static bool IsCandidate(PdfAttachment attachment) =>
        Rank(attachment) < InvoiceNames.Length || XmlCharacters.LooksLikeXml(attachment.Bytes.Span);

    private static int Rank(PdfAttachment attachment)
    {
        var rank = Array.FindIndex(InvoiceNames, name => name.Equals(attachment.Name, StringComparison.OrdinalIgnoreCase));
        return rank < 0 ? InvoiceNames.Length : rank;
    }
}
