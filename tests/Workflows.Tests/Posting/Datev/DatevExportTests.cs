using System.Text;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Extraction.Pdf;
using Serverless.Workflows.Posting.Datev;
using Serverless.Workflows.Tests.Extraction.Pdf;

namespace Serverless.Workflows.Tests.Posting.Datev;

public sealed partial class DatevExportTests
{
    private static readonly XNamespace Ledger = "http://xml.datev.de/bedi/tps/ledger/v060";
    private static readonly XNamespace Document = "http://xml.datev.de/bedi/tps/document/v06.0";
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    [DataFact]
    public async Task An_invoice_becomes_a_document_with_ledger_and_image()
    {
        var (files, result) = await Package(DatevItems.With());
        Assert.Equal("DATEV_1234567_10001_20250314_150926.zip", result.FileName);
        var archive = Xml(files, "document.xml").Root!;
        Assert.Equal("1234567", (string)archive.Element(Document + "header")!.Element(Document + "consultantNumber")!);
        var document = Assert.Single(archive.Descendants(Document + "document"));
        Assert.Equal("1", (string)document.Attribute("type")!);
        Assert.Null(document.Attribute("processID"));
        Assert.Equal(["accountsPayableLedger", "File"], document.Elements(Document + "extension").Select(e => (string)e.Attribute(Instance + "type")!));
        Assert.Equal(["2025-03", "Eingangsrechnungen"], document.Descendants(Document + "property").Select(p => (string)p.Attribute("value")!));
        Assert.Contains("Rechnungsbild_0001_RE-2025_0815.pdf", files.Keys);

        var row = Row(files);
        Assert.Equal("2025-03-01", Value(row, "date"));
        Assert.Equal("4407.38", Value(row, "amount"));
        Assert.Equal("19.00", Value(row, "tax"));
        Assert.Equal("RE-2025/0815", Value(row, "invoiceId"));
        Assert.Equal("RE-000042", Value(row, "internalInvoiceId"));
        Assert.Equal("DE02120300000000202051", Value(row, "iban"));
        Assert.Equal("BYLADEM1001", Value(row, "swiftCode"));
        Assert.Equal("2025-03-31", Value(row, "dueDate"));
        Assert.Equal("2025-02-27", Value(row, "deliveryDate"));
        Assert.Equal("Müller & Söhne Heizungsbau GmbH", Value(row, "supplierName"));
        Assert.Equal("Berlin", Value(row, "supplierCity"));
        Assert.Null(row.Element(Ledger + "discountAmount"));
        Assert.Contains("Skonto 2,00 % bis 11.03.2025", Value(row, "information"), StringComparison.Ordinal);
    }

    [DataFact]
    public async Task A_bare_xml_goes_along_as_a_readable_pdf_that_holds_it()
    {
        var (files, _) = await Package(DatevItems.With());
        var image = files.Single(file => file.Key.EndsWith(".pdf", StringComparison.Ordinal)).Value;
        var embedded = Assert.Single(new PdfAttachments().Read(image, CancellationToken.None));
        Assert.Equal("<Invoice><ID>1</ID></Invoice>", Encoding.UTF8.GetString(embedded.Bytes.Span));
    }

    [Fact]
    public async Task The_same_item_is_the_same_document_again()
    {
        var first = await DatevItems.Export(DatevItems.With());
        var second = await DatevItems.Export(DatevItems.With(), DatevItems.With());
        Assert.Equal(first.Documents, second.Documents);
        Assert.Equal(ReadAll(first.Package!), ReadAll(second.Package!));
        Assert.Equal(DatevGuid.OfItem("demo", DatevItems.With().Id), first.Documents.Values.Single());
        Assert.NotEqual(DatevGuid.OfItem("demo2", "a"), DatevGuid.OfItem("demo", "a"));
        Assert.Equal(8, DatevGuid.OfItem("demo", "a").Version);
    }

