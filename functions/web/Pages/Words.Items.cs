using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Extraction;

namespace Serverless.Web.Pages;

public sealed partial class Words
{
    public string Mine => Say("Meine", "Mine");

    public string AllOpen => Say("Alle offenen", "All open");

    public string Done => Say("Erledigt", "Done");

    public string Rejected => Say("Abgelehnt", "Rejected");

    public string Search => Say("Suchen", "Search");

    public string SearchHint => Say("Nummer, Lieferant, Betrag, IBAN, Auftrag …", "Number, supplier, amount, IBAN, order …");

    public string Filter => Say("Filtern", "Filter");

    public string AllStations => Say("Alle Stationen", "All stations");

    public string Station => Say("Station", "Station");

    public string NothingMine => Say("Bei Ihnen liegt nichts. Schön!", "Nothing waits for you. Good!");

    public string NothingFound => Say("Hier gibt es keinen passenden Vorgang.", "There is no item here for this choice.");

    public string More => Say("Weitere anzeigen", "Show more");

    public string Supplier => Say("Lieferant", "Supplier");

    public string Number => Say("Nummer", "Number");

    public string Amount => Say("Betrag", "Amount");

    public string Due => Say("Fällig", "Due");

    public string Overlong => Say("Wartet zu lange", "Waits too long");

    public string EscalatedTo(string person, string moment) =>
        Say($"Wartet zu lange; {person} weiß seit {moment} davon", $"Waits too long; {person} was told on {moment}");

    public string With => Say("Bei", "With");

    public string Status => Say("Status", "Status");

    public string Received => Say("Eingang", "Received");

    public string Client => Say("Mandant", "Client");

    public string ReceiptNumber => Say("Eingangsnummer", "Receipt number");

    public string SupplierNumber => Say("Kreditor", "Creditor");

    public string Property => Say("Objekt", "Property");

    public string PurchaseOrder => Say("Auftrag", "Order");

    public string CoverSheet => Say("Deckblatt", "Cover sheet");

    public string CoverNumber => Say("Eingangsnummer", "Receipt number");

    public string InvoiceGroup => Say("Rechnungskreis", "Invoice group");

    public string NoName => Say("Vorgang ohne Betreff", "Item without subject");

    public string Documents => Say("Dokumente", "Documents");

    public string OpenDocument => Say("Dokument öffnen", "Open document");

    public string Download => Say("Herunterladen", "Download");

    public string NoDocument => Say("Dieser Vorgang hat kein Dokument.", "This item has no document.");

    public string CannotShow => Say("Dieses Dokument kann hier nicht angezeigt werden.", "This document cannot be shown here.");

    public string Data => Say("Rechnungsdaten", "Invoice data");

    public string MailData => Say("Angaben zum Beleg", "Data of the voucher");

    public string NoData => Say("Es wurden noch keine Daten gelesen.", "No data has been read yet.");

    public string MoreData => Say("Weitere Angaben", "More data");

    public string Lines => Say("Positionen", "Lines");

    public string Coding => Say("Vorkontierung", "Coding");

    public string Taxes => Say("Steuern", "Taxes");

    public string CashDiscount => Say("Skonto", "Cash discount");

    public string PayBy => Say("Zahlen bis", "Pay by");

    public string Checks => Say("Prüfungen", "Checks");

    public string AllWell => Say("Keine Auffälligkeiten.", "Nothing found.");

    public string Notes => Say("Hinweise", "Notes");

    public string History => Say("Verlauf", "History");

    public string Postings => Say("Buchungen", "Postings");

    public string Dossier => Say("Dossier (ZIP)", "Dossier (ZIP)");

    public string DatevPackage => Say("DATEV-Belegpaket (ZIP)", "DATEV document package (ZIP)");

    public string DatevFailed => Say("Das Belegpaket kann so nicht erstellt werden", "The package cannot be made like this");

    public string WhyYou => Say("Warum Sie", "Why you");

    public string Waiting => Say("wartet noch", "still waiting");

    public string Protocol => Say("Protokoll", "Audit trail");

    public string ConfirmExport => Say("Ich weiß das und erstelle das Paket trotzdem.", "I know this and make the package all the same.");

    public string ConfirmExportFirst => Say("Bitte bestätigen Sie ausdrücklich, wenn das Paket trotzdem erstellt werden soll.",
        "Please confirm expressly where the package is to be made all the same.");

    public string DuplicateTag => Say("Dublette", "duplicate");

    public string SameNumberTag => Say("gleiche Nummer", "same number");

    public string WarningTag => Say("Warnung", "warning");

    public string HoldTag => Say("angehalten", "on hold");

    public string SameBytes => Say("Dasselbe Dokument gibt es schon als anderen Vorgang", "The same document is another item already");

    public string SameInvoice => Say("Eine Rechnung mit demselben Lieferanten, derselben Nummer und demselben Betrag gibt es schon",
        "An invoice of the same supplier, number and amount exists already");

