using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Intake;

namespace Serverless.Workflows.Tests.Intake;

public class MailIntakeTests
{
    private readonly FakeHome _home = new();

    [Fact]
    public async Task AMailWithAnInvoiceIsAnItem()
    {
        var result = await _home.PostAsync(Sample.Mail("", ("re-1.pdf", Sample.Pdf())));
        var accepted = Assert.Single(result.Items);
        Assert.Equal("Rechnung", accepted.Name);
        Assert.Matches("^[0-9a-f]{32}$", accepted.Id);
        Assert.Equal([accepted.Id], _home.Started);
        var item = _home.Only;
        Assert.Equal((accepted.Id, ItemStatus.Running, "invoice"), (item.Id, item.Status, item.Kind));
        Assert.Equal(["re-1.pdf invoice application/pdf", "Rechnung.eml mail message/rfc822"],
            item.Documents.Select(document => $"{document.Name} {document.Role} {document.ContentType}"));
        Assert.All(item.Documents, document => Assert.Equal(document.Length, _home.Documents[document.Sha256].Length));
        Assert.Equal(("mail", "anna@handwerk.example.com", "Rechnung", "<1@handwerk.example.com>"),
            (item.Origin.Source, item.Origin.From, item.Origin.Subject, item.Origin.MessageId));
        Assert.Empty(item.Checks);
        Assert.Empty(_home.Sent);
    }

    [Fact]
    public async Task TheSameMailAgainIsADuplicateAndNothingElseHappens()
    {
        var mail = Sample.Mail("", ("re-1.pdf", Sample.Pdf()));
        var first = await _home.PostAsync(mail);
        var second = await _home.PostAsync(mail);
        Assert.Empty(second.Items);
        Assert.Equal(new DuplicatePart("Rechnung", first.Items[0].Id), Assert.Single(second.Duplicates));
        Assert.Single(_home.Started);
        Assert.Single(_home.Items);
    }

    [Fact]
    public async Task TheSameDocumentInAnotherMailIsSeen()
    {
        var first = await _home.PostAsync(Sample.Mail("", ("re-1.pdf", Sample.Pdf())));
        var second = await _home.PostAsync(Sample.Mail("Subject: noch einmal\n", ("re-1.pdf", Sample.Pdf())));
        var item = _home.Items[Assert.Single(second.Items).Id];
        Assert.Equal(new Duplicate(first.Items[0].Id, "sameBytes", "Rechnung", _home.Items[first.Items[0].Id].ReceivedUtc), Assert.Single(item.Duplicates));
        Assert.Contains(item.Checks, check => check.Rule == "DUPLICATE-BYTES" && check.Severity == Severity.Warning);
    }