    [DataTheory]
    [InlineData("381", "4407.38", "-4407.38")]
    [InlineData("381", "-4407.38", "4407.38")]
    [InlineData("380", "-4407.38", "-4407.38")]
    [InlineData("384", "-10.5", "-10.50")]
    [InlineData("326", "10", "10.00")]
    public async Task A_credit_note_is_below_zero(string type, string gross, string expected)
    {
        var (files, _) = await Package(DatevItems.With((FieldNames.TypeCode, type), (FieldNames.GrossTotal, gross)));
        Assert.Equal(expected, Value(Row(files), "amount"));
    }

    [DataFact]
    public async Task A_self_billed_invoice_goes_to_the_receivables()
    {
        var (files, _) = await Package(DatevItems.With((FieldNames.TypeCode, "389"), (FieldNames.BuyerName, "Einkauf AG")));
        Assert.Equal("2", (string)Xml(files, "document.xml").Descendants(Document + "document").Single().Attribute("type")!);
        var row = Xml(files, files.Keys.Single(name => name.StartsWith("Rechnungsdaten", StringComparison.Ordinal))).Descendants(Ledger + "accountsReceivableLedger").Single();
        Assert.Equal("Einkauf AG", Value(row, "customerName"));
        Assert.Null(row.Element(Ledger + "iban"));
    }

    [DataFact]
    public async Task Coding_lines_become_rows_with_account_key_and_cost_centre()
    {
        var item = DatevItems.Of(Readings.Full(), coding:
            [DatevItems.Line("4000.00", "4260", "9", "Haus 12", "Heizung"), DatevItems.Line("407.38", "04240", "0", null, null)]);
        await using var result = (await DatevItems.Export(DatevItems.Client, new DatevPartner("70001", "Köln"), item)).Package!;
        var rows = Rows(DatevSchemas.Judge(result));
        Assert.Equal(["4000.00", "407.38"], rows.Select(row => Value(row, "amount")));
        Assert.Equal(["4260", "4240"], rows.Select(row => Value(row, "accountNo")));
        Assert.Equal(["9", "0"], rows.Select(row => Value(row, "buCode")));
        Assert.Equal(["Heizung", "Müller & Söhne Heizungsbau GmbH"], rows.Select(row => Value(row, "bookingText")));
        Assert.Equal("Haus 12", Value(rows[0], "costCategoryId"));
        Assert.All(rows, row => Assert.Equal(("70001", "Köln"), (Value(row, "bpAccountNo"), Value(row, "supplierCity"))));
        Assert.Equal(["72.61", "7.39"], rows.Select(row => Value(row, "discountAmount")));
        Assert.All(rows, row => Assert.Equal(("2.00", "2025-03-11"), (Value(row, "discountPercentage"), Value(row, "discountPaymentDate"))));
    }

    [DataFact]
    public async Task Coding_in_net_amounts_is_raised_to_gross()
    {
        var (files, _) = await Package(DatevItems.Of(Readings.Full(), coding: [DatevItems.Line("1234.56"), DatevItems.Line("2469.12")]));
        Assert.Equal(["1469.13", "2938.25"], Rows(files).Select(row => Value(row, "amount")));
    }

    [DataFact]
    public async Task Several_tax_rates_become_several_rows()
    {
        var reading = Readings.Full() with { Taxes = [new TaxShare("S", "19", "3000", "570.00", null), new TaxShare("S", "7.00", "703.68", "49.26", null), new TaxShare("E", "0", "84.44", "0", null)] };
        var (files, _) = await Package(DatevItems.Of(reading));
        Assert.Equal([("3570.00", "19.00"), ("752.94", "7.00"), ("84.44", null)], Rows(files).Select(row => (Value(row, "amount"), row.Element(Ledger + "tax")?.Value)));
    }

    [DataTheory]
    [InlineData("2025/0815", "2025/0815", false)]
    [InlineData("RG 2025.0815", "RG-2025-0815", true)]
    [InlineData("Müßig_№ 5", "Muessig-No-5", true)]
    [InlineData("AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDD", "AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDD", true)]
    public async Task A_number_in_other_characters_is_kept_in_the_message(string number, string expected, bool noted)
    {
        var (files, _) = await Package(DatevItems.With((FieldNames.InvoiceNumber, number)));
        Assert.Equal(expected, Value(Row(files), "invoiceId"));
        Assert.Equal(noted, Value(Row(files), "information").Contains("Rechnungsnr. " + number, StringComparison.Ordinal));
    }

