using System.Text;
using System.Xml.Linq;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Extraction.Pdf;
using Serverless.Workflows.Posting.Datev;

namespace Serverless.Workflows.Tests.Posting.Datev;

public sealed class DatevRealInvoicesTests
{
    /// <summary>Everything that can be read is exported in one package that DATEV's schemas accept, or refused in words.</summary>
    [DataFact]
    public async Task Every_readable_invoice_is_exported_or_refused_with_reasons()
    {
        var reader = new InvoiceDocuments(new PdfAttachments());
        var files = Directory.EnumerateFiles(TestData.Path("einvoice"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".xml", StringComparison.Ordinal) || file.EndsWith(".pdf", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        var readings = files.Select((file, i) => (File: file, Id: i.ToString("x32", null), Reading: reader.Read(File.ReadAllBytes(file), file, CancellationToken.None)))
            .Where(read => read.Reading.Format is not null && read.Reading.Fields.Count > 0).ToList();
        Assert.True(readings.Count >= 180, readings.Count + " readable");
        var byId = readings.ToDictionary(read => read.Id, read => read.File);

        var export = new DatevExport(new DatevItems.Clock());
        var all = readings.Select(read => DatevItems.Of(read.Reading, read.Id)).ToList();
        var first = await export.CreateAsync(DatevItems.Client, all, Open, null, CancellationToken.None);
        var refused = first.Refusals.Select(refusal => refusal.Item!).ToHashSet();
        Assert.All(first.Refusals, refusal => Assert.NotEmpty(refusal.Reasons));
        Assert.Null(first.Package);
        Assert.InRange(refused.Count, 1, readings.Count / 8);

        var good = all.Where(item => !refused.Contains(item.Id)).ToList();
        var result = await export.CreateAsync(DatevItems.Client, good, Open, null, CancellationToken.None);
        Assert.Empty(result.Refusals);
        await using var package = result.Package!;
        var entries = DatevSchemas.Judge(package);
        Assert.Equal(1 + 2 * good.Count, entries.Count);
        Assert.Equal(good.Count, entries.Keys.Count(name => name.EndsWith(".pdf", StringComparison.Ordinal)));
        foreach (var (name, bytes) in entries.Where(entry => entry.Key.StartsWith("Rechnungsdaten_", StringComparison.Ordinal))) AssertAddsUp(name, bytes);
        foreach (var (_, bytes) in entries.Where(entry => entry.Key.EndsWith(".pdf", StringComparison.Ordinal)))
            Assert.True(PdfFacts.Read(bytes, CancellationToken.None).PageCount > 0);
        if (DatevSchemas.HasXmllint) Lint(entries);

        Task<(string, Stream)> Open(Item item, CancellationToken cancellation) =>
            Task.FromResult<(string, Stream)>((Path.GetFileName(byId[item.Id]), File.OpenRead(byId[item.Id])));
    }

    private static void AssertAddsUp(string name, byte[] bytes)
    {
        XNamespace ns = "http://xml.datev.de/bedi/tps/ledger/v060";
        var consolidate = XDocument.Load(new MemoryStream(bytes)).Root!.Element(ns + "consolidate")!;
        var sum = consolidate.Elements().Sum(row => (decimal)row.Element(ns + "amount")!);
        Assert.True((decimal)consolidate.Attribute("consolidatedAmount")! == sum, name + " does not add up: " + Encoding.UTF8.GetString(bytes));
        Assert.All(consolidate.Elements(), row => Assert.Equal((string)consolidate.Attribute("consolidatedInvoiceId")!, (string)row.Element(ns + "invoiceId")!));
    }

    private static void Lint(Dictionary<string, byte[]> entries)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            foreach (var (name, bytes) in entries.Where(entry => entry.Key.EndsWith(".xml", StringComparison.Ordinal)))
                File.WriteAllBytes(Path.Combine(folder.FullName, name), bytes);
            var ledgers = Directory.GetFiles(folder.FullName, "Rechnungsdaten_*.xml");
            Assert.Equal(string.Empty, DatevSchemas.Lint(ledgers, "Belegverwaltung_online_ledger_import_v060.xsd"));
            Assert.Equal(string.Empty, DatevSchemas.Lint([Path.Combine(folder.FullName, "document.xml")], "Document_v060.xsd"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
