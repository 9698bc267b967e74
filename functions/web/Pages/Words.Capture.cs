using Serverless.Workflows.Routing;

namespace Serverless.Web.Pages;

public sealed partial class Words
{
    public string Damage => Say("Schaden", "Damage");

    public string Equipment => Say("Ausstattung", "Equipment");

    public string RecordName => Say("Bezeichnung", "Description");

    public string NumberRange => Say("Nummernkreis", "Number range");

    public string DrawNumber => Say("Nummer ziehen", "Draw number");

    public string DrawHint => Say(
        "Tragen Sie die gezogene Nummer im Rechnungswesen als Rechnungseingangsnummer ein; so finden sich Beleg und Buchung.",
        "Enter the number in the ledger as the receipt number, so that voucher and entry find each other.");

    public string GroupName(string kind) => kind == RouteKind.Invoice ? InvoiceGroup : Say("Postkreis", "Mail group");

    public string CostType => Say("Kostenart (ArtKZ)", "Cost type");

    public string Unit => Say("Einheit", "Unit");

    public string TaxKey => Say("Steuerschlüssel", "Tax key");

    public string CodingHint => Say(
        "Bleibt in einer Zeile der Betrag leer, bekommt sie den Rest bis zum Bruttobetrag. Eine Zeile, in der nichts mehr steht, wird gelöscht. Nach dem Speichern ist eine weitere Zeile frei.",
        "A line without an amount takes the rest of the gross amount. A line in which nothing is left is removed. After saving there is one more line to fill in.");

    public string BookingText => Say("Buchungstext", "Booking text");

    public string LineNumber(int number) => Say($"Zeile {number}", $"Line {number}");

    public string CodingLine(int number) => Say($"Vorkontierung, Zeile {number}", $"Coding, line {number}");

    public string CodingTooLong(int lines) => Say(
        $"Die Vorkontierung hat {lines} Zeilen; so viele lassen sich nur über die Schnittstelle ändern.",
        $"The coding has {lines} lines; so many can be edited over the API only.");

    public string NewRecord(string link) => link == RouteLinkNames.Damage
        ? Say("Neuen Schaden anlegen", "New damage")
        : Say("Neue Ausstattung anlegen", "New equipment");
}
