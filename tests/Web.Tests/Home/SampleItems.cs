using System.Globalization;
using System.Text;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Tests.Home;

/// <summary>Items to look at and to decide.</summary>
public static class SampleItems
{
    public const string Secret = "Elektro Blitz GmbH";

    public static Item Invoice(FakeHome home, string assignee = "petra", int number = 1)
    {
        static Field Read(string value) => new(value, FieldSource.Einvoice, 1, "/Invoice/ID");
        var item = new Item
        {
            Id = number.ToString("x32", CultureInfo.InvariantCulture),
            Tenant = "demo",
            Client = "weg1",
            Kind = "invoice",
            Status = ItemStatus.Waiting,
            Route = new("Eingangsrechnung", "abc123"),
            Station = new(20, "Sachliche Prüfung", home.Clock.GetUtcNow()),
            Assignee = new(assignee, "Sie verwalten das Objekt Lindenstraße 4."),
            Fields = new Dictionary<string, Field>
            {
                ["sellerName"] = Read(Secret),
                ["invoiceNumber"] = Read($"RE-2026-{number:000}"),
                ["issueDate"] = Read("2026-04-28"),
                ["dueDate"] = Read("2026-05-28"),
                ["currency"] = Read("EUR"),
                ["netTotal"] = Read("1050.00"),
                ["taxTotal"] = Read("199.50"),
                ["grossTotal"] = Read("1249.50"),
                ["payable"] = Read("1249.50"),
                ["sellerIban"] = Read("DE02120300000000202051"),
                ["sellerVatId"] = Read("DE123456789"),
                ["buyerName"] = Read("WEG Lindenstraße 4"),
            },
            Lines = [new("1", "Treppenhausbeleuchtung erneuert", "inkl. Material", "1", "C62", "1050.00", null, "1050.00", "S", "19", null, null, null, null)],
            Taxes = [new("S", "19", "1050.00", "199.50", null)],
            Documents =
            [
                home.Documents.Put("rechnung.pdf", "application/pdf", Pdf("Rechnung RE-2026-001")),
                home.Documents.Put("rechnung.xml", "application/xml", Encoding.UTF8.GetBytes("<Invoice><script>alert(1)</script></Invoice>"), "attachment"),
                home.Documents.Put("mail.html", "text/html", Encoding.UTF8.GetBytes("<script>alert(1)</script>"), "mail"),
                home.Documents.Put("böse\r\nX: 1.exe", "application/x-msdownload", [1, 2, 3], "attachment"),
            ],
            Notes = [new(home.Clock.GetUtcNow(), "system", "Freigabe entfällt unter 5.000 €."), new(home.Clock.GetUtcNow(), "system", "Bitte Budget der WEG prüfen.", true)],
            Checks = [new("BR-CO-15", Severity.Warning, "Die Bruttosumme stimmt nicht mit Netto und Steuer überein.")],
            Duplicates = [new("ffffffffffffffffffffffffffffffff", "sameInvoice")],
            Deadlines = new(new DateOnly(2026, 5, 28), new DateOnly(2026, 5, 27), [new(14, "2026-05-12", "2.00", null, "24.99")]),
            Cover = new() { Number = "ER-000042", Supplier = "70001", Property = "L4" },
            Origin = new("mail", "rechnung@blitz.example", "Ihre Rechnung", new string('a', 64), null),
            Visit = 2,
            Revision = 7,
            ContentRevision = 3,
            ReceivedUtc = new DateTimeOffset(2026, 5, 3, 8, 0, 0, TimeSpan.Zero),
        };
        home.Book.Put(item);
        home.Book.Visits(item).AddRange(
        [
            new(1, 10, "Vorerfassung", "clara", "Erste Bearbeiterin der Quelle.", "station", item.ReceivedUtc, [],
                new("approve", "clara", null, "Auftrag ergänzt", null, "page", "10.0.0.1", item.ReceivedUtc.AddHours(2), 3)),
            new(2, 20, "Sachliche Prüfung", assignee, "Verwalterin des Objekts.", "station", home.Clock.GetUtcNow(), ["Regel 1: trifft nicht zu"], null),
        ]);
        return item;
    }

    /// <summary>A one-page PDF with a line of text.</summary>
    public static byte[] Pdf(string text)
    {
        var content = $"BT /F1 24 Tf 60 760 Td ({text}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) pdf.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        pdf.Append(CultureInfo.InvariantCulture, $"trailer << /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }
}
