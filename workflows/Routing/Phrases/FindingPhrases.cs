namespace Serverless.Workflows.Routing.Phrases;

/// <summary>Findings on an item: its supplier, figures and days that somebody typed, and the route that it is on.</summary>
internal static class FindingPhrases
{
    public static readonly Phrase SupplierUnknown = new(
        "Zum Rechnungssteller ({signs}) gibt es keinen Kreditor. Bitte wählen Sie den Kreditor oder lassen Sie ihn anlegen.",
        "There is no supplier for whoever sent the invoice ({signs}). Please choose the supplier or have it created.");

    public static readonly Phrase SupplierLeft = new(
        "Kein Kreditor ist zugeordnet; zum Rechnungssteller ({signs}) passt {supplier}. Bitte wählen Sie den Kreditor.",
        "No supplier is linked; whoever sent the invoice ({signs}) fits {supplier}. Please choose the supplier.");

    public static readonly Phrase OrderContradicted = new(
        "Der Auftrag {order} gehört Kreditor {supplier}; die Rechnung nennt etwas anderes ({signs}). Bitte prüfen Sie Auftrag und Kreditor.",
        "The order {order} is of the supplier {supplier}; the invoice names another ({signs}). Please check order and supplier.");

    public static readonly Phrase Gross = new(
        "Netto {net} und Steuer {tax} ergeben {sum}, als Brutto ist {gross} eingetragen. Bitte prüfen Sie die Beträge.",
        "Net {net} and tax {tax} add up to {sum}, but the gross total says {gross}. Please check the amounts.");

    public static readonly Phrase Payable = new(
        "Brutto {gross} abzüglich {prepaid} schon gezahlt ergibt {sum}, als Zahlbetrag ist {payable} eingetragen. Bitte prüfen Sie die Beträge.",
        "Gross {gross} less {prepaid} paid already makes {sum}, but the amount payable says {payable}. Please check the amounts.");

    public static readonly Phrase Signs = new(
        "Die Vorzeichen passen nicht zusammen: {plus} und {minus}. Bitte prüfen Sie, ob es eine Rechnung oder eine Gutschrift ist.",
        "The signs do not agree: {plus} and {minus}. Please check whether it is an invoice or a credit note.");

    public static readonly Phrase DueBefore = new(
        "Fällig am {due}, aber erst ausgestellt am {issued}. Bitte prüfen Sie die beiden Daten.",
        "Due on {due}, but issued only on {issued}. Please check both dates.");

    public static readonly Phrase Future = new(
        "Das Rechnungsdatum {issued} liegt in der Zukunft; heute ist der {today}. Bitte prüfen Sie das Datum.",
        "The issue date {issued} is in the future; today is {today}. Please check the date.");

    public static readonly Phrase InvoiceAsMail = new(
        "Das ist eine E-Rechnung ({format}), aber auf einem Leitungsweg für Post: Sie wird hier nicht gebucht und nicht gezahlt. "
        + "Bitte geben Sie sie in den Rechnungseingang.",
        "This is an e-invoice ({format}), but on a route for mail: it is neither posted nor paid here. "
        + "Please hand it in where invoices come in.");

    public static readonly IReadOnlyList<Phrase> All =
        [SupplierUnknown, SupplierLeft, OrderContradicted, Gross, Payable, Signs, DueBefore, Future, InvoiceAsMail];
}
