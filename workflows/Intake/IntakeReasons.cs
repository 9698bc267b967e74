using System.Globalization;

namespace Serverless.Workflows.Intake;

/// <summary>Why something is not accepted, in words for its sender.</summary>
internal static class IntakeReasons
{
    public static RejectionReason Empty(string name) => new("empty", $"„{name}“ ist leer. Bitte senden Sie die Datei noch einmal.");

    public static RejectionReason NotAPdf(string name) => new("notAPdf",
        $"„{name}“ ist kein PDF, obwohl es so bezeichnet ist. Bitte speichern Sie das Dokument als PDF und senden Sie es noch einmal.");

    public static RejectionReason NotXml(string name) => new("notXml",
        $"„{name}“ ist kein XML, obwohl es so bezeichnet ist. Bitte senden Sie die E-Rechnung, wie Ihr Programm sie erzeugt hat.");

    public static RejectionReason Damaged(string name) => new("damagedPdf",
        $"„{name}“ ist beschädigt und lässt sich nicht öffnen. Bitte erzeugen Sie das PDF neu.");

    public static RejectionReason Password(string name) => new("passwordProtected",
        $"„{name}“ ist mit einem Kennwort geschützt. Bitte senden Sie das Dokument ohne Kennwort.");

    public static RejectionReason XmlWithDtd(string name) => new("xmlWithDtd",
        $"„{name}“ enthält eine Dokumenttyp-Deklaration (DOCTYPE), die wir aus Sicherheitsgründen nicht lesen. Bitte senden Sie die E-Rechnung ohne sie.");

    public static RejectionReason NoInvoice(string name) => new("notAnInvoice",
        $"„{name}“ ist weder ein PDF noch eine E-Rechnung (XRechnung, ZUGFeRD, Factur-X, UBL, CII, ebInterface).");

    public static RejectionReason NoDocument() => new("noInvoiceDocument",
        "Wir haben in Ihrer Nachricht kein Rechnungsdokument gefunden. Bitte hängen Sie die Rechnung als PDF oder als E-Rechnung (XML) an.");

    public static RejectionReason Encrypted() => new("encryptedMail",
        "Ihre Nachricht ist verschlüsselt; wir können sie nicht lesen. Bitte senden Sie sie unverschlüsselt.");

    public static RejectionReason TooMany(IReadOnlyList<string> names) => new("tooManyDocuments",
        string.Create(CultureInfo.InvariantCulture, $"Ihre Nachricht enthält {names.Count} Rechnungsdokumente ({Names(names)}). Bitte senden Sie je Rechnung eine eigene Mail."));

    public static RejectionReason Signed(string name) => new("signedPdf",
        $"„{name}“ ist digital signiert. Bitte senden Sie das PDF ohne Signatur.");

    public static RejectionReason NotAllowed(string name) => new("attachmentNotAllowed",
        $"„{name}“ ist kein PDF. Bitte senden Sie nur PDF-Dokumente oder E-Rechnungen (XML).");

    public static RejectionReason Infected(string name) => new("infected", $"„{name}“ enthält Schadsoftware.");

    public static RejectionReason Report() => new("report",
        "Dies ist ein Zustellbericht oder eine Lesebestätigung, keine Rechnung.");

    public static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"„{name}“"));
}
