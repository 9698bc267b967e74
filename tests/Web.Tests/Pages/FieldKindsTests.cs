using Serverless.Web.Pages;
using Serverless.Workflows.Extraction;

namespace Serverless.Web.Tests.Pages;

public class FieldKindsTests
{
    [Theory]
    [InlineData("de", FieldNames.SellerIban, "DE02120300000000202052", "keine gültige IBAN")]
    [InlineData("en", FieldNames.SellerIban, "DE02120300000000202052", "no valid IBAN")]
    [InlineData("en", FieldNames.Currency, "euros", "no currency")]
    [InlineData("en", FieldNames.BuyerVatId, "DE123", "no valid VAT id")]
    public void What_cannot_exist_is_said_in_the_page_s_language(string language, string field, string typed, string says)
    {
        var (value, wrong) = FieldKinds.Read(field, typed, Words.Of(language));

        Assert.Null(value);
        Assert.Contains(says, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void An_iban_and_a_currency_are_kept_in_one_way()
    {
        Assert.Equal(("DE02120300000000202051", null), FieldKinds.Read(FieldNames.SellerIban, "de02 1203 0000 0000 2020 51", Words.Of("en")));
        Assert.Equal(("CHF", null), FieldKinds.Read(FieldNames.Currency, "chf", Words.Of("de")));
    }
}
