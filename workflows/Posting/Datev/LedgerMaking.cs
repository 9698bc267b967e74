using System.Globalization;
using System.Text.RegularExpressions;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Tenancy.Identifiers;

namespace Serverless.Workflows.Posting.Datev;

/// <summary>Makes the posting proposals of a voucher, or says what is missing. Values that DATEV's optional fields do not
/// allow are left out; what a clerk would miss is put into the message to the consultant.</summary>
internal sealed partial class LedgerMaking
{
    /// <summary>Self-billed invoices (§ 14 UStG): whoever receives one is the seller.</summary>
    private const string SelfBilled = "389";

    /// <summary>UNTDID 1001 codes whose amounts are owed to the buyer although written without a sign.</summary>
    private static readonly HashSet<string> CreditNotes = ["81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"];

    private readonly DatevClient _client;
    private readonly DatevVoucher _voucher;
    private readonly InvoiceReading _reading;
    private readonly List<string> _reasons = [];
    private readonly List<string> _notes = [];

    private LedgerMaking(DatevClient client, DatevVoucher voucher) => (_client, _voucher, _reading) = (client, voucher, voucher.Reading);

    /// <summary>The ledger, or null with the reasons why there is none.</summary>
    public static (DatevLedger? Ledger, IReadOnlyList<string> Reasons) Of(DatevClient client, DatevVoucher voucher)
    {
        var making = new LedgerMaking(client, voucher);
        var ledger = making.Make();
        return making._reasons.Count == 0 ? (ledger, []) : (null, making._reasons);
    }

    private DatevLedger? Make()
    {
        if (_client.Client is not null && _voucher.Client is not null && _client.Client != _voucher.Client)
            _reasons.Add($"Der Vorgang gehört zu einem anderen Mandanten („{_voucher.Client}“). Ein Paket enthält nur Vorgänge eines Mandanten.");
        var date = Date();
        var currency = Required(FieldNames.Currency, "Die Währung")?.ToUpperInvariant();
        if (currency is not null && !DatevType.Currency.Allows(currency)) _reasons.Add($"Die Währung „{currency}“ kennt DATEV nicht.");
        var number = Required(FieldNames.InvoiceNumber, "Die Rechnungsnummer");
        var invoiceId = number is null ? null : DatevText.Identifier(number, DatevType.InvoiceId);
        if (number is not null && invoiceId is null) _reasons.Add($"Die Rechnungsnummer „{number}“ enthält keine Ziffer und keinen lateinischen Buchstaben.");
        var book = _reading[FieldNames.TypeCode] == SelfBilled ? DatevBook.Receivable : DatevBook.Payable;
        var name = PartnerName(book);
        var gross = Gross();
        if (number is not null && invoiceId != number) _notes.Add("Rechnungsnr. " + number);
        var internalId = InternalNumber();
        if (_voucher.Property is not null) _notes.Add("Objekt " + _voucher.Property);
        if (gross is not { } total || date is not { } day || invoiceId is null || currency is null || name is null)
        {
            // What does not hang on these is checked all the same, so that all is said at once.
            new LedgerRows(_client, _voucher, gross ?? 0, _reasons).Check();
            return null;
        }

        var rows = new LedgerRows(_client, _voucher, total, _reasons).Make();
        if (_reasons.Count > 0) return null;
        var sign = CreditNotes.Contains(_reading[FieldNames.TypeCode] ?? string.Empty) ? -1 : 1;
        var account = PartnerAccount(book);
        var terms = PaymentTerms.Of(_reading, day, sign * total, account is not null, _notes);
        var delivery = Delivery(day);
        var common = new DatevLedgerRow
        {
            Amount = 0,
            InternalInvoiceId = internalId,
            PartyId = DatevText.IfAllowed(_reading[FieldNames.CustomerNumber], DatevType.PartyId),
            VatId = VatId(book),
            Iban = book == DatevBook.Payable ? Iban() : null,
            Bic = book == DatevBook.Payable ? DatevText.IfAllowed(_reading[FieldNames.SellerBic], DatevType.Bic) : null,
            DueDate = terms.Due,
            PartnerAccount = account,
            PartnerName = name,
            PartnerCity = DatevText.Cut(_voucher.Partner?.City ?? City(book), DatevType.City),
            BookingText = DatevText.Cut(name, DatevType.BookingText),
        };
        var information = DatevText.Cut(string.Join("; ", _notes), DatevType.Information);
        var finished = rows.Select(row => common with
        {
            Amount = sign * row.Amount,
            AccountNo = row.AccountNo,
            BuCode = row.BuCode,
            CostCategoryId = row.CostCategoryId,
            CostAmount = row.CostAmount,
            Tax = row.Tax,
            BookingText = row.BookingText ?? common.BookingText,
            Information = information,
        }).ToList();
        return _reasons.Count > 0
            ? null
            : new DatevLedger(
                book, day, sign * total, currency, invoiceId, delivery,
                DatevText.IfAllowed(_reading[FieldNames.OrderNumber], DatevType.OrderId), terms.Spread(finished));
    }

    private string? Required(string field, string what)
    {
        var value = DatevText.Clean(_reading[field]);
        if (value is null) _reasons.Add(what + " fehlt.");
        return value;
    }

