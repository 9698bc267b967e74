namespace Serverless.Workflows.Intake.Documents;

/// <summary>The files of one invoice: its document, the same invoice in another form, and what belongs to it.</summary>
/// <param name="Invoice">The invoice's own files, the one that says most first: PDF with XML, XML, PDF.</param>
/// <param name="Supporting">Files beside it.</param>
public sealed record InvoiceGroup(
    IReadOnlyList<ReceivedDocument> Invoice, IReadOnlyList<ReceivedDocument> Supporting)
{
    public ReceivedDocument Main => Invoice[0];
}

/// <summary>Tells which files of a delivery are one invoice.</summary>
public static class InvoiceGroups
{
    // Shorter numbers are found in too many names by chance.
    private const int ShortestNumber = 4;

    /// <summary>
    /// Files with the same invoice number are one invoice, and so is an XML with the PDF that bears its name or number,
    /// or with the only PDF there is. Where there are structured invoices, other PDFs support them; where there are none,
    /// every PDF is an invoice. A supporting file goes to the invoice whose name or number it bears, else to all.
    /// </summary>
    public static IReadOnlyList<InvoiceGroup> Of(IReadOnlyList<ReceivedDocument> documents)
    {
        var groups = new List<List<ReceivedDocument>>();
        foreach (var document in documents.Where(document => document is { IsInvoiceDocument: true, Einvoice: not null }))
        {
            var same = groups.Find(group => group[0].Einvoice!.Number is { Length: > 0 } number
                && number == document.Einvoice!.Number);
            if (same is null) groups.Add([document]);
            else same.Add(document);
        }

        var pdfs = documents.Where(document => document is { IsInvoiceDocument: true, Einvoice: null }).ToList();
        if (groups.Count == 0)
        {
            groups.AddRange(pdfs.Select(pdf => new List<ReceivedDocument> { pdf }));
        }
        else
        {
            foreach (var group in groups.Where(group => !group.Exists(IsPdf)))
            {
                var twin = pdfs.Find(pdf => Bears(pdf, group[0]))
                    ?? (groups.Count == 1 && pdfs.Count == 1 ? pdfs[0] : null);
                if (twin is null) continue;
                group.Add(twin);
                pdfs.Remove(twin);
            }
        }

        var taken = groups.SelectMany(group => group).ToHashSet();
        var others = documents.Where(document => !taken.Contains(document)).ToList();
        return groups.ConvertAll(group => new InvoiceGroup(
            group.OrderBy(Rank).ToList(),
            others.Where(other => Bears(other, group[0]) || !groups.Exists(any => Bears(other, any[0]))).ToList()));
    }

    private static bool IsPdf(ReceivedDocument document) => document.Kind == DocumentKind.Pdf;

    private static int Rank(ReceivedDocument document) => (document.Kind, document.Einvoice) switch
    {
        (DocumentKind.Pdf, not null) => 0,
        (_, not null) => 1,
        _ => 2,
    };

    private static bool Bears(ReceivedDocument file, ReceivedDocument invoice)
    {
        if (file.Stem.Equals(invoice.Stem, StringComparison.OrdinalIgnoreCase)) return true;
        return invoice.Einvoice?.Number is { Length: >= ShortestNumber } number
            && file.Stem.Contains(number, StringComparison.OrdinalIgnoreCase);
    }
}
