using System.Globalization;
using System.Text.RegularExpressions;

namespace Serverless.Workflows.Posting.Datev;

/// <summary>A simple type of DATEV's schemas "document" and "ledger", version 060: what a value must look like. The
/// schemas themselves are DATEV's and not part of the product; their limits are stated here.</summary>
internal sealed partial class DatevType
{
    /// <summary>ISO 4217, with those no longer in use.</summary>
    private static readonly HashSet<string> Currencies = [.. (
        "AED AFA AFN ALL AMD ANG AOA AON AOR ARS ATS AUD AWG AZM AZN BAM BBD BDT BEF BGL BGN BHD "
        + "BIF BMD BND BOB BRL BSD BTN BWP BYB BYN BYR BZD CAD CDF CHF CLP CMG CNH CNY COP CRC CSD "
        + "CUP CVE CYP CZK DEM DJF DJV DKK DOP DZD ECS EEK EGP ERN ESP ETB EUR FIM FJD FKP FRF GBP "
        + "GEL GHC GHS GIP GMD GNF GRD GTQ GWP GYD HKD HNL HRK HTG HUF IDR IEP ILS INR IQD IRR ISK "
        + "ITL JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LUF LVL LYD "
        + "MAD MDL MGA MGF MKD MMK MNT MOP MRO MRU MTL MUR MVR MWK MXN MYR MZM MZN NAD NGN NIO NLG "
        + "NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PLZ PTE PYG QAR ROL RON RSD RUB RUR RWF SAR SBD "
        + "SCR SDD SDG SEK SGD SHP SIT SKK SLL SOS SRD SRG SSP STD SVC SYP SZL THB TJR TJS TMM TMT "
        + "TND TOP TRL TRY TTD TWD TZS UAH UGX USD UYU UZS VEB VEF VES VND VUV WST XAF XCD XEU XOF "
        + "XPF YER YUM ZAR ZMK ZMW ZRN ZWD ZWR").Split(' ')];

    private readonly int _minLength;
    private readonly int _maxLength;
    private readonly Regex? _pattern;
    private readonly Func<string, bool> _inRange;

    private DatevType(string name, int minLength, int maxLength, Regex? pattern = null, Func<string, bool>? inRange = null)
    {
        Name = name;
        _minLength = minLength;
        _maxLength = maxLength;
        _pattern = pattern;
        _inRange = inRange ?? (_ => true);
    }

    /// <summary>The name in DATEV's schema.</summary>
    public string Name { get; }

    public int MaxLength => _maxLength;

    public static DatevType Name36 { get; } = new("p17", 1, 36);

    public static DatevType FileName { get; } = new("p20", 1, 255);

    public static DatevType Title40 { get; } = new("p10009", 1, 40);

    public static DatevType Keywords { get; } = new("p10051", 1, 255);

    public static DatevType Description { get; } = new("p10052", 1, 40);

    public static DatevType Information { get; } = new("p30", 1, 120);

    public static DatevType BookingText { get; } = new("p10036", 1, 60);

    public static DatevType PartyId { get; } = new("p10011", 1, 15);

    public static DatevType PartyName { get; } = new("p10012", 1, 50);

    public static DatevType City { get; } = new("p10019", 1, 30);

    public static DatevType Guid { get; } = new("p10037", 36, 36, GuidPattern());

    public static DatevType YearMonth { get; } = new("p28", 7, 7, inRange: value => value[4] == '-' && IsDate(value + "-01"));

    public static DatevType Date { get; } = new("p10029", 10, 10, inRange: IsDate);

