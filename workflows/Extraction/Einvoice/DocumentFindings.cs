using Serverless.Workflows.Extraction.Pdf;

namespace Serverless.Workflows.Extraction.Einvoice;

/// <summary>What can be wrong with a document as a whole.</summary>
internal static class DocumentFindings
{
    public static Check Empty(string? fileName) => new("FILE-EMPTY", Severity.Error,
        $"Die Datei{Named(fileName)} ist leer. Bitte lassen Sie sie sich noch einmal senden.");

    public static Check UnknownKind(string? fileName) => new("FILE-UNKNOWN", Severity.Error,
        $"Die Datei{Named(fileName)} ist weder ein PDF noch eine XML-Datei. Bitte fordern Sie die Rechnung als PDF oder als E-Rechnung an.");

    public static Check UnreadablePdf(PdfProblem problem) => problem switch
    {
        PdfProblem.Encrypted => new("PDF-ENCRYPTED", Severity.Error,
            "Das PDF ist mit einem Kennwort geschützt und wurde nicht gelesen. Bitte fordern Sie es ohne Kennwort an."),
        PdfProblem.TooLarge => new("PDF-TOO-LARGE", Severity.Error,
            "Das PDF ist zu umfangreich, um es zu lesen. Bitte fordern Sie eine kleinere Fassung an."),
        _ => new("PDF-UNREADABLE", Severity.Error,
            "Das PDF ist beschädigt und wurde nicht gelesen. Bitte lassen Sie es sich noch einmal senden."),
    };

    public static Check NoInvoiceInPdf() => new(InvoiceReading.NoInvoiceRule, Severity.Info,
        "Das PDF enthält keine E-Rechnung (XML). Die Angaben müssen aus dem Text gelesen oder eingetragen werden.");

    public static Check SeveralInvoices(string read) => new("PDF-SEVERAL-EINVOICES", Severity.Warning,
        $"Das PDF enthält mehrere E-Rechnungen mit verschiedenem Inhalt. Gelesen wurde „{Shortened(read)}“. Bitte klären Sie mit dem Absender, welche gilt.");

    private static string Named(string? fileName) => string.IsNullOrWhiteSpace(fileName) ? "" : $" „{Shortened(fileName)}“";

    private static string Shortened(string name) => name.Length <= 120 ? name : name[..120] + "…";
}
