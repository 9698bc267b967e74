using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>
/// The words under which an item is found, and those of a search. Case and accents do not count, and <c>ä</c>,
/// <c>ae</c> and <c>a</c> are the same, as are <c>ß</c> and <c>ss</c>. A word with signs inside (<c>RE-2026/17</c>) is
/// found by its pieces and without the signs, an amount in any usual notation, a word also by its beginning.
/// </summary>
public static partial class SearchWords
{
    /// <summary>An item has at most as many; what comes last (its subject) is cut.</summary>
    public const int MaxOfItem = 90;

    private const int MaxOfQuery = 8;
    private const int MaxLength = 40;

    private static readonly string[] Numbers =
    [
        FieldNames.InvoiceNumber, FieldNames.OrderNumber, FieldNames.ContractNumber, FieldNames.CustomerNumber,
        FieldNames.SellerVatId, FieldNames.PaymentReference,
    ];

    private static readonly string[] Amounts = [FieldNames.GrossTotal, FieldNames.Payable, FieldNames.NetTotal];

    /// <summary>The words of an item: its numbers, supplier, amounts, IBAN, order and subject.</summary>
    public static IReadOnlyList<string> Of(Item item)
    {
        var words = new List<string>();
        foreach (var field in Numbers) AddAll(words, Value(item, field));
        AddAll(words, item.Cover.Number);
        AddAll(words, item.Cover.PurchaseOrder);
        foreach (var field in Amounts)
        {
            if (decimal.TryParse(Value(item, field), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount))
                words.Add(Amount(amount));
        }

        if (Value(item, FieldNames.SellerIban) is { } iban) AddIban(words, iban);
        AddAll(words, Value(item, FieldNames.SellerName));
        AddAll(words, item.Cover.Supplier);
        AddAll(words, item.Origin.Subject);
        AddAll(words, item.Origin.From);
        return [.. words.Where(word => word.Length > 1).Select(Cut).Distinct(StringComparer.Ordinal).Take(MaxOfItem)];
    }

    /// <summary>The words of a search, all of which must be found; empty where the text has none.</summary>
    public static IReadOnlyList<string> Parse(string query)
    {
        var words = new List<string>();
        foreach (var chunk in Chunks(query))
        {
            if (AsAmount(chunk) is { } amount) words.Add(amount);
            else words.AddRange(Pieces(chunk));
        }

        var longer = words.Where(word => word.Length > 1).ToList();
        return [.. (longer.Count > 0 ? longer : words).Select(Cut).Distinct(StringComparer.Ordinal).Take(MaxOfQuery)];
    }

    /// <summary>Whether every word of a search begins one of these words.</summary>
    public static bool Match(IReadOnlyList<string> query, IReadOnlyList<string> words) =>
        query.All(wanted => words.Any(word => word.StartsWith(wanted, StringComparison.Ordinal)));

    private static string? Value(Item item, string field) =>
        item.Fields.TryGetValue(field, out var found) ? found.Value : null;

    private static void AddAll(List<string> words, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        foreach (var chunk in Chunks(text))
        {
            var pieces = Pieces(chunk);
            words.AddRange(pieces);
            if (pieces.Count > 1) words.Add(string.Concat(pieces));
            if (AsAmount(chunk) is { } amount) words.Add(amount);
        }
    }

    private static void AddIban(List<string> words, string iban)
    {
        var compact = string.Concat(Pieces(Fold(iban)));
        words.Add(compact);
        words.AddRange(compact.Chunk(4).Select(group => new string(group)));
    }

    private static string[] Chunks(string text) =>
        Fold(text.Length > 1000 ? text[..1000] : text)
            .Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);

    private static List<string> Pieces(string chunk)
    {
        var pieces = new List<string>();
        var start = -1;
        for (var i = 0; i <= chunk.Length; i++)
        {
            var inside = i < chunk.Length && char.IsLetterOrDigit(chunk[i]);
            if (inside && start < 0) start = i;
            if (inside || start < 0) continue;
            pieces.Add(chunk[start..i]);
            start = -1;
        }

        return pieces;
    }

    private static string? AsAmount(string chunk)
    {
        if (Thousands().IsMatch(chunk)) return chunk.Replace(".", null, StringComparison.Ordinal);
        string? text = null;
        if (GermanAmount().IsMatch(chunk))
            text = chunk.Replace(".", null, StringComparison.Ordinal).Replace(',', '.');
        else if (PlainAmount().IsMatch(chunk)) text = chunk.Replace(",", null, StringComparison.Ordinal);
        return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            ? Amount(amount)
            : null;
    }

    private static string Amount(decimal amount) => Math.Abs(amount).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Cut(string word) => word.Length > MaxLength ? word[..MaxLength] : word;

    /// <summary>Lower case without accents. Each step looks only at what is before it, so that the beginning of a word
    /// is folded to the beginning of the folded word.</summary>
    private static string Fold(string text)
    {
        // Half a surrogate pair cannot be normalised.
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        var spelled = new StringBuilder(whole.Length + 8);
        foreach (var c in whole.Normalize(NormalizationForm.FormC).ToLowerInvariant())
        {
            _ = c switch
            {
                'ä' or 'æ' => spelled.Append("ae"),
                'ö' or 'œ' or 'ø' => spelled.Append("oe"),
                'ü' => spelled.Append("ue"),
                'ß' => spelled.Append("ss"),
                _ => spelled.Append(c),
            };
        }

        var folded = new StringBuilder(spelled.Length);
        var before = '\0';
        foreach (var c in spelled.ToString().Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (c != 'e' || before is not ('a' or 'o' or 'u')) folded.Append(c);
            before = c;
        }

        return folded.ToString();
    }

    // Without its cents an amount is the beginning of one.
    [GeneratedRegex(@"\A\d{1,3}(\.\d{3})+\z")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"\A(\d{1,3}(\.\d{3})+|\d+),\d{1,2}\z")]
    private static partial Regex GermanAmount();

    [GeneratedRegex(@"\A(\d{1,3}(,\d{3})+|\d+)\.\d{1,2}\z")]
    private static partial Regex PlainAmount();
}
