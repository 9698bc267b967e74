using System.IO.Compression;
using System.Xml;
using System.Xml.Schema;
using Serverless.Web.Access;
using Serverless.Web.Datev;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Tests.Home;

/// <summary>Items from the mail to the archive, through everything that the local home is made of.</summary>
public sealed class ItemWalkTests
{
    private static readonly Caller Accountant = new(WalkHome.Tenant, WalkHome.Miriam, new HashSet<Permission> { Permission.DatevExport });

    [DataFact]
    public async Task A_real_invoice_goes_through_all_stations_to_a_package_that_validates()
    {
        await using var home = await WalkHome.OpenAsync();
        var xml = await File.ReadAllBytesAsync(TestData.Path("einvoice/xrechnung/01.01a-INVOICE_ubl.xml"));
        var id = await home.DeliverAsync(TestMails.Of("01.01a", xml));

        var first = await home.AtAsync(id, "Vorerfassung");
        Assert.Equal(WalkHome.Clara, first.Assignee!.User);
        Assert.Equal("123456XX", first.Fields["invoiceNumber"].Value);
        Assert.NotNull(first.Cover.Number);
        Assert.NotEmpty((await ExportAsync(home, id)).Problems);
        var end = await WalkAsync(home, id, "Vorerfassung", "Sachliche Prüfung", "Buchhaltung");

        Assert.Equal(ItemStatus.Completed, end.Status);
        Assert.Equal(new DateOnly(2034, 12, 31), end.RetainUntil);
        Assert.Null(end.Assignee);
        Assert.Equal(["Vorerfassung", "Sachliche Prüfung", "Buchhaltung"], (await home.VisitsAsync(id)).Select(visit => visit.Station));
        foreach (var sha in end.Documents.Select(document => document.Sha256).Append(end.Origin.MessageSha256))
        {
            var kept = Path.Combine(home.Folder.Documents, WalkHome.Tenant, "archive", "invoice", sha[..2], sha);
            Assert.True(File.Exists(kept), kept);
            Assert.Contains("2034-12-31", await File.ReadAllTextAsync(kept + ".retention"), StringComparison.Ordinal);
        }

        await home.AssertTrailAsync(id);
        Assert.Equal(3, home.Mails().Count);
        await AssertDossierAsync(home, end, xml);
        await AssertPackageAsync(home, id);
        await home.AssertTrailAsync(id);
    }

