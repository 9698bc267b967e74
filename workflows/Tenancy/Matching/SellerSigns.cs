using Serverless.Workflows.Extraction;
using Serverless.Workflows.Tenancy.Identifiers;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Matching;

/// <summary>What an invoice says of whoever sent it.</summary>
internal sealed record SellerSigns(string? Name, string? VatId, string? TaxNumber, string? Iban)
{
    public static SellerSigns Of(IReadOnlyDictionary<string, Field> fields) => new(
        MatchCandidates.Value(fields, FieldNames.SellerName), MatchCandidates.Value(fields, FieldNames.SellerVatId),
        MatchCandidates.Value(fields, FieldNames.SellerTaxNumber), MatchCandidates.Value(fields, FieldNames.SellerIban));

    /// <summary>All of them, as people read them; empty where nothing is said.</summary>
    public string InWords => Joined(Name, VatId, TaxNumber, Iban);

    /// <summary>What speaks against that supplier, as people read it; null where nothing does. The strongest sign that both
    /// have decides: a supplier may write its name in many ways, and have a new bank account.</summary>
    public string? Against(Supplier supplier)
    {
        if (VatId is not null && supplier.VatId is { Length: > 0 } vatId)
            return Compact.Upper(VatId) == Compact.Upper(vatId) ? null : Joined(Name, VatId, null, null);
        if (TaxNumber is not null && supplier.TaxNumber is { Length: > 0 } taxNumber)
            return Compact.Upper(TaxNumber) == Compact.Upper(taxNumber) ? null : Joined(Name, null, TaxNumber, null);
        if (Iban is not null && supplier.Ibans.Count > 0)
        {
            var iban = Identifiers.Iban.Normalize(Iban);
            return supplier.Ibans.Any(known => Identifiers.Iban.Normalize(known) == iban) ? null : Joined(Name, null, null, iban);
        }

        return Name is null || Compact.Name(Name) == Compact.Name(supplier.Name) ? null : Joined(Name, null, null, null);
    }

    private static string Joined(string? name, string? vatId, string? taxNumber, string? iban) => string.Join(", ", new[]
    {
        name is null ? null : $"„{name}“", vatId is null ? null : "USt-IdNr. " + vatId,
        taxNumber is null ? null : "Steuernummer " + taxNumber, iban is null ? null : "IBAN " + Identifiers.Iban.Normalize(iban),
    }.OfType<string>());
}
