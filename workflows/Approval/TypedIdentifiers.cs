using Serverless.Workflows.Extraction;
using Serverless.Workflows.Tenancy.Identifiers;

namespace Serverless.Workflows.Approval;

/// <summary>Fields whose values follow a standard, so that what a person mistyped shows when it is typed.</summary>
public static class TypedIdentifiers
{
    /// <summary>The value as it is kept: an IBAN without blanks, IBANs and currencies in upper case, all else as typed.</summary>
    /// <param name="field">A name of the field catalogue.</param>
    /// <param name="typed">Without blanks around it.</param>
    /// <returns>Null where no such IBAN, currency or VAT id can exist.</returns>
    public static string? Read(string field, string typed) => field switch
    {
        FieldNames.SellerIban => Iban.IsValid(typed) ? Iban.Normalize(typed) : null,
        FieldNames.Currency => typed.ToUpperInvariant() is var code && Currencies.Has(code) ? code : null,
        FieldNames.SellerVatId or FieldNames.BuyerVatId => VatId.IsPossible(typed) ? typed : null,
        _ => typed,
    };

    /// <summary>What is wrong with a value that cannot exist, German.</summary>
    internal static string Problem(string field, string typed) => field switch
    {
        FieldNames.SellerIban => $"„{typed}“ ist keine gültige IBAN; die Länge oder die Prüfziffer passt nicht. Bitte vergleichen "
            + "Sie sie Zeichen für Zeichen",
        FieldNames.Currency => $"„{typed}“ ist keine Währung; schreiben Sie das Kürzel aus drei Buchstaben, zum Beispiel EUR",
        _ => $"„{typed}“ ist keine gültige USt-IdNr.; Länderkürzel, Länge oder Prüfziffer passt nicht",
    };
}
