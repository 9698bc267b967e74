using System.Globalization;
using System.Xml.Linq;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Extraction.Einvoice;
using Serverless.Workflows.Extraction.Einvoice.Discounts;

namespace Serverless.Workflows.Tests.Extraction.Einvoice;

public sealed class CashDiscountTests
{
    private static readonly DateOnly Issued = new(2026, 2, 20);

    [Theory]
    [InlineData("#SKONTO#TAGE=14#PROZENT=2.00#\n", 14, "2.00", null, "23.80")]
    [InlineData("Zahlbar in 30 Tagen.\r\n#SKONTO#TAGE=7#PROZENT=3.50#BASISBETRAG=100.00#\r\n", 7, "3.50", "100.00", "3.50")]
    [InlineData("#SKONTO#TAGE=7#PROZENT=2.00#BASISBETRAG=-50.25#\n", 7, "2.00", "-50.25", "-1.01")]
    [InlineData("   #SKONTO#TAGE=0#PROZENT=2.25#   ", 0, "2.25", null, "26.78")]
    public void A_tier_in_the_notation_is_read_and_completed(string terms, int days, string percent, string? basis, string saved)
    {
        var (tiers, checks) = Read(terms);

        Assert.Equal([new CashDiscount(days, Issued.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), percent, basis, saved)], tiers);
        Assert.Empty(checks);
    }

    [Fact]
    public void Every_tier_counts_in_its_order_and_text_between_does_not()
    {
        var (tiers, _) = Read("Bitte zahlen.\n#SKONTO#TAGE=7#PROZENT=3.00#\noder\n#SKONTO#TAGE=14#PROZENT=2.00#\n#VERZUG#TAGE=30#PROZENT=9.00#\n");

        Assert.Equal([(7, "3.00"), (14, "2.00")], tiers.Select(tier => (tier.Days!.Value, tier.Percent!)));
    }

    [Theory]
    [InlineData("#Skonto#Tage=14#Prozent=2.00#", "2.00")]
    [InlineData("#SKONTO#TAGE=14#PROZENT=2#", "2")]
    [InlineData("#SKONTO#TAGE=14#PROZENT=2,5#", "2.5")]
    [InlineData("#SKONTO# TAGE = 14 # PROZENT = 2.00 %", "2.00")]
    public void What_is_written_a_little_otherwise_is_read_with_a_finding(string terms, string percent)
    {
        var (tiers, checks) = Read(terms);

        Assert.Equal((14, percent), (tiers.Single().Days, tiers.Single().Percent));
        Assert.Equal("BR-DE-18", checks.Single().Rule);
    }

    [Theory]
    [InlineData("#SKONTO#TAGE=vierzehn#PROZENT=2.00#")]
    [InlineData("#SKONTO#PROZENT=2.00#TAGE=14#")]
    [InlineData("#SKONTO#TAGE=14#PROZENT=200.00#")]
    [InlineData("#SKONTO#TAGE=99999999999#PROZENT=2.00#")]
    [InlineData("#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=1.234,00#")]
    public void What_cannot_be_read_is_only_a_finding(string terms)
    {
        var (tiers, checks) = Read(terms);

        Assert.Empty(tiers);
        Assert.Equal(("BR-DE-18", Severity.Warning), (checks.Single().Rule, checks.Single().Severity));
    }

    [Fact]
    public void Without_date_and_amount_nothing_is_computed()
    {
        var stated = SkontoNotation.Read("#SKONTO#TAGE=14#PROZENT=2.00#", () => "", new Findings());

        Assert.Equal([new CashDiscount(14, null, "2.00", null, null)], CashDiscounts.Complete(stated, null, null));
    }

    [DataTheory]
    [InlineData("""<ram:BasisPeriodMeasure unitCode="DAY">10</ram:BasisPeriodMeasure><ram:CalculationPercent>2</ram:CalculationPercent>""", 10, "2018-03-15", "2", null, "10.60")]
    [InlineData("""<ram:BasisPeriodMeasure unitCode="WEE">2</ram:BasisPeriodMeasure><ram:CalculationPercent>2</ram:CalculationPercent>""", 14, "2018-03-19", "2", null, "10.60")]
    [InlineData("""<ram:BasisPeriodMeasure unitCode="MON">1</ram:BasisPeriodMeasure><ram:CalculationPercent>2</ram:CalculationPercent>""", null, "2018-04-05", "2", null, "10.60")]
    [InlineData("""<ram:BasisDateTime><udt:DateTimeString format="102">20180310</udt:DateTimeString></ram:BasisDateTime><ram:BasisPeriodMeasure unitCode="DAY">10</ram:BasisPeriodMeasure><ram:BasisAmount>100.00</ram:BasisAmount><ram:CalculationPercent>3</ram:CalculationPercent>""", null, "2018-03-20", "3", "100.00", "3.00")]
    [InlineData("""<ram:BasisPeriodMeasure unitCode="DAY">8</ram:BasisPeriodMeasure><ram:ActualDiscountAmount>12.34</ram:ActualDiscountAmount>""", 8, "2018-03-13", null, null, "12.34")]
    public void Cii_discount_terms(string terms, int? days, string until, string? percent, string? basis, string saved)
    {
        var reading = RealInvoices.Read(WithDiscountTerms(terms));

        Assert.Equal([new CashDiscount(days, until, percent, basis, saved)], reading.CashDiscounts);
    }

    [DataFact]
    public void A_period_in_unknown_units_is_a_finding_and_no_day_is_made_up()
    {
        var reading = RealInvoices.Read(WithDiscountTerms("""<ram:BasisPeriodMeasure unitCode="XYZ">10</ram:BasisPeriodMeasure><ram:CalculationPercent>2</ram:CalculationPercent>"""));

        Assert.Equal([new CashDiscount(null, null, "2", null, "10.60")], reading.CashDiscounts);
        Assert.Contains(reading.Checks, check => check.Rule == "DISCOUNT-PERIOD");
    }

    /// <summary>An invoice of 2018-03-05 over 529.87.</summary>
    private static XDocument WithDiscountTerms(string terms)
    {
        var document = RealInvoices.Xml("einvoice/zugferd/cii/EN16931_Einfach.cii.xml");
        XNamespace ram = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100";
        var added = XElement.Parse($"""
            <ram:ApplicableTradePaymentDiscountTerms xmlns:ram="{ram}" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">{terms}</ram:ApplicableTradePaymentDiscountTerms>
            """);
        document.Descendants(ram + "SpecifiedTradePaymentTerms").Single().Add(added);
        return document;
    }

    private static (CashDiscount[] Tiers, IReadOnlyList<Check> Checks) Read(string terms)
    {
        var findings = new Findings();
        var tiers = CashDiscounts.Complete(SkontoNotation.Read(terms, () => "/x", findings), Issued, 1190m);
        return (tiers, findings.ToList());
    }
}