    public string SameNumber => Say("Dieselbe Nummer, anderer Betrag: Es gibt schon eine Rechnung dieses Lieferanten mit derselben Nummer",
        "Same number, another amount: an invoice of this supplier with the same number exists already");

    public string DuplicateText(string why) => why switch
    {
        DuplicateKeys.SameBytes => SameBytes,
        DuplicateKeys.SameNumber => SameNumber,
        _ => SameInvoice,
    };

    public string OtherCameFirst(string moment) => Say($"Der andere ist zuerst eingegangen, am {moment}.", $"The other came first, on {moment}.");

    public string ThisCameFirst(string moment) => Say($"Dieser hier ist zuerst eingegangen, der andere am {moment}.", $"This one came first, the other on {moment}.");

    public string OtherItem => Say("Anderen Vorgang ansehen", "See the other item");

    public string Quantity => Say("Menge", "Quantity");

    public string Text => Say("Bezeichnung", "Description");

    public string Account => Say("Konto", "Account");

    public string CostCentre => Say("Kostenstelle", "Cost centre");

    public string Until(string day) => Say($"bis {day}", $"until {day}");

    public string WithinDays(int days) => Say($"innerhalb von {days} Tagen", $"within {days} days");

    public string For(string person) => Say($"für {person}", $"for {person}");

    public string StatusName(ItemStatus status) => status switch
    {
        ItemStatus.Running => Say("in Arbeit", "running"),
        ItemStatus.Waiting => Say("wartet", "waiting"),
        ItemStatus.Completed => Say("erledigt", "completed"),
        ItemStatus.Rejected => Say("abgelehnt", "rejected"),
        ItemStatus.Failed => Say("fehlgeschlagen", "failed"),
        _ => Say("abgebrochen", "cancelled"),
    };

    public string SourceName(FieldSource source) => source switch
    {
        FieldSource.Einvoice => Say("aus der E-Rechnung", "from the e-invoice"),
        FieldSource.Text => Say("aus dem Text", "from the text"),
        FieldSource.Learned => Say("gelernte Stelle", "learned position"),
        FieldSource.Ocr => Say("Texterkennung", "character recognition"),
        FieldSource.Cloud => Say("Cloud-Erkennung", "cloud reader"),
        _ => Say("von einer Person", "by a person"),
    };

    public string MostlyFrom(FieldSource source) => Say(
        $"Wenn nicht anders vermerkt: {SourceName(source)}.", $"If not noted otherwise: {SourceName(source)}.");

    public string SeverityName(Severity severity) => severity switch
    {
        Severity.Error => Say("Fehler", "Error"),
        Severity.Warning => Say("Warnung", "Warning"),
        _ => Say("Hinweis", "Note"),
    };

    public string DecisionName(string kind) => kind switch
    {
        DecisionKinds.Approve => Say("Freigeben", "Approve"),
        DecisionKinds.Reject => Say("Ablehnen", "Reject"),
        DecisionKinds.RejectToSupplier => Say("An den Lieferanten zurückweisen", "Reject to the supplier"),
        DecisionKinds.Replace => Say("Korrigierte Rechnung verknüpfen", "Link the corrected invoice"),
        DecisionKinds.Resume => Say("Doch weiter bearbeiten", "Go on with it after all"),
        DecisionKinds.SendBack => Say("Zurücksenden", "Send back"),
        DecisionKinds.Forward => Say("Weiterleiten", "Forward"),
        DecisionKinds.Reassign => Say("Neu zuweisen", "Reassign"),
        DecisionKinds.Again => Say("Noch einmal versuchen", "Try again"),
        DecisionKinds.Skip => Say("Ohne diesen Schritt weiter", "Go on without it"),
        DecisionKinds.GiveUp => Say("Vorgang beenden", "End the item"),
        _ => kind,
    };

    public string DecidedName(string kind) => kind switch
    {
        DecisionKinds.Approve => Say("freigegeben", "approved"),
        DecisionKinds.Reject => Say("abgelehnt", "rejected"),
        DecisionKinds.RejectToSupplier => Say("an den Lieferanten zurückgewiesen", "rejected to the supplier"),
        DecisionKinds.Replace => Say("durch die korrigierte Rechnung ersetzt", "replaced by the corrected invoice"),
        DecisionKinds.Resume => Say("Zurückweisung aufgehoben", "rejection lifted"),
        DecisionKinds.SendBack => Say("zurückgesendet", "sent back"),
        DecisionKinds.Forward => Say("weitergeleitet", "forwarded"),
        DecisionKinds.Reassign => Say("neu zugewiesen", "reassigned"),
        DecisionKinds.Again => Say("noch einmal versucht", "tried again"),
        DecisionKinds.Skip => Say("ohne diesen Schritt weitergeführt", "gone on without it"),
        DecisionKinds.GiveUp => Say("beendet", "ended"),
        _ => kind,
    };
}
