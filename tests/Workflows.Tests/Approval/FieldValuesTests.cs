using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Approval;

/// <summary>What people type, as it is kept; what could mean two things is asked back.</summary>
public sealed class FieldValuesTests
{
    [Theory]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("1234,56", "1234.56")]
    [InlineData("1234.56", "1234.56")]
    [InlineData(" 12.345.678,9 € ", "12345678.9")]
    [InlineData("1 234,00", "1234.00")]
    [InlineData("-0,05", "-0.05")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("0", "0")]
    public void An_amount_is_read_as_germans_write_it(string typed, string kept)
    {
        Assert.True(FieldValues.TryRead(FieldNames.GrossTotal, typed, out var value, out var problem), problem);
        Assert.Equal(kept, value);
    }

    [Theory]
    [InlineData("1.234")]
    [InlineData("1,234.56")]
    [InlineData("12,34,56")]
    [InlineData("zwölf")]
    [InlineData("1e5")]
    [InlineData("€")]
    [InlineData("١٢٣")]
    [InlineData("12345678901234567")]
    public void An_amount_that_is_none_or_could_be_two_is_asked_back(string typed)
    {
        Assert.False(FieldValues.TryRead(FieldNames.GrossTotal, typed, out _, out var problem));
        Assert.Matches("^[^:]+: .+[.]$", problem);
    }

    [Theory]
    [InlineData("31.3.2026", "2026-03-31")]
    [InlineData("01.03.26", "2026-03-01")]
    [InlineData("2026-03-31", "2026-03-31")]
    [InlineData("29.2.2028", "2028-02-29")]
    public void A_date_is_read_as_germans_write_it(string typed, string kept)
    {
        Assert.True(FieldValues.TryRead(FieldNames.DueDate, typed, out var value, out _));
        Assert.Equal(kept, value);
    }

    [Theory]
    [InlineData("31.2.2026")]
    [InlineData("3/31/2026")]
    [InlineData("morgen")]
    [InlineData("2026-3-1")]
    public void A_day_that_is_none_is_asked_back(string typed) =>
        Assert.False(FieldValues.TryRead(FieldNames.DueDate, typed, out _, out _));

    [Fact]
    public void A_text_is_taken_as_it_is_up_to_its_length_and_without_control_characters()
    {
        Assert.True(FieldValues.TryRead(FieldNames.SellerName, "  Müller & Söhne  ", out var value, out _));
        Assert.Equal("Müller & Söhne", value);
        Assert.True(FieldValues.TryRead(FieldNames.SellerName, new string('x', FieldValues.MaxLength), out _, out _));
        Assert.False(FieldValues.TryRead(FieldNames.SellerName, new string('x', FieldValues.MaxLength + 1), out _, out _));
        Assert.False(FieldValues.TryRead(FieldNames.SellerName, "a\nb", out _, out _));
    }

    [Theory]
    [InlineData(FieldNames.SellerIban, " de89 3704 0044 0532 0130 00 ", "DE89370400440532013000")]
    [InlineData(FieldNames.SellerIban, "AT61 1904 3002 3457 3201", "AT611904300234573201")]
    [InlineData(FieldNames.Currency, " eur ", "EUR")]
    [InlineData(FieldNames.Currency, "CHF", "CHF")]
    [InlineData(FieldNames.SellerVatId, "DE 136 695 976", "DE 136 695 976")]
    [InlineData(FieldNames.BuyerVatId, "CHE-116.281.710 MWST", "CHE-116.281.710 MWST")]
    [InlineData(FieldNames.SellerVatId, "GB 123 4567 89", "GB 123 4567 89")]
    [InlineData(FieldNames.SellerVatId, "NO 999 999 999 MVA", "NO 999 999 999 MVA")]
    public void What_follows_a_standard_is_kept_in_one_way(string field, string typed, string kept)
    {
        Assert.True(FieldValues.TryRead(field, typed, out var value, out var problem), problem);
        Assert.Equal(kept, value);
    }

    [Theory]
    [InlineData(FieldNames.SellerIban, "DE89370400440532013001")]
    [InlineData(FieldNames.SellerIban, "DE8937040044053201300")]
    [InlineData(FieldNames.SellerIban, "Konto 532013000")]
    [InlineData(FieldNames.Currency, "EURO")]
    [InlineData(FieldNames.Currency, "€")]
    [InlineData(FieldNames.Currency, "XYZ")]
    [InlineData(FieldNames.SellerVatId, "DE123")]
    [InlineData(FieldNames.SellerVatId, "DE136695977")]
    [InlineData(FieldNames.BuyerVatId, "12/345/67802")]
    public void What_cannot_exist_is_asked_back(string field, string typed)
    {
        Assert.False(FieldValues.TryRead(field, typed, out _, out var problem));
        Assert.Contains($"„{typed}“", problem, StringComparison.Ordinal);
        Assert.Matches("^[^:]+: .+[.]$", problem);
    }

    [Fact]
    public void Every_amount_that_is_written_in_german_comes_back_as_it_was() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), cents =>
        {
            var amount = cents / 100m;
            var german = amount.ToString("#,##0.00", System.Globalization.CultureInfo.GetCultureInfo("de-DE"));
            return FieldValues.TryRead(FieldNames.GrossTotal, german, out var value, out _)
                && decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture) == amount;
        }).Hold();
}
