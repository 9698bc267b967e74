using System.ComponentModel;
using System.Globalization;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy;

/// <summary>A party whose books the tenant keeps (Mandant): the recipient that an invoice must name.</summary>
public sealed record Client
{
    [Description("Kennung, auf die Nummernkreise, Objekte und Quellen verweisen.")]
    public required string Id { get; init; }

    [Description("Name, wie er auf Rechnungen stehen muss.")]
    public required string Name { get; init; }

    [Description("Weitere Schreibweisen des Namens, an denen der Mandant erkannt wird.")]
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    [Description("Art: „manager“ (Verwaltung selbst), „ownersAssociation“ (WEG) oder „landlord“ (Vermieter).")]
    public required ClientKind Kind { get; init; }

    [Description("Anschrift.")]
    public required Address Address { get; init; }

    [Description("Umsatzsteuer-Identifikationsnummer, zum Beispiel „DE123456788“.")]
    public string? VatId { get; init; }

    [Description("Steuernummer, wie das Finanzamt sie schreibt.")]
    public string? TaxNumber { get; init; }

    [Description("Einstellungen für DATEV.")]
    public DatevSettings? Datev { get; init; }
}

/// <summary>What a client is.</summary>
public enum ClientKind
{
    /// <summary>The tenant itself.</summary>
    Manager,

    /// <summary>An owners' association (WEG).</summary>
    OwnersAssociation,

    Landlord,
}

/// <summary>A postal address.</summary>
public sealed record Address
{
    [Description("Straße und Hausnummer.")]
    public required string Street { get; init; }

    [Description("Postleitzahl.")]
    public required string PostCode { get; init; }

    [Description("Ort.")]
    public required string City { get; init; }

    [Description("Land, zweistellig nach ISO 3166.")]
    public string Country { get; init; } = "DE";

    public override string ToString() => $"{Street}, {PostCode} {City}";
}

/// <summary>How a client's books are kept at the tax consultant's.</summary>
public sealed record DatevSettings
{
    [Description("Beraternummer (1001 bis 9999999).")]
    public required int ConsultantNumber { get; init; }

    [Description("Mandantennummer (1 bis 99999).")]
    public required int ClientNumber { get; init; }

    [Description("Beginn des Wirtschaftsjahres als MMTT, zum Beispiel „0101“.")]
    public string FiscalYearStart { get; init; } = "0101";

    [Description("Länge der Sachkonten, 4 bis 8.")]
    public int AccountLength { get; init; } = 4;

    [Description("Ob Namen von Organisationen nach 50 Zeichen gekürzt werden.")]
    public bool CutNames { get; init; }

    [Description("Ob die KOST-Menge (aus der Menge der Position) übertragen wird.")]
    public bool TransferCostQuantity { get; init; }
}

/// <summary>Numbers given to incoming vouchers, without gaps, for one client.</summary>
public sealed record NumberRange
{
    [Description("Kennung, auf die Quellen und Leitungswege verweisen.")]
    public required string Id { get; init; }

    [Description("Bezeichnung, wie Menschen sie sehen.")]
    public required string Name { get; init; }

    [Description("Kennung des Mandanten, dem der Nummernkreis gehört.")]
    public required string Client { get; init; }

    [Description("Modul; nur für Nummernkreise, aus denen Sachbearbeiter Belegnummern ziehen.")]
    public string? Module { get; init; }

    [Description("Kategorie der Belege; nur zusammen mit „module“.")]
    public string? Category { get; init; }

    [Description("Text vor der Zahl.")]
    public string Prefix { get; init; } = string.Empty;

    [Description("Stellen der Zahl, mit führenden Nullen, 1 bis 12.")]
    public int Digits { get; init; } = 6;

    [Description("Erste Zahl.")]
    public long First { get; init; } = 1;

    [Description("Ob in jedem Jahr neu gezählt wird; das Jahr steht dann zwischen Text und Zahl.")]
    public bool PerYear { get; init; }

    /// <summary>Whether clerks draw numbers for such vouchers from it.</summary>
    public bool IsFor(VoucherNumber voucher) => Module == voucher.Module && Category == voucher.Category;

    /// <summary>The number as it is written, for example <c>RE-000042</c>, or <c>RE-2026-000042</c> in a year.</summary>
    public string Write(long number, int? year = null) => Prefix
        + (year is null ? "" : year.Value.ToString("0000", CultureInfo.InvariantCulture) + "-")
        + number.ToString("D" + Digits, CultureInfo.InvariantCulture);
}
