using System.Collections.Frozen;
using System.Globalization;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;

namespace Serverless.Web.Pages;

/// <summary>How fields are shown and typed: amounts and days in the person's way of writing, kept in the neutral one.</summary>
internal static class FieldKinds
{
    private const int MaxLength = 1_000;

    private static readonly FrozenSet<string> Amounts = FrozenSet.Create(StringComparer.Ordinal, FieldNames.NetTotal,
        FieldNames.TaxTotal, FieldNames.GrossTotal, FieldNames.PrepaidAmount, FieldNames.Payable);

    private static readonly FrozenSet<string> Days = FrozenSet.Create(StringComparer.Ordinal, FieldNames.IssueDate,
        FieldNames.DueDate, FieldNames.DeliveryDate, FieldNames.ServicePeriodStart, FieldNames.ServicePeriodEnd);

    /// <summary>What a person looks at first, in this order; all others follow in the catalogue's.</summary>
    public static IReadOnlyList<string> First { get; } =
    [
        FieldNames.SellerName, FieldNames.InvoiceNumber, FieldNames.IssueDate, FieldNames.DueDate, FieldNames.NetTotal,
        FieldNames.TaxTotal, FieldNames.GrossTotal, FieldNames.Payable, FieldNames.BuyerName, FieldNames.OrderNumber,
        FieldNames.SellerIban,
    ];

    public static IReadOnlyList<string> Others { get; } = [.. FieldNames.All.Except(First)];

    /// <summary>What a person looks at first of an item: of mail, which is no invoice, only what is filled in.</summary>
    public static IEnumerable<string> FirstOf(Item item) =>
        item.Kind == RouteKind.Mail ? First.Concat(Others).Where(item.Fields.ContainsKey) : First;

    /// <summary>All other fields, in the catalogue's order.</summary>
    public static IEnumerable<string> OthersOf(Item item) =>
        item.Kind == RouteKind.Mail ? First.Concat(Others).Where(name => !item.Fields.ContainsKey(name)) : Others;

    public static bool IsAmount(string field) => Amounts.Contains(field);

    public static bool IsDay(string field) => Days.Contains(field);

    /// <summary>A value as it is shown, and as it stands in its input.</summary>
    public static string Shown(string field, string value, Words words) =>
        IsAmount(field) ? Spoken.Amount(value, words.Language)
        : IsDay(field) ? Spoken.Day(value, words.Language)
        : value;

    /// <summary>A number with as many decimals as it has, for quantities.</summary>
    public static string Number(string value, Words words) =>
        Spoken.IsEnglish(words.Language) ? value : value.Replace('.', ',');

    /// <summary>What was typed, in the neutral way of writing; or what is wrong with it.</summary>
    public static (string? Value, string? Wrong) Read(string field, string typed, Words words)
    {
        if (typed.Length > MaxLength) return (null, words.TooLong(words.FieldName(field)));
        if (IsAmount(field)) return Amount(words.FieldName(field), typed, words);
        if (IsDay(field))
            return Day(typed) is { } day ? (day, null) : (null, words.BadDay(words.FieldName(field), typed));
        return TypedIdentifiers.Read(field, typed) is { } kept ? (kept, null) : (null, words.BadIdentifier(field, typed));
    }

    /// <summary>An amount in the neutral way of writing; or what is wrong with it.</summary>
    /// <param name="name">What it is called.</param>
    public static (string? Value, string? Wrong) Amount(string name, string typed, Words words) =>
        Amount(typed, words.Language) is { } amount ? (amount, null) : (null, words.BadAmount(name, typed));

    private static string? Amount(string typed, string language)
    {
        var (point, group) = Spoken.IsEnglish(language) ? ('.', ',') : (',', '.');
        var plain = typed.Replace(" ", string.Empty, StringComparison.Ordinal).Replace("\u00a0", string.Empty, StringComparison.Ordinal)
            .Replace("€", string.Empty, StringComparison.Ordinal).Replace('−', '-');

        // 1234.56 is meant as written, also where the point groups thousands: a group has three digits.
        var grouped = plain.Split(group);
        var isGrouped = grouped.Length > 1 && grouped[1..].All(part => part.Split(point)[0].Length == 3);
        if (isGrouped) plain = plain.Replace(group.ToString(), string.Empty, StringComparison.Ordinal);
        else if (grouped.Length > 1 && (grouped.Length > 2 || plain.Contains(point, StringComparison.Ordinal))) return null;
        plain = plain.Replace(',', '.');
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount == Math.Round(amount, 2)
            ? amount.ToString(CultureInfo.InvariantCulture)
            : null;
    }

    private static string? Day(string typed)
    {
        string[] forms = ["yyyy-MM-dd", "d.M.yyyy", "dd.MM.yyyy", "d MMM yyyy", "d/M/yyyy"];
        return DateOnly.TryParseExact(typed, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
    }
}