    [Fact]
    public async Task The_cover_sheet_finds_client_supplier_order_and_property_and_draws_numbers_in_a_row()
    {
        await using var home = await WalkHome.OpenAsync();
        var small = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(small, "Vorerfassung");
        Assert.Equal("weg-lindenstrasse", item.Client);
        Assert.Equal(("70002", "A-2026-001", "47"), (item.Cover.Supplier, item.Cover.PurchaseOrder, item.Cover.Property));
        Assert.Equal("re-weg-lindenstrasse", item.Cover.NumberRange);
        var large = await home.AtAsync(await home.DeliverAsync(TestMails.Roof("R-2", 5000m)), "Vorerfassung");
        Assert.Equal(Number(item) + 1, Number(large));
        Assert.StartsWith("WL-", large.Cover.Number, StringComparison.Ordinal);

        Assert.Equal(ItemStatus.Completed, (await WalkAsync(home, item.Id, "Vorerfassung", "Sachliche Prüfung", "Buchhaltung")).Status);
        var released = await WalkAsync(home, large.Id, "Vorerfassung", "Sachliche Prüfung", "Freigabe", "Buchhaltung");
        Assert.Equal(ItemStatus.Completed, released.Status);
        Assert.Equal(
            [WalkHome.Clara, WalkHome.Anna, WalkHome.Helga, WalkHome.Miriam],
            (await home.VisitsAsync(large.Id)).Select(visit => visit.Decision!.By));
        Assert.Contains(released.Notes, note => note.Text.Contains("weiterverrechnet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_mail_is_one_item_and_the_same_invoice_in_another_mail_warns()
    {
        await using var home = await WalkHome.OpenAsync();
        var mail = TestMails.Roof("R-1");
        var first = await home.DeliverAsync(mail);
        await home.AtAsync(first, "Vorerfassung");
        Assert.Equal(first, Assert.Single((await home.ReceiveAsync(mail)).Duplicates).Item);

        var text = System.Text.Encoding.ASCII.GetString(mail).Replace("Message-ID: <R-1@", "Message-ID: <again@", StringComparison.Ordinal);
        var again = await home.DeliverAsync(System.Text.Encoding.ASCII.GetBytes(text));
        var item = await home.AtAsync(again, "Vorerfassung");
        Assert.Equal(first, Assert.Single(item.Duplicates).Item);
        Assert.Contains(item.Notes, note => note.Warning);
        Assert.Empty((await home.ItemAsync(first)).Duplicates);
    }

    [Fact]
    public async Task A_rejected_item_goes_on_by_its_route_ends_rejected_and_is_exported_nowhere()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.ApproveAsync(id, "Vorerfassung");
        await home.AtAsync(id, "Sachliche Prüfung");
        Assert.Equal(DecisionResult.Invalid, (await home.DecideAsync(id, WalkHome.Anna, DecisionKinds.Reject)).Result);
        await home.AcceptAsync(id, WalkHome.Anna, DecisionKinds.Reject, "Leistung nicht erbracht");
        var end = await WalkAsync(home, id, "Buchhaltung");

        Assert.Equal(ItemStatus.Rejected, end.Status);
        Assert.Equal("Leistung nicht erbracht", end.Rejection!.Comment);
        Assert.Empty(end.Postings);
        Assert.Contains("abgelehnt", Assert.Single((await ExportAsync(home, id)).Problems).Text, StringComparison.Ordinal);
        await home.AssertTrailAsync(id);
    }

    private static int Number(Item item) =>
        int.Parse(item.Cover.Number!.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<Item> WalkAsync(WalkHome home, string id, params string[] stations)
    {
        await home.ApproveAsync(id, stations);
        return await home.EndAsync(id);
    }

    private static Task<DatevAnswer> ExportAsync(WalkHome home, string id) =>
        home.Home.Web.Datev.ExportAsync(WalkHome.Tenant, [id], false, Accountant, home.Soon);

    private static async Task AssertDossierAsync(WalkHome home, Item item, byte[] xml)
    {
        using var bytes = new MemoryStream();
        Assert.True(await new Dossier(home.Home.Web.Items, home.Get<IDocumentStore>()).WriteAsync(item.Tenant, item.Id, bytes, home.Soon));
        Assert.False(await new Dossier(home.Home.Web.Items, home.Get<IDocumentStore>()).WriteAsync("other", item.Id, Stream.Null, home.Soon));
        using var zip = new ZipArchive(bytes, ZipArchiveMode.Read);
        Assert.Equal(
            ["audit.json", "documents/01-01.01a.xml", "documents/02-Rechnung 01.01a.eml", "documents/03-01.01a.pdf", "item.json", "statuses.json", "visits.json"],
            zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        using var document = new MemoryStream();
        await zip.GetEntry("documents/01-01.01a.xml")!.Open().CopyToAsync(document);
        Assert.Equal(xml, document.ToArray());
        Assert.Contains("123456XX", Text("item.json"), StringComparison.Ordinal);
        Assert.Contains("Buchhaltung", Text("visits.json"), StringComparison.Ordinal);
        Assert.Contains("archived", Text("audit.json"), StringComparison.Ordinal);

        string Text(string name)
        {
            using var reader = new StreamReader(zip.GetEntry(name)!.Open());
            return reader.ReadToEnd();
        }
    }

    private static async Task AssertPackageAsync(WalkHome home, string id)
    {
        var answer = await ExportAsync(home, id);
        Assert.Empty(answer.Problems);
        await using var content = answer.Content!;
        using var zip = new ZipArchive(content, ZipArchiveMode.Read);
        Assert.Contains(zip.Entries, entry => entry.FullName.EndsWith(".pdf", StringComparison.Ordinal));
        var judged = 0;
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.Ordinal)))
        {
            var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
            schemas.Add(null, TestData.Path(entry.FullName == "document.xml"
                ? "datev/Document_v060.xsd" : "datev/Belegverwaltung_online_ledger_import_v060.xsd"));
            var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
            using var reader = XmlReader.Create(entry.Open(), settings);
            while (reader.Read()) judged++;
        }

        Assert.True(judged > 20);
    }
}
