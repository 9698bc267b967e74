using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tests.Routing;

namespace Serverless.Workflows.Tests.Editing;

/// <summary>Whatever is typed as coding lines: they add up, or what is wrong is said and nothing is kept.</summary>
public sealed class CodingProperties
{
    [Fact]
    public async Task The_open_line_takes_the_rest_to_the_cent_whatever_the_others_are()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await OpenAsync(house);
        var kept = 0;
        var cents = Gen.Choose(-2_000_000, 9_000_000).ListOf(4);
        Prop.ForAll(cents.ToArbitrary(), Gen.Choose(1, 9_000_000).ToArbitrary(), (others, gross) =>
        {
            var lines = others.Select(amount => Line(Text(amount))).Append(Line(string.Empty)).ToList();
            var (outcome, after) = Edit(house, ref item, Text(gross), lines);
            if (others.Sum() == gross) return outcome.Result == DecisionResult.Invalid;
            kept++;
            return CodingSum.Of(after.Coding) == gross / 100m && after.Coding.SkipLast(1).SequenceEqual(lines.SkipLast(1));
        }).Hold(100);
        Assert.True(kept > 50, $"{kept} were kept");
    }

    [Fact]
    public async Task Any_text_is_answered_and_what_is_kept_is_an_amount_in_cents()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await OpenAsync(house);
        var amounts = Gen.OneOf(Gen.Elements("", " ", "1,5", "1.234,56", "1.234", "-7", "1e9", "79228162514264337593543950335", "0,001", "٣", "5 €"),
            ArbMap.Default.GeneratorFor<string>());
        Prop.ForAll(amounts.ListOf(3).ToArbitrary(), ArbMap.Default.ArbFor<string>(), (typed, text) =>
        {
            var before = item.Coding;
            var (outcome, after) = Edit(house, ref item, "100.00", [.. typed.Select(amount => Line(amount ?? string.Empty) with { Text = text })]);
            return outcome.Result == DecisionResult.Accepted
                ? after.Coding.All(line => decimal.Parse(line.Amount, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) is var value
                    && value == Math.Round(value, 2))
                : outcome.Result == DecisionResult.Invalid && outcome.Message.Contains("Zeile", StringComparison.Ordinal) && after.Coding.SequenceEqual(before);
        }).Hold(200);
    }

    private static (DecisionOutcome Outcome, Item After) Edit(DemoHouse house, ref Item item, string gross, IReadOnlyList<CodingLine> lines)
    {
        var outcome = house.EditAsync(item, edit => edit with
        {
            Fields = new Dictionary<string, string?> { ["grossTotal"] = gross },
            Coding = lines,
        }).GetAwaiter().GetResult();
        return (outcome, item = house.ReadAsync(item).GetAwaiter().GetResult());
    }

    private static async Task<Item> OpenAsync(DemoHouse house) => await house.PutAsync(
        await house.CoveredAsync("mail", ("sellerVatId", "DE999990125")),
        item => item with { Visit = 1, VisitState = VisitState.Notified });

    private static CodingLine Line(string amount) => new(amount, "4210", "0", null, null, null, null, null, null);

    private static string Text(int cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
