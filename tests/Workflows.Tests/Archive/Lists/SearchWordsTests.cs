using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Archive.Lists;

public sealed class SearchWordsTests
{
    private static readonly Item Invoice = TestItems.New(1) with
    {
        Fields = TestItems.Fields(
            (FieldNames.InvoiceNumber, "RE-2026/0815"), (FieldNames.SellerName, "Müller & Söhne Straßenbau GmbH"),
            (FieldNames.GrossTotal, "1234.5"), (FieldNames.NetTotal, "-1037.39"),
            (FieldNames.SellerIban, "DE02120300000000202051"), (FieldNames.OrderNumber, "4500001234")),
        Origin = new ItemOrigin("mail", "rechnung@mueller-bau.example", "Ihre Rechnung für Objekt Café Bauer", "00", null),
    };

    [Theory]
    [InlineData("RE-2026/0815")]
    [InlineData("re20260815")]
    [InlineData("0815")]
    [InlineData("2026-0815")]
    [InlineData("müller")]
    [InlineData("MUELLER")]
    [InlineData("muller")]
    [InlineData("Mu\u0308ller")]
    [InlineData("söhn")]
    [InlineData("strassen")]
    [InlineData("STRAẞENBAU")]
    [InlineData("cafe bauer")]
    [InlineData("1.234,50")]
    [InlineData("1234,5")]
    [InlineData("1,234.50")]
    [InlineData("1.234")]
    [InlineData("1234")]
    [InlineData("1037,39")]
    [InlineData("DE02 1203 0000")]
    [InlineData("de0212030000")]
    [InlineData("4500001234 gmbh")]
    [InlineData("  &  müller  ")]
    public void An_item_is_found_by(string query) => Assert.True(Found(Invoice, query));

    [Theory]
    [InlineData("0816")]
    [InlineData("meier")]
    [InlineData("müller 0816")]
    [InlineData("1234,51")]
    [InlineData("ller")]
    public void An_item_is_not_found_by(string query) => Assert.False(Found(Invoice, query));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("&%$ – !")]
    [InlineData("\ud800")]
    public void A_search_without_a_word_has_none(string query) =>
        Assert.DoesNotContain(SearchWords.Parse(query), word => char.IsAscii(word[0]));

    [Fact]
    public void Every_beginning_of_a_word_finds_it() =>
        Prop.ForAll(
            Arb.From(Gen.Elements("aeouäöüßéxEÄ".ToCharArray()).NonEmptyListOf().Select(c => new string([.. c]))),
            word =>
            {
                var item = TestItems.New(1) with { Fields = TestItems.Fields((FieldNames.SellerName, "xy" + word)) };
                return Enumerable.Range(2, Math.Min(word.Length, 30)).All(length => Found(item, ("xy" + word)[..length]));
            }).Hold();

    [Fact]
    public void Any_text_has_words_that_a_store_takes() =>
        Prop.ForAll<string>(text =>
        {
            var item = TestItems.New(1) with
            {
                Fields = TestItems.Fields((FieldNames.SellerName, text ?? ""), (FieldNames.GrossTotal, text ?? "")),
            };
            SearchWords.Parse(text ?? "");
            return ItemLists.Of(item).Count > 0;
        }).Hold();

    [Fact]
    public void However_long_the_texts_there_is_a_bound()
    {
        var text = string.Join(' ', Enumerable.Range(0, 10_000).Select(i => $"wort{i}"));
        var item = Invoice with { Origin = Invoice.Origin with { Subject = text } };
        Assert.InRange(SearchWords.Of(item).Count, 50, SearchWords.MaxOfItem);
        Assert.InRange(SearchWords.Parse(text).Count, 1, 10);
        Assert.True(Found(item, "0815"));
    }

    private static bool Found(Item item, string query) =>
        SearchWords.Parse(query) is { Count: > 0 } words && SearchWords.Match(words, SearchWords.Of(item));
}
