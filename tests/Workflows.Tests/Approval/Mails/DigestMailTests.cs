using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Approval.Mails;

/// <summary>What the digest and an escalation say.</summary>
public sealed class DigestMailTests
{
    private static readonly DateOnly Today = new(2026, 3, 3);

    [Theory]
    [InlineData("2026-03-28", "2026-03-03", "2026-03-03", "Skonto nur noch heute")]
    [InlineData("2026-03-28", "2026-03-04", "2026-03-04", "Skonto nur noch bis morgen")]
    [InlineData("2026-03-28", "2026-03-05", "2026-03-05", null)]
    [InlineData("2026-03-03", null, "2026-03-03", "Heute zahlen")]
    [InlineData("2026-03-04", null, "2026-03-04", "Bis morgen zahlen")]
    [InlineData("2026-03-02", null, "2026-03-02", "Überfällig")]
    [InlineData("2026-03-05", "2026-03-01", "2026-03-05", null)]
    public void What_presses_is_said_first(string due, string? discount, string payBy, string? pressing)
    {
        var mail = Write("de", Entry("de", due, payBy, discount));
        foreach (var body in new[] { mail.Text, mail.Html })
        {
            foreach (var text in new[] { "Überfällig", "Heute zahlen", "Bis morgen zahlen", "Skonto nur noch heute", "Skonto nur noch bis morgen" })
                Assert.Equal(text == pressing, body.Contains(text, StringComparison.Ordinal));
        }

        Assert.Equal(discount is not null && discount != "2026-03-01", mail.Text.Contains("Skonto 2,00 %", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 0, "1 Vorgang wartet auf Sie")]
    [InlineData(1, 1, "1 Vorgang wartet auf Sie (1 neuer)")]
    [InlineData(3, 2, "3 Vorgänge warten auf Sie (2 neue)")]
    public void The_subject_counts(int waiting, int fresh, string subject) => Assert.Equal(subject, Write(
        "de", [.. Enumerable.Range(0, waiting).Select(i => Entry("de", "2026-03-28", "2026-03-28", null) with { IsNew = i < fresh })]).Subject);

    [Fact]
    public void Every_item_has_its_link_and_the_rest_is_counted()
    {
        var entry = Entry("en", "2026-03-28", "2026-03-28", null);
        var mail = DigestMail.Write("en", "Haus", "Anna", Today, [entry], 3, "https://haus.example/inbox");
        foreach (var body in new[] { mail.Text, mail.Html })
        {
            Assert.Contains("There are 2 more in your list.", body, StringComparison.Ordinal);
            Assert.Contains(entry.Facts.Url, body, StringComparison.Ordinal);
            Assert.Contains("https://haus.example/inbox", body, StringComparison.Ordinal);
        }

        Assert.Contains("Ein weiterer steht in Ihrer Liste.", DigestMail.Write(
            "de", "Haus", "Anna", Today, [entry], 2, "https://haus.example/inbox").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_strangers_wrote_breaks_neither_line_nor_page()
    {
        var entry = Entry("de", "2026-03-28", "2026-03-28", null, "Böse\r\nBcc: x@y.example <script>");
        var mail = Write("de", entry);
        Assert.DoesNotContain("<script>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("* Böse Bcc: x@y.example <script>, RE-1", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_escalation_says_who_lets_wait_since_when_and_why()
    {
        var facts = Entry("de", "2026-03-28", "2026-03-28", null).Facts;
        var late = ItemMails.Escalation(facts, "Clara Winter", new DateOnly(2026, 2, 23), isEarly: false);
        Assert.Equal("Bitte nachfassen: Elektro Blitz GmbH, RE-1, 100,00 €", late.Subject);
        Assert.Contains("Wartet auf:", late.Text, StringComparison.Ordinal);
        Assert.Contains("Clara Winter", late.Text, StringComparison.Ordinal);
        Assert.Contains("23.02.2026", late.Text, StringComparison.Ordinal);
        Assert.StartsWith("Frist läuft ab: ", ItemMails.Escalation(facts, "C", Today, isEarly: true).Subject, StringComparison.Ordinal);
    }

    private static MailText Write(string language, params DigestEntry[] entries) =>
        DigestMail.Write(language, "Haus", "Anna Berger", Today, entries, entries.Length, "https://haus.example/inbox");

    private static DigestEntry Entry(string language, string due, string payBy, string? discount, string seller = "Elektro Blitz GmbH")
    {
        var item = TestItems.New(1) with
        {
            Fields = TestItems.Fields(("sellerName", seller), ("invoiceNumber", "RE-1"), ("payable", "100"), ("currency", "EUR")),
            Station = new StationRef(20, "Sachliche Prüfung", default),
            Deadlines = new Deadlines(
                Day(due), Day(payBy), discount is null ? [] : [new CashDiscount(null, discount, "2.00", null, null)]),
        };
        return new DigestEntry(
            new MailFacts(language, "Haus", "Anna Berger", "https://haus.example/d/1", "WEG", item) { Today = Today }, Today, false);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
