using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Approval.Mails;

public class MailTests
{
    private const string Url = "https://rechnung.example/d/AQEDBGRlbW8";

    private static MailFacts Facts(string language = "de", Action<Dictionary<string, Field>>? fields = null, Func<Item, Item>? change = null)
    {
        var read = new Dictionary<string, Field>
        {
            ["sellerName"] = Read("Elektro Blitz GmbH"),
            ["invoiceNumber"] = Read("RE-2026-001"),
            ["payable"] = Read("1249.5"),
            ["currency"] = Read("EUR"),
            ["issueDate"] = Read("2026-04-28"),
        };
        fields?.Invoke(read);
        var item = new Item
        {
            Id = new string('0', 32),
            Tenant = "demo",
            Kind = "invoice",
            Fields = read,
            Station = new(20, "Sachliche Prüfung", default),
            Assignee = new("petra", "Sie verwalten das Objekt Lindenstraße 4."),
            Deadlines = new(new DateOnly(2026, 5, 28), null, [new(14, "2026-05-12", "2.00", null, "24.99")]),
            Origin = new("mail", "a@b.example", "Ihre Rechnung", "", null),
        };
        return new(language, "Hausverwaltung Muster", "Petra Müller", Url, "WEG Lindenstraße 4", change?.Invoke(item) ?? item);
    }

    private static Field Read(string value) => new(value, FieldSource.Einvoice, 1, null);

    [Fact]
    public void A_request_says_all_that_is_needed_and_has_one_link()
    {
        var mail = ItemMails.Request(Facts());
        Assert.Equal("Bitte entscheiden: Elektro Blitz GmbH, RE-2026-001, 1.249,50 €", mail.Subject);
        foreach (var body in new[] { mail.Text, mail.Html })
        {
            foreach (var said in new[]
            {
                "Guten Tag Petra Müller,", "Elektro Blitz GmbH", "RE-2026-001", "1.249,50 €", "28.05.2026",
                "2,00 %, 24,99 €, bis 12.05.2026", "Sachliche Prüfung", "Sie verwalten das Objekt Lindenstraße 4.",
                "Öffnen und entscheiden", "WEG Lindenstraße 4",
            })
                Assert.Contains(said, body, StringComparison.Ordinal);
            Assert.Equal(2, body.Split(Url).Length);
        }

        Assert.StartsWith("<!DOCTYPE html>", mail.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de", "fällig", "31.05.2026 (letzter Banktag 29.05.2026)", "bis 03.10.2026 (letzter Banktag 02.10.2026)")]
    [InlineData("en", "due", "31 May 2026 (last bank day 29 May 2026)", "until 3 Oct 2026 (last bank day 2 Oct 2026)")]
    public void A_day_on_which_no_bank_works_comes_with_the_last_one_before(string language, string said, string due, string discount)
    {
        var facts = Facts(language, change: item => item with
        {
            Deadlines = new(new DateOnly(2026, 5, 31), null, [new(14, "2026-10-03", "2.00", null, null)]),
        });
        var mail = ItemMails.Request(facts);
        Assert.Contains(due, mail.Text, StringComparison.Ordinal);
        Assert.Contains(discount, mail.Text, StringComparison.Ordinal);
        var digest = DigestMail.Write(
            language, "Haus", "Anna", new DateOnly(2026, 5, 1), [new DigestEntry(facts, new DateOnly(2026, 4, 30), false)], 1, "https://haus.example");
        Assert.Contains(said, digest.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(due, digest.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void English_readers_read_english()
    {
        var mail = ItemMails.Request(Facts("en"));
        Assert.Equal("Please decide: Elektro Blitz GmbH, RE-2026-001, 1,249.50 €", mail.Subject);
        Assert.Contains("28 May 2026", mail.Text, StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", mail.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "Erinnerung: ")]
    [InlineData(3, "3. Erinnerung: ")]
    public void Reminders_are_counted(int number, string start) =>
        Assert.StartsWith(start, ItemMails.Reminder(Facts(), number).Subject, StringComparison.Ordinal);

    [Fact]
    public void An_operator_reads_what_failed()
    {
        var mail = ItemMails.Operator(Facts(change: item => item with { Operator = new("DATEV-Übergabe", 1, "Timeout", "Der Dienst antwortet nicht.", true) }));
        Assert.StartsWith("Störung: ", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("Der Dienst antwortet nicht.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("DATEV-Übergabe", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        var mail = ItemMails.Request(Facts(fields: read => read.Clear(), change: item => item with { Deadlines = null, Station = null, Assignee = null }));
        Assert.Equal("Bitte entscheiden: Ihre Rechnung", mail.Subject);
        Assert.DoesNotContain("Betrag", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Fällig", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_stand_out()
    {
        var mail = ItemMails.Request(Facts(change: item => item with
        {
            Checks = [new("IBAN", Severity.Error, "Die IBAN weicht ab."), new("X", Severity.Info, "Nur nebenbei.")],
            Duplicates = [new("x", "sameInvoice")],
        }));
        Assert.Contains("! Die IBAN weicht ab.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("einen weiteren Vorgang", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nur nebenbei.", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_of_strangers_are_texts()
    {
        var mail = ItemMails.Request(Facts(fields: read =>
        {
            read["sellerName"] = Read("<b onmouseover=x>Blitz</b>\r\nBcc: evil@example.com \"&'");
            read["invoiceNumber"] = Read(new string('9', 300) + "\ud83d\ude00");
        }));
        Assert.DoesNotContain("<b ", mail.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;b onmouseover=x&gt;", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', mail.Subject);
        Assert.DoesNotContain('\r', mail.Subject + mail.Text + mail.Html);
        Assert.True(mail.Subject.Length <= 150);
        Assert.DoesNotContain("\nBcc:", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sign_in_mail_says_how_long_its_link_is_good()
    {
        var mail = SignInMail.Write("de", "Hausverwaltung Muster", "Petra Müller", Url, 30);
        Assert.Contains("30 Minuten", mail.Text, StringComparison.Ordinal);
        Assert.Contains(Url, mail.Html, StringComparison.Ordinal);
        Assert.Contains("sign-in link", SignInMail.Write("en", "M", "P", Url, 30).Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1234.5", "de", "1.234,50")]
    [InlineData("1234567.125", "de", "1.234.567,125")]
    [InlineData("-0.5", "de", "-0,50")]
    [InlineData("1234.5", "en", "1,234.50")]
    [InlineData("viel", "de", "viel")]
    [InlineData("1e3", "de", "1e3")]
    public void Amounts_are_written_for_people(string value, string language, string shown) =>
        Assert.Equal(shown, Spoken.Amount(value, language));
}