    public static DatevType DateTime { get; } = new("p10048", 19, 19, inRange: value =>
        System.DateTime.TryParseExact(value, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    public static DatevType ConsultantNumber { get; } = Whole("p10049", 1000, 9_999_999);

    public static DatevType ClientNumber { get; } = Whole("p10050", 0, 99_999);

    public static DatevType Account { get; } = Whole("p10039", 1, 999_999_999);

    public static DatevType SubledgerAccount { get; } = Whole("p11", 10_000, 999_999_999);

    public static DatevType TaxKey { get; } = Whole("p10033", 0, 9_999);

    /// <summary>Not 0.00; below zero for a credit note.</summary>
    public static DatevType Amount { get; } = Decimal("p7", 2, -9_999_999_999.99m, 9_999_999_999.99m, zero: false);

    public static DatevType Total { get; } = Decimal("p10002", 2, -9_999_999_999.99m, 9_999_999_999.99m);

    public static DatevType DiscountAmount { get; } = Decimal("p34", 2, 0.01m, 99_999_999.99m);

    public static DatevType Percentage { get; } = Decimal("p33", 2, 0m, 99.99m);

    public static DatevType CostQuantity { get; } = Decimal("p37", 4, 0.0001m, 999_999_999_999.9999m);

    public static DatevType InvoiceId { get; } = new("p10040", 0, 36, InvoiceIdPattern());

    public static DatevType InternalInvoiceId { get; } = new("p10", 1, 12, InvoiceIdPattern());

    public static DatevType OrderId { get; } = new("p13", 1, 30, OrderIdPattern());

    public static DatevType CostCentre { get; } = new("p10041", 0, 36, CostCentrePattern());

    public static DatevType VatId { get; } = new("p10027", 1, 15, VatIdPattern());

    public static DatevType Iban { get; } = new("p10010", 15, 34, IbanPattern());

    public static DatevType Bic { get; } = new("p10030", 8, 11, BicPattern());

    public static DatevType Currency { get; } = new("p1", 3, 3, inRange: value => Currencies.Contains(value));

    /// <summary>Whether the value may be written.</summary>
    public bool Allows(string value) =>
        value.Length >= _minLength && value.Length <= _maxLength && (_pattern is null || _pattern.IsMatch(value)) && _inRange(value);

    private static DatevType Whole(string name, long least, long most) => new(name, 1, 9, WholePattern(), value =>
        long.Parse(value, CultureInfo.InvariantCulture) is var number && number >= least && number <= most);

    private static DatevType Decimal(string name, int digits, decimal least, decimal most, bool zero = true) =>
        new(name, 1, 20, digits == 2 ? MoneyPattern() : QuantityPattern(), value =>
            decimal.Parse(value, CultureInfo.InvariantCulture) is var number && number >= least && number <= most && (zero || number != 0));

    private static bool IsDate(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year >= 1753;

    [GeneratedRegex(@"\A[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\z")]
    private static partial Regex GuidPattern();

    [GeneratedRegex(@"\A([1-9][0-9]{0,8}|0)\z")]
    private static partial Regex WholePattern();

    [GeneratedRegex(@"\A-?([1-9][0-9]{0,9}|0)\.[0-9]{2}\z")]
    private static partial Regex MoneyPattern();

    [GeneratedRegex(@"\A([1-9][0-9]{0,11}|0)\.[0-9]{4}\z")]
    private static partial Regex QuantityPattern();

    [GeneratedRegex(@"\A[a-zA-Z0-9$%&*+\-/]*\z")]
    private static partial Regex InvoiceIdPattern();

    [GeneratedRegex(@"\A[a-zA-Z0-9$%&*+\-./]+\z")]
    private static partial Regex OrderIdPattern();

    [GeneratedRegex(@"\A(\S(\S| )*\S|\S?)\z")]
    private static partial Regex CostCentrePattern();

    [GeneratedRegex(@"\A[0-9a-zA-Z. _]+\z")]
    private static partial Regex VatIdPattern();

    [GeneratedRegex(@"\A[A-Z]{2}[0-9]{2}[A-Za-z0-9]{11,30}\z")]
    private static partial Regex IbanPattern();

    [GeneratedRegex(@"\A[A-Z]{6}[A-Z0-9]{2}[A-Z0-9]{0,3}\z")]
    private static partial Regex BicPattern();
}