    private DateOnly? Date()
    {
        var value = Required(FieldNames.IssueDate, "Das Rechnungsdatum");
        if (value is null) return null;
        if (!DatevType.Date.Allows(value))
        {
            _reasons.Add($"Das Rechnungsdatum „{value}“ ist kein Datum, das DATEV annimmt.");
            return null;
        }

        var date = DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var start = _client.Settings.FiscalYearStart;
        if (!start.EndsWith("01", StringComparison.Ordinal) && start.StartsWith(date.ToString("MM", CultureInfo.InvariantCulture), StringComparison.Ordinal))
        {
            _reasons.Add("Das Wirtschaftsjahr des Mandanten beginnt nicht an einem Monatsersten; für den Monat seines Beginns nimmt DATEV Belege auf diesem Weg nicht an.");
        }

        return date;
    }

    private string? PartnerName(DatevBook book)
    {
        var name = book == DatevBook.Payable
            ? Required(FieldNames.SellerName, "Der Name des Lieferanten")
            : Required(FieldNames.BuyerName, "Der Name des Kunden");
        if (name is null || name.Length <= DatevType.PartyName.MaxLength || _client.Settings.CutNames)
            return DatevText.Cut(name, DatevType.PartyName);
        _reasons.Add($"Der Name „{name[..40]}…“ ist mit {name.Length} Zeichen zu lang; DATEV nimmt höchstens 50. Kürzen Sie ihn, oder lassen Sie in den DATEV-Einstellungen des Mandanten Namen bei 50 Zeichen kürzen.");
        return null;
    }

    private decimal? Gross()
    {
        var gross = Amount(FieldNames.GrossTotal, "Der Bruttobetrag");
        var hasTax = _reading.Taxes.Count > 0 || Amount(FieldNames.TaxTotal, null) is not null || Amount(FieldNames.NetTotal, null) is not null;
        if (!hasTax) _reasons.Add("Der Steuerbetrag fehlt.");
        if (gross is 0) _reasons.Add("Der Bruttobetrag ist 0,00; solche Belege nimmt DATEV nicht an.");
        if (gross is { } value && Math.Abs(value) > 9_999_999_999.99m) _reasons.Add("Der Bruttobetrag ist größer, als DATEV annimmt.");
        return gross is 0 ? null : gross;
    }

    private decimal? Amount(string field, string? what)
    {
        var text = what is null ? _reading[field] : Required(field, what);
        if (text is null) return null;
        if (LedgerRows.Parse(text) is { } amount) return LedgerRows.Cents(amount);
        if (what is not null) _reasons.Add($"{what} „{text}“ ist keine Zahl.");
        return null;
    }

    private string? InternalNumber()
    {
        if (DatevText.Clean(_voucher.Number) is not { } number) return null;
        if (DatevType.InternalInvoiceId.Allows(number)) return number;
        _notes.Add("Eingangsnr. " + number);
        return null;
    }

    private string? PartnerAccount(DatevBook book)
    {
        if (DatevText.Clean(_voucher.Partner?.Account) is not { } account) return null;
        var length = _client.Settings.AccountLength + 1;
        var (what, first) = book == DatevBook.Payable ? ("Kreditorenkonto", '7') : ("Debitorenkonto", '1');
        if (account.Length != length || !account.All(char.IsAsciiDigit))
            _reasons.Add($"Das {what} „{account}“ muss {length} Ziffern haben: eine mehr als die Sachkonten des Mandanten ({_client.Settings.AccountLength}).");
        else if (account[0] < first || book == DatevBook.Receivable && account[0] > '6')
            _reasons.Add(book == DatevBook.Payable ? $"Das {what} „{account}“ muss mit 7, 8 oder 9 beginnen." : $"Das {what} „{account}“ muss mit 1 bis 6 beginnen.");
        return account;
    }

    private string? Delivery(DateOnly date)
    {
        var value = DatevText.IfAllowed(_reading[FieldNames.DeliveryDate] ?? _reading[FieldNames.ServicePeriodEnd], DatevType.Date);
        // DATEV passes over one that is after the invoice's date.
        return value is not null && string.CompareOrdinal(value, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) <= 0 ? value : null;
    }

    private string? VatId(DatevBook book)
    {
        var value = DatevText.Clean(_reading[book == DatevBook.Payable ? FieldNames.SellerVatId : FieldNames.BuyerVatId]);
        if (value is null) return null;
        var plain = value.Replace(" ", string.Empty, StringComparison.Ordinal);
        return VatIdShape().IsMatch(plain) ? plain : null;
    }

    private string? Iban()
    {
        if (DatevText.Clean(_reading[FieldNames.SellerIban]) is not { } value) return null;
        var iban = Tenancy.Identifiers.Iban.Normalize(value);
        if (Tenancy.Identifiers.Iban.IsValid(iban) && DatevType.Iban.Allows(iban)) return iban;
        _notes.Add("IBAN ungültig: " + iban);
        return null;
    }

    /// <summary>From the address in one line or several: what follows a postcode.</summary>
    private string? City(DatevBook book)
    {
        if (book != DatevBook.Payable || _reading[FieldNames.SellerAddress] is not { } address) return null;
        return address.Split([',', '\n']).Select(part => PostcodeAndCity().Match(part.Trim()))
            .Where(match => match.Success).Select(match => match.Groups[1].Value).FirstOrDefault();
    }

    [GeneratedRegex(@"\A(?:[A-Z]{1,2}-)?[0-9]{4,5} (\S.*)\z")]
    private static partial Regex PostcodeAndCity();

    [GeneratedRegex(@"\A[A-Z]{2}[0-9A-Za-z]{2,13}\z")]
    private static partial Regex VatIdShape();
}
