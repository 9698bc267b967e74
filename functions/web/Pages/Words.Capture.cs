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

    public string NewRecord(string link) => link == RouteLinkNames.Damage
        ? Say("Neuen Schaden anlegen", "New damage")
        : Say("Neue Ausstattung anlegen", "New equipment");
}
