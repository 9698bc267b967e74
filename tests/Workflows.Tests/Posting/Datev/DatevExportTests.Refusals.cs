using System.Text;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Posting.Datev;
using Serverless.Workflows.Tests.Extraction.Pdf;

namespace Serverless.Workflows.Tests.Posting.Datev;

/// <summary>What is refused, and what it says.</summary>
public sealed partial class DatevExportTests
{
    [Fact]
    public async Task All_that_is_missing_is_said_at_once()
    {
        var item = DatevItems.Of(InvoiceReading.Empty, coding: [DatevItems.Line("x", "abc", "99999", new string('k', 37))]);
        var result = await DatevItems.Export(item);
        Assert.Null(result.Package);
        var refusal = Assert.Single(result.Refusals);
        Assert.Equal(item.Id, refusal.Item);
        foreach (var part in (string[])["Rechnungsdatum fehlt", "Währung fehlt", "Rechnungsnummer fehlt", "Lieferanten fehlt", "Bruttobetrag fehlt", "Steuerbetrag fehlt", "Konto „abc“", "Steuerschlüssel „99999“", "36 Zeichen"])
            Assert.Contains(refusal.Reasons, reason => reason.Contains(part, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(FieldNames.GrossTotal, "0.00", "0,00")]
    [InlineData(FieldNames.GrossTotal, "viel", "keine Zahl")]
    [InlineData(FieldNames.GrossTotal, "99999999999", "größer")]
    [InlineData(FieldNames.IssueDate, "1.3.2025", "kein Datum")]
    [InlineData(FieldNames.IssueDate, "0001-01-01", "kein Datum")]
    [InlineData(FieldNames.Currency, "XXX", "kennt DATEV nicht")]
    [InlineData(FieldNames.InvoiceNumber, "中文", "keine Ziffer")]
    public async Task A_wrong_value_is_named(string field, string value, string expected)
    {
        var refusal = Assert.Single((await DatevItems.Export(DatevItems.With((field, value)))).Refusals);
        Assert.Contains(expected, Assert.Single(refusal.Reasons), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7000", "muss 5 Ziffern haben: eine mehr als die Sachkonten des Mandanten (4)")]
    [InlineData("10001", "muss mit 7, 8 oder 9 beginnen")]
    public async Task A_suppliers_account_of_the_wrong_kind_is_named(string account, string expected)
    {
        var result = await DatevItems.Export(DatevItems.Client, new DatevPartner(account, null), DatevItems.With());
        Assert.Contains(expected, Assert.Single(Assert.Single(result.Refusals).Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_is_too_long_names_both_lengths()
    {
        var result = await DatevItems.Export(DatevItems.Of(Readings.Full(), coding: [DatevItems.Line("4407.38", "426000")]));
        Assert.Contains("hat 6 Ziffern; die Sachkonten des Mandanten haben 4", Assert.Single(Assert.Single(result.Refusals).Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coding_that_does_not_add_up_is_refused_with_both_sums()
    {
        var result = await DatevItems.Export(DatevItems.Of(Readings.Full(), coding: [DatevItems.Line("4000")]));
        Assert.Contains("4.000,00, die Rechnung lautet auf 4.407,38", Assert.Single(Assert.Single(result.Refusals).Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_name_is_refused_unless_it_may_be_cut()
    {
        var item = DatevItems.With((FieldNames.SellerName, new string('n', 51)));
        var strict = DatevItems.Client with { Settings = DatevItems.Settings with { CutNames = false } };
        Assert.Contains("51 Zeichen", Assert.Single(Assert.Single((await DatevItems.Export(strict, null, item)).Refusals).Reasons), StringComparison.Ordinal);
        Assert.NotNull((await DatevItems.Export(item)).Package);
    }

    [Fact]
    public async Task Another_clients_item_is_refused()
    {
        var result = await DatevItems.Export(DatevItems.Client with { Client = "weg-1" }, null, DatevItems.With() with { Client = "weg-2" });
        Assert.Contains("weg-2", Assert.Single(Assert.Single(result.Refusals).Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_chosen_is_no_package() =>
        Assert.Null(Assert.Single((await DatevItems.Export()).Refusals).Item);

    [Fact]
    public async Task One_bad_item_refuses_the_whole_package_and_opens_no_voucher()
    {
        var result = await new DatevExport(new DatevItems.Clock()).CreateAsync(
            DatevItems.Client, [DatevItems.With(), DatevItems.With((FieldNames.Currency, null)) with { Id = "b" }],
            (_, _) => throw new InvalidOperationException("opened"), null, CancellationToken.None);
        Assert.Equal("b", Assert.Single(result.Refusals).Item);
    }

    public static TheoryData<string, string, string> BadImages { get; } = new()
    {
        { "a.zip", "504B0304", "ZIP" },
        { "a.txt", "68616C6C6F", "weder PDF noch Bild" },
        { "a.pdf", "", "leer" },
        { "a.pdf", Convert.ToHexString("%PDF-1.7 and nothing else"u8), "beschädigt" },
        { "a.pdf", Convert.ToHexString(PdfKindsTests.Bytes("password")), "Kennwort" },
    };

    [Theory]
    [MemberData(nameof(BadImages))]
    public async Task What_is_no_image_is_refused(string name, string hex, string expected)
    {
        var result = await WithImage(name, Convert.FromHexString(hex));
        Assert.Null(result.Package);
        Assert.Contains(expected, Assert.Single(Assert.Single(result.Refusals).Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_megabytes_are_the_limit()
    {
        var image = new byte[20 * 1024 * 1024 + 1];
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];
        png.CopyTo(image, 0);
        Assert.Contains("20 MB", Assert.Single(Assert.Single((await WithImage("a.png", image)).Refusals).Reasons), StringComparison.Ordinal);
        await using var package = (await WithImage("a.png", image[..^1])).Package;
        Assert.NotNull(package);
    }
}
