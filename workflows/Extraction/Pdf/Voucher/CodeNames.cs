namespace Serverless.Workflows.Extraction.Pdf.Voucher;

/// <summary>German names of the codes that invoices use most. A code without a name is shown as it is.</summary>
internal static class CodeNames
{
    /// <summary>UNTDID 1001, the document's kind.</summary>
    public static string Document(string? code) => code switch
    {
        "381" or "CreditNote" => "Gutschrift",
        "384" => "Rechnungskorrektur",
        "389" => "Gutschrift nach § 14 UStG",
        "326" => "Teilrechnung",
        "325" => "Proformarechnung",
        "386" => "Vorauszahlungsrechnung",
        "875" => "Abschlagsrechnung",
        "876" => "Teilschlussrechnung",
        "877" => "Schlussrechnung",
        "751" => "Rechnung (nur zur Information)",
        _ => "Rechnung",
    };

    /// <summary>UN/ECE recommendations 20 and 21, units.</summary>
    public static string Unit(string? code) => code switch
    {
        null => string.Empty,
        "C62" or "H87" or "EA" or "XPP" or "NAR" => "Stück",
        "HUR" => "Std.",
        "MIN" => "Min.",
        "DAY" => "Tag(e)",
        "WEE" => "Woche(n)",
        "MON" => "Monat(e)",
        "ANN" => "Jahr(e)",
        "KGM" => "kg",
        "GRM" => "g",
        "TNE" => "t",
        "MTR" => "m",
        "CMT" => "cm",
        "KMT" or "KTM" => "km",
        "MTK" => "m²",
        "MTQ" => "m³",
        "LTR" => "l",
        "KWH" => "kWh",
        "MWH" => "MWh",
        "LS" => "pauschal",
        "SET" => "Satz",
        "PR" => "Paar",
        "XBX" => "Karton",
        "XPK" or "PK" => "Packung",
        "XSA" => "Sack",
        "P1" => "%",
        _ => code,
    };

    /// <summary>UNTDID 5305, the tax category.</summary>
    public static string TaxCategory(string? code) => code switch
    {
        null => string.Empty,
        "S" => "S (Umsatzsteuer)",
        "Z" => "Z (Nullsatz)",
        "E" => "E (steuerbefreit)",
        "AE" => "AE (Steuerschuld beim Leistungsempfänger)",
        "K" => "K (innergemeinschaftliche Lieferung)",
        "G" => "G (Ausfuhr)",
        "O" => "O (nicht steuerbar)",
        "L" => "L (Kanarische Inseln)",
        "M" => "M (Ceuta und Melilla)",
        _ => code,
    };

    /// <summary>UNTDID 4461, the means of payment.</summary>
    public static string PaymentMeans(string code) => code switch
    {
        "1" or "ZZZ" => code + " (vereinbart)",
        "10" => "10 (bar)",
        "20" => "20 (Scheck)",
        "30" => "30 (Überweisung)",
        "31" or "42" => code + " (Zahlung auf Bankkonto)",
        "48" => "48 (Bankkarte)",
        "49" => "49 (Lastschrift)",
        "54" => "54 (Kreditkarte)",
        "55" => "55 (Debitkarte)",
        "57" => "57 (Dauerauftrag)",
        "58" => "58 (SEPA-Überweisung)",
        "59" => "59 (SEPA-Lastschrift)",
        "68" => "68 (Online-Zahlung)",
        "97" => "97 (Verrechnung)",
        _ => code,
    };
}
