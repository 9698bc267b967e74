using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Extraction.Pdf;
using Serverless.Workflows.Extraction.Pdf.Voucher;

namespace Serverless.Workflows.Tests.Extraction.Pdf;

public sealed partial class InvoiceVoucherTests
{
    private static readonly VoucherSource Source = new(
        "../Rechnung März.xml", "text/xml",
        Encoding.UTF8.GetBytes("<Invoice a='1'><ID>4711</ID><Note>Nur in der Datei</Note><Party><Name>x</Name></Party></Invoice>"));

    [Fact]
    public void The_same_input_gives_the_same_bytes() =>
        Assert.Equal(InvoiceVoucher.Render(Readings.Full(30), Source), InvoiceVoucher.Render(Readings.Full(30), Source));

    [Fact]
    public void The_file_is_embedded_as_alternative()
    {
        var found = Assert.Single(new PdfAttachments().Read(InvoiceVoucher.Render(Readings.Full(), Source), CancellationToken.None));
        Assert.Equal(("Rechnung März.xml", "text/xml", "Alternative"), (found.Name, found.MimeType, found.Relationship));
        Assert.Equal(Source.Bytes.ToArray(), found.Bytes.ToArray());
    }

    [PopplerFact]
    public void Everything_that_was_read_is_on_it()
    {
        var reading = Readings.Full();
        var text = TextOf(InvoiceVoucher.Render(reading, Source, new VoucherStamp("R-42", new DateOnly(2025, 3, 3), "WEG Lindenallee")));
        string[] expected =
        [
            "Rechnung RE-2025/0815", "Müller & Söhne Heizungsbau GmbH", "Straße des 17. Juni 135", "01.03.2025", "31.03.2025", "27.02.2025",
            "01.02.2025 – 28.02.2025", "3.703,68", "703,70", "4.407,38", "407,38", "4.000,00", "DE02 1203 0000 0000 2020 51", "BYLADEM1001",
            "58 (SEPA-Überweisung)", "Wartung 3", "Brenner gereinigt, Düse getauscht", "1,5", "Std.", "823,04", "1.234,56", "ART-2", "11.03.2025", "80,00",
            "Eingang 03.03.2025", "Nr. R-42", "WEG Lindenallee", "Seite 1 von 2", "Nur in der Datei", "UBL 2.1 Invoice", "eingebettet",
        ];
        foreach (var part in expected) Assert.Contains(part, text, StringComparison.Ordinal);
        foreach (var field in reading.Fields.Where(field => field.Value.Value.StartsWith("Wert ", StringComparison.Ordinal)))
            Assert.Contains(field.Value.Value, text, StringComparison.Ordinal);
    }

    [PopplerFact]
    public void Long_invoices_flow_over_numbered_pages_and_lose_no_line()
    {
        var pdf = InvoiceVoucher.Render(Readings.Full(200, string.Join(' ', Enumerable.Repeat("Langer Text der Leistung", 12)) + " Ende."), Source);
        var pages = PdfFacts.Read(pdf, CancellationToken.None).PageCount!.Value;
        var text = TextOf(pdf);
        Assert.InRange(pages, 10, 60);
        for (var page = 1; page <= pages; page++) Assert.Contains($"Seite {page} von {pages}", text, StringComparison.Ordinal);
        for (var line = 1; line <= 200; line++) Assert.Contains($"ART-{line}\n", text.Replace("\r", string.Empty, StringComparison.Ordinal) + "\n", StringComparison.Ordinal);
        Assert.Equal(200, Regex.Count(text, "Ende\\."));
    }

    [PopplerFact]
    public void Amounts_stand_below_each_other()
    {
        var edges = Words(InvoiceVoucher.Render(Readings.Full(5))).Where(word => word.Text == "1.234,56").Select(word => word.Right).ToList();
        Assert.Equal(5, edges.Count);
        Assert.All(edges, edge => Assert.Equal(edges[0], edge, 0.05));
        Assert.Equal(VoucherLayout.Right - 3, edges[0], 0.5);
    }