    [Fact]
    public async Task SeveralInvoicesAreOneItemThatSaysSo()
    {
        await _home.PostAsync(Sample.Mail("", ("a.pdf", Sample.Pdf("a")), ("b.pdf", Sample.Pdf("b"))));
        var item = _home.Only;
        Assert.Equal(["a.pdf invoice", "b.pdf attachment", "Rechnung.eml mail"], Roles(item));
        var check = Assert.Single(item.Checks);
        Assert.Equal("INTAKE-SEVERAL-INVOICES", check.Rule);
        Assert.Contains("2 Rechnungsdokumente; gelesen wird „a.pdf“", check.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralInvoicesAreSeveralItemsWhereTheSourceSaysSo()
    {
        _home.Settings = _home.Settings with { ItemsPerMail = ItemsPerMail.PerInvoice };
        var result = await _home.PostAsync(Sample.Mail("",
            ("4711.xml", Sample.Ubl("4711")), ("RE 4711.pdf", Sample.Pdf("1")), ("4712.xml", Sample.Ubl("4712")),
            ("Stundenzettel 4712.jpg", [0xFF, 0xD8, 0xFF]), ("agb.pdf", Sample.Pdf("agb"))));
        Assert.Equal(["4711.xml", "4712.xml"], result.Items.Select(item => item.Name));
        Assert.Equal(["4711.xml invoice", "RE 4711.pdf invoice", "agb.pdf attachment", "Rechnung.eml mail"],
            Roles(_home.Items[result.Items[0].Id]));
        Assert.Equal(["4712.xml invoice", "Stundenzettel 4712.jpg attachment", "agb.pdf attachment", "Rechnung.eml mail"],
            Roles(_home.Items[result.Items[1].Id]));
        Assert.Equal(2, _home.Started.Count);
    }

    [DataFact]
    public async Task TheSameInvoiceAsPdfAndXmlIsOne()
    {
        _home.Settings = _home.Settings with { Documents = AllowedDocuments.ExactlyOnePdf };
        var pdf = await File.ReadAllBytesAsync(TestData.Path("einvoice/zugferd/fx/EN16931_Einfach.pdf"));
        var xml = await File.ReadAllBytesAsync(TestData.Path("einvoice/zugferd/cii/EN16931_Einfach.cii.xml"));
        await _home.PostAsync(Sample.Mail("", ("daten.xml", xml), ("Ihre Rechnung.pdf", pdf)));
        Assert.Equal(["Ihre Rechnung.pdf invoice", "daten.xml invoice", "Rechnung.eml mail"], Roles(_home.Only));
        Assert.Empty(_home.Only.Checks);
    }

    [DataFact]
    public async Task AFileTwiceIsOneDocument()
    {
        var xml = await File.ReadAllBytesAsync(TestData.Path("einvoice/xrechnung/01.01a-INVOICE_ubl.xml"));
        var result = await _home.PostAsync(Sample.Mail("", ("a.xml", xml), ("b.xml", xml)));
        Assert.Single(result.Items);
        Assert.Equal(["a.xml invoice", "Rechnung.eml mail"], Roles(_home.Only));
    }

    [Fact]
    public async Task FilesInForwardedMailsAndZipsCount()
    {
        var inner = Sample.Mail("", ("alles.zip", Sample.Zip(("ordner/re.pdf", Sample.Pdf()))));
        await _home.PostAsync("From: a@b.de\nSubject: WG: Rechnung\nContent-Type: message/rfc822\n\n" + inner);
        Assert.Equal(["re.pdf invoice", "WG- Rechnung.eml mail"], Roles(_home.Only).Select(role => role.Replace(":", "-", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true, AttachmentFiling.All, new[] { "a.pdf invoice", "notiz.txt attachment", "Rechnung.eml mail" })]
    [InlineData(false, AttachmentFiling.All, new[] { "a.pdf invoice", "notiz.txt attachment" })]
    [InlineData(true, AttachmentFiling.None, new[] { "Rechnung.eml mail" })]
    [InlineData(false, AttachmentFiling.Criteria, new[] { "a.pdf invoice", "notiz.txt attachment" })]
    public async Task WhatIsCheckedIn(bool mail, AttachmentFiling filing, string[] documents)
    {
        _home.Settings = _home.Settings with { CheckInMail = mail, Attachments = filing };
        await _home.PostAsync(Sample.Mail("", ("a.pdf", Sample.Pdf()), ("notiz.txt", "Text"u8.ToArray())));
        Assert.Equal(documents, Roles(_home.Only));
    }

    [Fact]
    public async Task AMailSourceNeedsNoInvoice()
    {
        _home.Settings = _home.Settings with { Kind = "mail" };
        await _home.PostAsync("From: a@b.de\nSubject: Frage\n\nWann kommt der Handwerker?");
        Assert.Equal(("mail", ItemStatus.Running), (_home.Only.Kind, _home.Only.Status));
        Assert.Equal(["Frage.eml mail"], Roles(_home.Only));
    }

    [Fact]
    public async Task WhatCouldNotBeTakenIsNotedBesideAGoodInvoice()
    {
        await _home.PostAsync(Sample.Mail("", ("gut.pdf", Sample.Pdf()), ("kaputt.pdf", "kein PDF"u8.ToArray())));
        var check = Assert.Single(_home.Only.Checks);
        Assert.Equal(("INTAKE-NOTAPDF", Severity.Warning), (check.Rule, check.Severity));
    }

    [Fact]
    public async Task ASignedPdfIsNotedForChecking()
    {
        _home.Settings = _home.Settings with { AllowSigned = true };
        await _home.PostAsync(Sample.Mail("", ("a.pdf", Sample.Pdf(signed: true))));
        Assert.Equal("PDF-SIGNED", Assert.Single(_home.Only.Checks).Rule);
    }

    internal static IEnumerable<string> Roles(Item item) =>
        item.Documents.Select(document => document.Name + " " + document.Role);
}
