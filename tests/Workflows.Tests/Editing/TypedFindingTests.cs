using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tests.Routing;

namespace Serverless.Workflows.Tests.Editing;

/// <summary>What a person types is held against what stands beside it.</summary>
public class TypedFindingTests
{
    [Theory]
    [InlineData("grossTotal", "119.03", "TYPED-GROSS TYPED-PAYABLE")]
    [InlineData("grossTotal", "119.02", "")]
    [InlineData("netTotal", "10", "TYPED-GROSS")]
    [InlineData("taxTotal", "7", "TYPED-GROSS")]
    [InlineData("taxTotal", "-19", "TYPED-GROSS TYPED-SIGNS")]
    [InlineData("prepaidAmount", "19", "TYPED-PAYABLE")]
    [InlineData("payable", "118.97", "TYPED-PAYABLE")]
    [InlineData("dueDate", "2026-01-31", "TYPED-DUE-DATE")]
    [InlineData("issueDate", "2026-03-01", "TYPED-DUE-DATE")]
    [InlineData("issueDate", "2999-01-01", "TYPED-DUE-DATE TYPED-ISSUE-DATE")]
    public async Task What_does_not_fit_is_said_and_goes_when_it_is_corrected(string field, string typed, string rules)
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await OpenAsync(house);
        Assert.Empty(RulesOf(item));

        var edited = await EditAsync(house, item, field, typed);
        Assert.Equal(rules, RulesOf(edited));
        Assert.All(edited.Checks, check => Assert.Equal(Severity.Warning, check.Severity));
        Assert.All(edited.Checks.Where(check => check.Rule.StartsWith("TYPED", StringComparison.Ordinal)),
            check => Assert.NotEqual(check.Text, EngineWords.Note(check.Text, "en")));
        Assert.Empty(RulesOf(await EditAsync(house, edited, field, item.Fields.GetValueOrDefault(field)?.Value)));
    }

    [Fact]
    public async Task Both_figures_are_said_in_both_languages()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await EditAsync(house, await OpenAsync(house), "grossTotal", "1190.00");
        var text = item.Checks.First(check => check.Rule == "TYPED-GROSS").Text;
        Assert.Equal("Netto 100,00 € und Steuer 19,00 € ergeben 119,00 €, als Brutto ist 1.190,00 € eingetragen. Bitte prüfen Sie die Beträge.", text);
        Assert.Equal("Net 100.00 € and tax 19.00 € add up to 119.00 €, but the gross total says 1,190.00 €. Please check the amounts.", EngineWords.Note(text, "en"));

        item = await EditAsync(house, await OpenAsync(house), "taxTotal", "-19");
        text = item.Checks.First(check => check.Rule == "TYPED-SIGNS").Text;
        Assert.Equal("The signs do not agree: Net total 100.00 € and VAT -19.00 €. Please check whether it is an invoice or a credit note.", EngineWords.Note(text, "en"));
    }

    [Fact]
    public async Task What_the_document_says_itself_is_checked_elsewhere()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await OpenAsync(house, ("grossTotal", "150.00"), ("dueDate", "2020-01-01"));
        Assert.Empty(RulesOf(await EditAsync(house, item, "invoiceNumber", "R-1")));
        Assert.Equal("TYPED-PAYABLE", RulesOf(await EditAsync(house, item, "payable", "120.00")));
    }

    [Fact]
    public async Task A_discount_follows_the_amount_to_pay_unless_it_is_of_something_else()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await house.PutAsync(await OpenAsync(house), current => current with
        {
            Deadlines = new Deadlines(null, null,
            [
                new CashDiscount(10, "2026-02-11", "2.00", null, "2.38"), new CashDiscount(10, "2026-02-11", "2.00", "119.00", "2.38"),
                new CashDiscount(10, "2026-02-11", "3", "50.00", "1.50"), new CashDiscount(10, "2026-02-11", null, null, "5.00"),
            ]),
        });
        item = await EditAsync(house, item, "payable", "200,25");
        Assert.Equal(["4.01", "4.01", "1.50", "5.00"], item.Deadlines!.CashDiscounts.Select(tier => tier.Amount));
        Assert.Equal([null, "200.25", "50.00", null], item.Deadlines.CashDiscounts.Select(tier => tier.BasisAmount));

        item = await EditAsync(house, item, "payable", "119");
        Assert.Equal(["2.38", "2.38", "1.50", "5.00"], item.Deadlines!.CashDiscounts.Select(tier => tier.Amount));
        Assert.Equal("2.38", (await EditAsync(house, item, "invoiceNumber", "R-2")).Deadlines!.CashDiscounts[0].Amount);
    }

    [Fact]
    public async Task The_last_day_of_a_discount_follows_the_invoice_date_where_it_is_counted_from_that()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await house.PutAsync(await OpenAsync(house), current => current with
        {
            Deadlines = new Deadlines(null, null,
            [
                new CashDiscount(10, "2026-02-11", "3", null, null), new CashDiscount(14, "2026-02-10", "2", null, null),
                new CashDiscount(null, "2026-02-12", "1", null, null), new CashDiscount(int.MaxValue, null, "1", null, null),
            ]),
        });
        item = await EditAsync(house, item, "issueDate", "2026-01-25");
        Assert.Equal(["2026-02-04", "2026-02-10", "2026-02-12", null], item.Deadlines!.CashDiscounts.Select(tier => tier.Until));

        // Without a date the last one that was known stays until there is one again.
        item = await EditAsync(house, item, "issueDate", null);
        Assert.Equal("2026-02-04", item.Deadlines!.CashDiscounts[0].Until);
        item = await EditAsync(house, item, "issueDate", "2026-02-02");
        Assert.Equal(["2026-02-12", "2026-02-16", "2026-02-12", null], item.Deadlines!.CashDiscounts.Select(tier => tier.Until));

        // A date that comes for the first time gives the day.
        item = await EditAsync(house, item, "issueDate", null);
        item = await house.PutAsync(item, current => current with
        {
            Deadlines = current.Deadlines! with { CashDiscounts = [new CashDiscount(10, null, "3", null, null)] },
        });
        item = await EditAsync(house, item, "issueDate", "2026-01-28");
        Assert.Equal("2026-02-07", item.Deadlines!.CashDiscounts[0].Until);
    }

    private static async Task<Item> OpenAsync(DemoHouse house, params (string Name, string Value)[] other)
    {
        var fields = new Dictionary<string, string>
        {
            ["netTotal"] = "100.00",
            ["taxTotal"] = "19.00",
            ["grossTotal"] = "119.00",
            ["payable"] = "119.00",
            ["currency"] = "EUR",
            ["issueDate"] = "2026-02-01",
            ["dueDate"] = "2026-02-15",
            ["sellerVatId"] = "DE999990125",
        };
        foreach (var (name, value) in other) fields[name] = value;
        return await house.PutAsync(
            await house.CoveredAsync("mail", [.. fields.Select(field => (field.Key, field.Value))]),
            current => current with { Visit = 1, VisitState = VisitState.Notified });
    }

    private static async Task<Item> EditAsync(DemoHouse house, Item item, string field, string? value)
    {
        var outcome = await house.EditAsync(item, edit => edit with { Fields = new Dictionary<string, string?> { [field] = value } });
        Assert.True(outcome.Result == DecisionResult.Accepted, outcome.Message);
        return await house.ReadAsync(item);
    }

    private static string RulesOf(Item item) => string.Join(
        ' ', item.Checks.Select(check => check.Rule).Where(rule => rule.StartsWith("TYPED", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
}