    [PopplerFact]
    public void Nothing_is_printed_outside_the_margins()
    {
        var reading = Readings.Full(2, new string('W', 3000));
        var words = Words(InvoiceVoucher.Render(reading, Source, new VoucherStamp(new string('M', 200))));
        Assert.All(words, word => Assert.InRange(word.Right, VoucherLayout.Left, VoucherLayout.Right + 1));
    }

    [PopplerFact]
    public void A_value_stands_beside_its_label_however_long_that_is()
    {
        foreach (var label in new[] { "Umbuchungsbelegnummer", "Umbuchungsbelegnummernkreisbezeichnung", new string('W', 80) })
        {
            var reading = Readings.Full(1);
            reading = reading with { Fields = new Dictionary<string, Field>(reading.Fields) { [label] = Readings.Field("UB-000001") } };

            var words = Words(InvoiceVoucher.Render(reading));

            var value = Assert.Single(words, word => word.Text == "UB-000001");
            var parts = words.Where(word => word.Text.Length > 3 && label.Contains(word.Text, StringComparison.Ordinal)).ToList();
            Assert.Equal(label, string.Concat(parts.Select(part => part.Text)));
            Assert.All(parts, part => Assert.InRange(part.Right, VoucherLayout.Left, value.Left - 3));
        }
    }

    [PopplerFact]
    public void Characters_beyond_the_font_are_transcribed_and_said_so()
    {
        var reading = Readings.Full(1, "Łódź, Київ, Αθήνα, Dvořák\n½ ﬁ, 中, 😀, 5 − 3 €");
        var text = TextOf(InvoiceVoucher.Render(reading));
        Assert.Contains("Lódz, Kiiv, Athina, Dvorák", text, StringComparison.Ordinal);
        Assert.Contains("½ fi, [U+4E2D], [U+1F600], 5 - 3 €", text, StringComparison.Ordinal);
        Assert.Contains("umschrieben: ", text, StringComparison.Ordinal);
        Assert.Contains("U+0141 als L", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_read_still_gives_a_page() =>
        Assert.Equal(1, PdfFacts.Read(InvoiceVoucher.Render(InvoiceReading.Empty), CancellationToken.None).PageCount);

    [Fact]
    public void Any_text_gives_a_readable_document() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), Gen.Choose(0, 3000).ToArbitrary(), (text, length) =>
        {
            var value = string.Concat(Enumerable.Repeat((text ?? string.Empty) + "\uD83D😀\0\u0085\uFFFE\uFDD0 ", 1 + length / 100));
            var fields = FieldNames.All.Append("unknown").ToDictionary(name => name, _ => Readings.Field(value));
            var line = new InvoiceLine(value, value, value, value, value, value, value, value, value, value, value, value, value, value);
            var reading = new InvoiceReading(value, fields, [line], [new TaxShare(value, value, value, value, value)], [new CashDiscount(1, value, value, value, value)], []);
            var pdf = InvoiceVoucher.Render(reading, new VoucherSource(value, value, Encoding.UTF8.GetBytes(value)), new VoucherStamp(value, null, value));
            return PdfFacts.Read(pdf, CancellationToken.None).PageCount > 0 && new PdfAttachments().Read(pdf, CancellationToken.None).Count == 1;
        }).Hold(40);

    private static string TextOf(byte[] pdf) => WithFile(pdf, file => Poppler.Run("pdftotext", "-layout", file, "-").Output);

    private static List<(string Text, double Left, double Right)> Words(byte[] pdf) =>
        [.. Word().Matches(WithFile(pdf, file => Poppler.Run("pdftotext", "-bbox", file, "-").Output))
            .Select(match => (match.Groups[3].Value, Number(match.Groups[1]), Number(match.Groups[2])))];

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    private static string WithFile(byte[] pdf, Func<string, string> use)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            return use(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex("xMin=\"([0-9.]+)\"[^>]*xMax=\"([0-9.]+)\"[^>]*>([^<]*)</word>")]
    private static partial Regex Word();
}
