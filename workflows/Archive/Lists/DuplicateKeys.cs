using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Tenancy.Identifiers;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>
/// By what an item is recognised as a duplicate: the bytes of its invoice documents, and its invoice number with amount
/// and seller. A seller goes by each of supplier, VAT id, IBAN and name, so that two readings that found different ones
/// of them still meet.
/// </summary>
public static class DuplicateKeys
{
    /// <summary>The same document.</summary>
    public const string SameBytes = "sameBytes";

    /// <summary>The same seller, number and amount.</summary>
    public const string SameInvoice = "sameInvoice";

    /// <summary>The same seller and number with another amount: perhaps a corrected invoice, perhaps a number typed wrongly.</summary>
    public const string SameNumber = "sameNumber";

    private static readonly string[] StrongestFirst = [SameBytes, SameInvoice, SameNumber];

    /// <summary>Whether another is the same document or the same invoice, so that it must not be paid beside this one.</summary>
    public static bool IsSame(Duplicate duplicate) => duplicate.Why != SameNumber;

    /// <summary>The lower, the more a reason says.</summary>
    internal static int Rank(string why) => Array.IndexOf(StrongestFirst, why);

    /// <summary>The keys of an item with what they say, without the tenant.</summary>
    public static IReadOnlyDictionary<string, string> Of(Item item)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in item.Documents.Where(document => document.Role == "invoice"))
            keys[OfBytes(document.Sha256)] = SameBytes;
        if (NumberOf(item) is { } number && AmountOf(item) is { } amount)
        {
            foreach (var seller in Sellers(item))
            {
                keys[Keys.Join("invoice", Hash(seller, number, amount))] = SameInvoice;
                keys[Keys.Join("number", Hash(seller, number, "any"))] = SameNumber;
            }
        }

        return keys;
    }

    /// <summary>What a seller goes by: two items with one of them in common are of the same seller.</summary>
    public static IReadOnlyList<string> SellersOf(Item item) =>
        [.. Sellers(item).Select(seller => Hash(seller, string.Empty, string.Empty)[..32]).Distinct(StringComparer.Ordinal)];

    /// <summary>The key of a document.</summary>
    public static string OfBytes(string sha256) => Keys.Join("sha", sha256);

    /// <summary>The number of an invoice as it is compared; null where it has none.</summary>
    internal static string? NumberOf(Item item) =>
        Compact.Upper(Value(item, FieldNames.InvoiceNumber) ?? string.Empty) is { Length: > 0 } number ? number : null;

    /// <summary>Whether one takes the other's place or refers to it: then the same number with another amount is as it should
    /// be.</summary>
    internal static bool AreLinked(Item one, Item other) => Refers(one, other) || Refers(other, one);

    private static bool Refers(Item one, Item other) => one.Corrects.Any(corrected => corrected.Item == other.Id)
        || (Compact.Upper(Value(one, FieldNames.PrecedingInvoice) ?? string.Empty) is { Length: > 0 } preceding && preceding == NumberOf(other));

    private static string? AmountOf(Item item) =>
        decimal.TryParse(Value(item, FieldNames.GrossTotal) ?? Value(item, FieldNames.Payable), NumberStyles.Number,
            CultureInfo.InvariantCulture, out var amount)
            ? amount.ToString("0.00", CultureInfo.InvariantCulture)
            : null;

    private static IEnumerable<string> Sellers(Item item)
    {
        if (item.Cover.Supplier is { Length: > 0 } supplier) yield return "supplier " + supplier;
        if (Compact.Upper(Value(item, FieldNames.SellerVatId) ?? "") is { Length: > 0 } vatId) yield return "vat " + vatId;
        if (Compact.Upper(Value(item, FieldNames.SellerIban) ?? "") is { Length: > 0 } iban) yield return "iban " + iban;
        if (Compact.Name(Value(item, FieldNames.SellerName) ?? "") is { Length: > 0 } name) yield return "name " + name;
    }

    private static string? Value(Item item, string field) =>
        item.Fields.TryGetValue(field, out var found) ? found.Value : null;

    // Hashed, because what stands on an invoice may be of any length.
    private static string Hash(string seller, string number, string amount) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seller}\n{number}\n{amount}")));
}