    [DataFact]
    public async Task A_received_pdf_goes_along_byte_for_byte()
    {
        var pdf = PdfKindsTests.Bytes("aes-256");
        await using var package = (await WithImage("../x.PDF", pdf)).Package!;
        Assert.Equal(pdf, DatevSchemas.Judge(package)["Rechnungsbild_0001_RE-2025_0815.pdf"]);
    }

    [DataFact]
    public void Whatever_the_texts_are_the_package_is_valid_or_refused()
    {
        var words = Gen.Elements("ä", "😀", "\0", "\u0007", "&<>\"'", " ", "\n", "\uD83D", "\uFFFE", "a", "7", "/", "%", "中", "\u00A0", "-", "12.50", "2025-01-01");
        var text = from list in Gen.ListOf(words) from many in Gen.Elements(1, 1, 1, 500) select string.Concat(Enumerable.Repeat(string.Concat(list), many));
        var fields = Gen.ArrayOf(text, FieldNames.All.Count + 12);
        Prop.ForAll(fields.ToArbitrary(), Gen.Choose(0, 1).ToArbitrary(), (values, keep) =>
        {
            var full = Readings.Full();
            string[] needed = keep == 0 ? [] : [FieldNames.IssueDate, FieldNames.GrossTotal, FieldNames.TaxTotal, FieldNames.Currency];
            var named = FieldNames.All.Zip(values).Where(pair => !needed.Contains(pair.First)).ToDictionary(pair => pair.First, pair => Readings.Field(pair.Second));
            foreach (var name in needed) named[name] = full.Fields[name];
            if (keep == 1) named[FieldNames.InvoiceNumber] = Readings.Field(values[0] + "1");
            if (keep == 1) named[FieldNames.SellerName] = Readings.Field("n" + values[1]);
            var rest = values[FieldNames.All.Count..];
            var reading = full with
            {
                Fields = named,
                Taxes = [new TaxShare(rest[0], rest[1], rest[2], rest[3], rest[4])],
                CashDiscounts = [new CashDiscount(1, rest[5], rest[6], rest[7], rest[8])],
            };
            var item = DatevItems.Of(reading, rest[9]) with { Cover = new CoverSheet { Number = rest[10], Property = rest[11] } };
            // The readable PDF has a property of its own.
            var result = WithImage("a.png", [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], item).GetAwaiter().GetResult();
            if (keep == 1) Assert.NotNull(result.Package);
            using var package = result.Package;
            if (package is not null) DatevSchemas.Judge(package);
            else Assert.NotEmpty(result.Refusals.Single().Reasons);
        }).Hold(150);
    }

    private static Task<DatevExportResult> WithImage(string name, byte[] bytes, Item? item = null) => new DatevExport(new DatevItems.Clock()).CreateAsync(
        DatevItems.Client, [item ?? DatevItems.With()], (_, _) => DatevItems.Bytes(name, bytes), null, CancellationToken.None);

    private static async Task<(Dictionary<string, byte[]> Files, DatevExportResult Result)> Package(Item item)
    {
        var result = await DatevItems.Export(item);
        Assert.True(result.Package is not null, string.Join(" ", result.Refusals.SelectMany(refusal => refusal.Reasons)));
        await using var package = result.Package;
        return (DatevSchemas.Judge(package), result);
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var all = stream;
        using var bytes = new MemoryStream();
        all.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static XDocument Xml(Dictionary<string, byte[]> files, string name) => XDocument.Load(new MemoryStream(files[name]));

    private static List<XElement> Rows(Dictionary<string, byte[]> files) =>
        [.. Xml(files, files.Keys.Single(name => name.StartsWith("Rechnungsdaten", StringComparison.Ordinal))).Descendants(Ledger + "accountsPayableLedger")];

    private static XElement Row(Dictionary<string, byte[]> files) => Assert.Single(Rows(files));

    private static string Value(XElement row, string name) => (string)row.Element(Ledger + name)!;
}
