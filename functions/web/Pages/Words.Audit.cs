using Serverless.Web.Tenants;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.Phrases;

namespace Serverless.Web.Pages;

public sealed partial class Words
{
    /// <summary>The longest detail that is shown; the whole is in the dossier.</summary>
    private const int LongestDetail = 300;

    public string ByRule => Say("durch eine Regel", "by a rule");

    public string ActorName(string by, WebTenant tenant) =>
        by == ItemChange.System ? Say("System", "System") : tenant.NameOf(by);

    /// <summary>An entry of the audit trail in words; one that has none keeps its own.</summary>
    public string AuditName(string what) => what switch
    {
        "received" => Say("eingegangen", "received"),
        "rejected" => Say("abgewiesen", "refused"),
        "extracted" => Say("ausgelesen", "read out"),
        "matched" => Say("zugeordnet", "matched"),
        "assigned" => Say("zugeteilt", "assigned"),
        "notified" => Say("benachrichtigt", "notified"),
        "reminded" => Say("erinnert", "reminded"),
        "notAnswered" => Say("Absender nicht benachrichtigt", "sender not told"),
        "stillWaiting" => Say("wartet weiterhin", "still waiting"),
        "notReached" => Say("niemand erreichbar", "nobody reached"),
        "numberUnused" => Say("Nummer gezogen, nicht verwendet", "number drawn, not used"),
        "mailFailed" => Say("E-Mail nicht zugestellt", "mail not delivered"),
        "decided" => Say("entschieden", "decided"),
        "supplierTold" => Say("Lieferant angeschrieben", "supplier written to"),
        "mailReturned" => Say("E-Mail kam zurück", "mail came back"),
        "supplierAnswered" => Say("Lieferant hat geantwortet", "supplier answered"),
        "correctionTold" => Say("über die Korrektur benachrichtigt", "told of the correction"),
        "corrects" => Say("korrigierte Rechnung verknüpft", "corrected invoice linked"),
        "unlinked" => Say("Verknüpfung gelöst", "unlinked"),
        "statusGiven" => Say("Status vergeben", "status given"),
        "applied" => Say("Entscheidung ausgeführt", "decision carried out"),
        "duplicateFound" => Say("Dublette erkannt", "duplicate found"),
        "edited" => Say("geändert", "edited"),
        "walked" => Say("Ende des Leitungswegs", "end of the route"),
        "posted" => Say("gebucht", "posted"),
        "exported" => Say("exportiert", "exported"),
        "archived" => Say("archiviert", "archived"),
        "failed" => Say("Schritt fehlgeschlagen", "step failed"),
        "reassigned" => Say("neu zugewiesen", "reassigned"),
        "restarted" => Say("neu gestartet", "restarted"),
        _ => what,
    };

    /// <summary>What belongs to an entry, on one line.</summary>
    public string AuditDetails(AuditEntry entry, WebTenant tenant) => string.Join(" · ", entry.Details
        .Where(detail => detail.Key != "trace")
        .Select(detail => $"{DetailName(detail.Key)}: {Short(DetailValue(detail.Key, detail.Value, tenant))}"));

    private string DetailName(string key) => key switch
    {
        "decision" => Say("Entscheidung", "decision"),
        "visit" => Say("Besuch", "visit"),
        "station" => Station,
        "person" => Say("Person", "person"),
        "for" => Say("für", "for"),
        "from" => Say("von", "from"),
        "to" => Say("an", "to"),
        "reason" => Say("Grund", "reason"),
        "comment" => Comment,
        "status" or "reviewStatus" => ReviewStatus,
        "via" => Say("über", "by"),
        "address" => Say("Adresse", "address"),
        "item" => Say("Vorgang", "item"),
        "subject" => Say("Betreff", "subject"),
        "confirmed" => Say("bestätigt", "confirmed"),
        "postings" => Say("Übergabe an", "handed to"),
        "droppedPostings" => Say("Übergabe entfällt", "not handed to"),
        "revision" => Say("gesehener Stand", "revision seen"),
        _ => FieldName(key),
    };

    private string DetailValue(string key, string value, WebTenant tenant) => key switch
    {
        "person" or "for" or "from" or "to" => tenant.NameOf(value),
        "decision" => DecidedName(value),
        "invoiceGroup" => tenant.NameOfGroup(value),
        "reason" => EngineWords.Reason(value, Language),
        "confirmed" => EngineWords.Note(value, Language),
        "via" => value switch
        {
            "link" => Say("Link aus der E-Mail", "link in the mail"),
            "page" => Say("Seite", "page"),
            "api" => Say("Schnittstelle", "API"),
            _ => value,
        },
        _ => value,
    };

    private static string Short(string text) => text.Length <= LongestDetail ? text : text[..LongestDetail] + "…";
}
