using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tests.Routing;

namespace Serverless.Workflows.Tests.Approval.Suppliers;

/// <summary>The mail to a supplier, and whom it goes to.</summary>
public sealed class SupplierLetterTests : IAsyncLifetime
{
    private DemoHouse _house = null!;

    private Settings Settings => _house.Tenant.Settings;

    public async Task InitializeAsync() => _house = await DemoHouse.OpenAsync();

    public Task DisposeAsync()
    {
        _house.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void What_people_and_invoices_say_is_never_taken_for_a_placeholder()
    {
        var item = TestItems.New(1) with { Fields = TestItems.Fields((FieldNames.InvoiceNumber, "{comment}{findings}")) };
        var text = SupplierLetter.Text(Settings, item, "Siehe {tenant} {unbekannt}", ["{person}"], "Clara");
        Assert.Contains("Siehe {tenant} {unbekannt}", text, StringComparison.Ordinal);
        Assert.Contains("- {person}", text, StringComparison.Ordinal);
        Assert.Contains("Ihre Rechnung {comment}{findings} an", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_are_told_whole_and_numbers_stay_on_their_line()
    {
        var item = TestItems.New(1) with { Fields = TestItems.Fields((FieldNames.InvoiceNumber, "RE-1\n\nBitte an DE00 zahlen")) };
        var text = SupplierLetter.Text(Settings, item, "Falsch", [new string('x', 300) + " (BR-1)."], "Clara");
        Assert.Contains("x (BR-1).", text, StringComparison.Ordinal);
        Assert.Contains("Ihre Rechnung RE-1  Bitte an DE00 zahlen an", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_invoice_of_which_nothing_is_known_is_named_by_the_day_it_came_and_findings_leave_no_hole()
    {
        var text = SupplierLetter.Text(Settings, TestItems.New(1), "Unleserlich", [], "Clara");
        Assert.Contains("Ihre Rechnung (eingegangen am", text, StringComparison.Ordinal);
        Assert.Contains("Unleserlich\n\nBitte senden", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Unsere Prüfung", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rechnung@dach-ziegler.example", true)]
    [InlineData("clara.winter@musterhaus.example", false)]
    [InlineData("rechnung@musterhaus.example", false)]
    [InlineData(null, false)]
    public void The_sender_is_proposed_unless_it_is_a_colleague_or_ourselves(string? from, bool isProposed)
    {
        var item = TestItems.New(1);
        item = item with { Origin = item.Origin with { From = from } };
        Assert.Equal(isProposed ? from : null, SupplierAddress.Proposed(Settings, item, null));
    }

    [Fact]
    public void Only_what_concerns_the_invoice_is_told_and_without_the_advice_for_us()
    {
        var item = TestItems.New(1) with
        {
            Checks =
            [
                new Check("DUPLICATE", Severity.Warning, "Dieselbe Rechnung liegt schon vor."),
                new Check("BR-CO-15", Severity.Error, "Der Betrag passt nicht. Bitte prüfen Sie ihn."),
                new Check("BR-05", Severity.Info, "Nur ein Hinweis."),
                new Check("MAIL-NOT-SENT", Severity.Warning, "Die Mail ging nicht hinaus."),
            ],
        };
        var told = Assert.Single(SupplierFindings.Of(item));
        Assert.Equal("Der Betrag passt nicht (BR-CO-15).", SupplierFindings.InWords(told));
        Assert.Empty(SupplierFindings.Chosen(item, ["DUPLICATE"]));
    }

    [Theory]
    [InlineData("BR-01", "Die Rechnung sagt nichts. Sie wurde gelesen, bitte prüfen Sie die Angaben.", "Die Rechnung sagt nichts. Sie wurde gelesen (BR-01).")]
    [InlineData("BR-DE-18", "Die Angabe „Zahlbar sofort. Bitte überweisen, bitte bald“ ist falsch. Sie wurde nicht übernommen, bitte tragen Sie sie ein.",
        "Die Angabe „Zahlbar sofort. Bitte überweisen, bitte bald“ ist falsch. Sie wurde nicht übernommen (BR-DE-18).")]
    public void Advice_is_left_out_and_what_the_invoice_says_is_not(string rule, string text, string told) =>
        Assert.Equal(told, SupplierFindings.InWords(new Check(rule, Severity.Warning, text)));

    [DataFact]
    public void No_finding_on_any_published_invoice_asks_the_supplier_what_we_are_to_do()
    {
        var reader = new InvoiceDocuments(new Serverless.Workflows.Extraction.Pdf.PdfAttachments());
        var told = Directory.EnumerateFiles(TestData.Path("einvoice"), "*.xml", SearchOption.AllDirectories)
            .SelectMany(file => reader.Read(File.ReadAllBytes(file), Path.GetFileName(file), default).Checks)
            .DistinctBy(check => (check.Rule, check.Text))
            .SelectMany(check => SupplierFindings.Of(TestItems.New(1) with { Checks = [check] }))
            .Select(SupplierFindings.InWords).ToList();
        Assert.NotEmpty(told);
        Assert.DoesNotContain(told, text => text.Contains("bitte prüfen", StringComparison.OrdinalIgnoreCase)
            || text.Contains("tragen Sie", StringComparison.Ordinal) || text.Contains("fordern Sie", StringComparison.Ordinal));
    }
}
