using System.Globalization;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Posting.Datev;

/// <summary>One row before it is signed and dressed.</summary>
internal sealed record LedgerPart(
    decimal Amount, string? AccountNo = null, string? BuCode = null, string? CostCategoryId = null, string? CostAmount = null,
    string? Tax = null, string? BookingText = null);

/// <summary>Divides a voucher's gross amount into rows: by its coding lines, else by its tax rates, else not at all. The
/// rows always add up to the gross amount.</summary>
internal sealed class LedgerRows(DatevClient client, DatevVoucher voucher, decimal gross, List<string> reasons)
{
    private const int MaxRows = 5000;

    private readonly InvoiceReading _reading = voucher.Reading;

    /// <summary>A number far above what DATEV takes is none: sums of it would overflow.</summary>
    public static decimal? Parse(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && Math.Abs(value) <= 1_000_000_000_000m ? value : null;

    public static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    public List<LedgerPart> Make()
    {
        var parts = voucher.Coding.Count > 0 ? Coded() : ByTax();
        if (parts.Count > MaxRows) reasons.Add($"Die Kontierung hat {parts.Count} Zeilen; DATEV nimmt höchstens {MaxRows} je Beleg.");
        return parts;
    }

    /// <summary>Only finds what is wrong with the coding.</summary>
    public void Check()
    {
        for (var i = 0; i < voucher.Coding.Count; i++) Dress(voucher.Coding[i], i + 1, 0);
    }

    private List<LedgerPart> ByTax()
    {
        var parts = _reading.Taxes
            .Select(tax => new LedgerPart(Cents(Parse(tax.Basis) ?? 0) + Cents(Parse(tax.Amount) ?? 0), Tax: Rate(tax.Rate)))
            .Where(part => part.Amount != 0)
            .ToList();
        // Where the breakdown is not the whole amount (rounding, amounts without tax), no rate is claimed for parts of it.
        if (parts.Count == 0 || parts.Sum(part => part.Amount) != gross) parts = [new LedgerPart(gross, Tax: OnlyRate())];
        if (parts.Count == 1) parts[0] = parts[0] with { CostAmount = Quantity() };
        return parts;
    }

    private List<LedgerPart> Coded()
    {
        var amounts = new List<decimal>();
        for (var i = 0; i < voucher.Coding.Count; i++)
        {
            if (Parse(voucher.Coding[i].Amount) is { } amount) amounts.Add(Cents(amount));
            else reasons.Add($"Kontierungszeile {i + 1}: „{voucher.Coding[i].Amount}“ ist kein Betrag.");
        }

        if (amounts.Count < voucher.Coding.Count)
        {
            Check();
            return [];
        }

        if (amounts.Sum() != gross) amounts = FromNet(amounts);
        var rows = voucher.Coding.Select((line, i) => Dress(line, i + 1, amounts[i])).Where(row => row.Amount != 0).ToList();
        if (rows.Count == 1) rows[0] = rows[0] with { CostAmount = Quantity() };
        return rows;
    }

    /// <summary>Lines coded net become gross where there is one tax rate; the last takes the rounding.</summary>
    private List<decimal> FromNet(List<decimal> amounts)
    {
        var sum = amounts.Sum();
        var net = Parse(_reading[FieldNames.NetTotal]) is { } given ? Cents(given) : (decimal?)null;
        if (sum == net && sum != 0 && _reading.Taxes.Count <= 1)
        {
            var result = amounts.Select(amount => Cents(amount * gross / sum)).ToList();
            result[^1] += gross - result.Sum();
            return result;
        }

        var german = CultureInfo.GetCultureInfo("de-DE");
        reasons.Add(string.Create(german, $"Die Kontierung ergibt {sum:N2}, die Rechnung lautet auf {gross:N2} brutto. Bitte gleichen Sie die Kontierungszeilen an."));
        return amounts;
    }

    private LedgerPart Dress(CodingLine line, int number, decimal amount)
    {
        var account = Account(line.Account, number);
        var key = DatevText.Clean(line.TaxKey);
        if (key is not null)
        {
            var plain = Number(key);
            if (plain is null || !DatevType.TaxKey.Allows(plain)) reasons.Add($"Kontierungszeile {number}: Der Steuerschlüssel „{key}“ muss eine Zahl bis 9999 sein.");
            key = plain;
        }

        var centre = DatevText.Clean(line.CostCentre);
        if (centre is not null && !DatevType.CostCentre.Allows(centre))
            reasons.Add($"Kontierungszeile {number}: Die Kostenstelle „{centre[..Math.Min(40, centre.Length)]}“ ist länger als 36 Zeichen.");
        return new LedgerPart(amount, account, key, centre, Tax: OnlyRate(), BookingText: DatevText.Cut(line.Text, DatevType.BookingText));
    }

    private string? Account(string? text, int number)
    {
        if (DatevText.Clean(text) is not { } account) return null;
        var length = client.Settings.AccountLength;
        var plain = Number(account);
        if (plain is null || !DatevType.Account.Allows(plain))
            reasons.Add($"Kontierungszeile {number}: Das Konto „{account}“ muss eine Zahl mit höchstens {length} Ziffern sein.");
        else if (plain.Length > length + 1)
            reasons.Add($"Kontierungszeile {number}: Das Konto „{account}“ hat {plain.Length} Ziffern; die Sachkonten des Mandanten haben {length}, Personenkonten {length + 1}.");
        return plain;
    }

    /// <summary>Digits without leading zeros, or null.</summary>
    private static string? Number(string text) =>
        text.All(char.IsAsciiDigit) ? text.TrimStart('0') is { Length: > 0 } plain ? plain : "0" : null;

    private string? OnlyRate()
    {
        var rates = _reading.Taxes.Select(tax => Rate(tax.Rate)).Distinct().ToList();
        return rates.Count == 1 ? rates[0] : null;
    }

    /// <summary>0 % is not allowed in this field.</summary>
    private static string? Rate(string? text)
    {
        var rate = Parse(text) is { } value ? DatevLedgerFile.Money(Cents(value)) : null;
        return rate is not null && rate != "0.00" && DatevType.Percentage.Allows(rate) ? rate : null;
    }

    /// <summary>The quantity of the lines, where they all count the same unit.</summary>
    private string? Quantity()
    {
        if (!client.Settings.TransferCostQuantity || _reading.Lines.Count == 0 || _reading.Lines.Select(line => line.Unit).Distinct().Count() > 1) return null;
        decimal sum = 0;
        foreach (var line in _reading.Lines)
        {
            if (Parse(line.Quantity) is not { } quantity) return null;
            sum += quantity;
        }

        var text = Math.Round(sum, 4, MidpointRounding.AwayFromZero).ToString("0.0000", CultureInfo.InvariantCulture);
        return DatevType.CostQuantity.Allows(text) ? text : null;
    }
}
