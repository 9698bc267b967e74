using System.ComponentModel;

namespace Serverless.Workflows.Routing;

/// <summary>The groups (Postkreise) that the items of a mail route can have.</summary>
public sealed record MailGroups
{
    [Description("Mögliche Postkreise (Kennungen aus „invoiceGroups“); ohne Angabe alle dieser Leitungswegart.")]
    public IReadOnlyList<string> Possible { get; init; } = [];

    [Description("Postkreis, wenn die Bedingungen (invoiceGroupTable) keinen ergeben.")]
    public string? Default { get; init; }
}

/// <summary>That the items of a mail route are vouchers (rebookings, notices): a clerk draws a number, which is entered in
/// the ledger and so links it with the archive.</summary>
public sealed record VoucherNumber
{
    [Description("Modul, zu dem die Nummernkreise gehören, aus denen gezogen wird, zum Beispiel „Rechnungswesen“.")]
    public required string Module { get; init; }

    [Description("Kategorie der Belege, zum Beispiel „Umbuchung“; wie das Modul wählt sie die Nummernkreise aus.")]
    public required string Category { get; init; }

    [Description("Dokumenteigenschaft, in die die gezogene Nummer geschrieben wird, zum Beispiel „Umbuchungsbelegnummer“.")]
    public required string Property { get; init; }
}
