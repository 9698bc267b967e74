using System.Text;
using Serverless.Web;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Intake.Outgoing;
using static Serverless.Local.Tests.Home.SupplierCase;

namespace Serverless.Local.Tests.Home;

/// <summary>The mail to a supplier on its way, and what comes back instead of a corrected invoice.</summary>
public sealed class SupplierMailTests
{
    private const int MostAnswers = 20;

    [Fact]
    public async Task A_mail_that_the_relay_refuses_comes_back_to_the_person_who_tries_another_address()
    {
        Refusing? outbox = null;
        await using var home = await WalkHome.OpenAsync(
            services => services.Front<IOutbox>(inner => outbox = new Refusing(inner, "tippfehler@lieferant.example")));
        _ = home.Get<IOutbox>();
        var id = await home.DeliverAsync(TestMails.Roof("RE-77"));
        await home.AtAsync(id, "Vorerfassung");
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.RejectToSupplier, Wrong, "tippfehler@lieferant.example");
        var held = await home.UntilAsync(id, item => item.Visit == 2 && item.VisitState == VisitState.Notified);
        Assert.Equal(SupplierMailState.NotSent, held.SupplierRejection!.Mail.State);
        Assert.Contains("550", held.SupplierRejection.Mail.Problem, StringComparison.Ordinal);
        Assert.False(held.SupplierRejection.Mail.IsOutage);
        Assert.Contains(home.Mails(), mail => mail.Contains("Lieferant nicht erreicht", StringComparison.Ordinal)
            && mail.Contains("prüfen Sie die Adresse", StringComparison.Ordinal));
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.RejectToSupplier, Wrong, "richtig@lieferant.example");
        var sent = await home.UntilAsync(id, item => item.Visit == 3 && item.VisitState == VisitState.Notified);
        Assert.Equal((2, SupplierMailState.Sent), (sent.SupplierRejection!.Number, sent.SupplierRejection.Mail.State));
    }

    [Fact]
    public async Task While_the_relay_is_away_it_is_not_the_address_that_is_to_be_checked()
    {
        var outbox = new FlakyOutbox
        {
            Before = mail => mail.ToAddress == Supplier ? throw new IOException("Der Mailserver antwortet nicht.") : Task.CompletedTask,
        };
        await using var home = await WalkHome.OpenAsync(services => services.Front<IOutbox>(inner =>
        {
            outbox.Inner = inner;
            return outbox;
        }));
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("RE-77"));
        await home.AtAsync(id, "Vorerfassung");
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.RejectToSupplier, Wrong);
        var held = await home.UntilAsync(id, item => item.Visit == 2 && item.VisitState == VisitState.Notified, letTimePass: true);
        Assert.Equal((SupplierMailState.NotSent, true), (held.SupplierRejection!.Mail.State, held.SupplierRejection.Mail.IsOutage));
        Assert.Contains(home.Mails(), mail => mail.Contains("An der Adresse lag es nicht", StringComparison.Ordinal));
        Assert.DoesNotContain(home.Mails(), mail => mail.Contains("prüfen Sie die Adresse", StringComparison.Ordinal));
        var page = (await HomePages.SendAsync(home, web, "GET", $"/t/demo/items/{id}", person: WalkHome.Clara)).Text;
        Assert.Contains("Der Mailversand war gestört; an der Adresse lag es nicht.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("prüfen Sie die Adresse", page, StringComparison.Ordinal);

        // The same again, when the relay is back.
        outbox.Before = null;
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.RejectToSupplier, Wrong);
        var sent = await home.UntilAsync(id, item => item.Visit == 3 && item.VisitState == VisitState.Notified);
        Assert.Equal((SupplierMailState.Sent, false), (sent.SupplierRejection!.Mail.State, sent.SupplierRejection.Mail.IsOutage));
    }

    [Fact]
    public async Task A_mail_that_comes_back_is_told_to_the_person_at_once()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        await home.ReceiveAsync(Report(SupplierMails.KeyOf(held, 1)));
        var told = await home.UntilAsync(held.Id, item => item.Reminders == 1);
        Assert.Contains("Undelivered Mail", told.SupplierRejection!.Mail.Problem, StringComparison.Ordinal);
        Assert.Contains(home.Mails(), mail => mail.Contains("Lieferant nicht erreicht", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_supplier_answers_in_words_is_read_by_the_person_and_not_turned_away()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        var before = home.Mails();
        var result = await home.ReceiveAsync(Answer(SupplierMails.KeyOf(held, 1)));
        Assert.Empty(result.Items);
        var told = await home.UntilAsync(held.Id, item => item.Reminders == 1);
        Assert.Equal("Die Anfahrten waren an zwei Tagen.", told.SupplierRejection!.Answer!.Text);
        Assert.Single(told.Documents, document => document.Name.StartsWith("Re: Bitte", StringComparison.Ordinal));

        // One mail to the person, none to the supplier; the same answer again changes nothing.
        await home.ReceiveAsync(Answer(SupplierMails.KeyOf(held, 1)));
        var mail = Assert.Single(home.Mails().Except(before));
        Assert.Contains("Antwort des Lieferanten", mail, StringComparison.Ordinal);
        Assert.Contains("Die Anfahrten waren an zwei Tagen.", mail, StringComparison.Ordinal);
        Assert.True((await home.ItemAsync(held.Id)).IsHeld);
    }

    [Fact]
    public async Task An_answer_to_a_mailbox_that_takes_any_mail_reaches_the_person_too()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        var result = await home.Home.Web.Intake.ReceiveAsync(new Delivery(
            WalkHome.Tenant, "post", "message/rfc822", null, new MemoryStream(Answer(SupplierMails.KeyOf(held, 1)))), home.Soon);
        Assert.Single(result.Items);
        var told = await home.UntilAsync(held.Id, item => item.Reminders == 1);
        Assert.Equal("Die Anfahrten waren an zwei Tagen.", told.SupplierRejection!.Answer!.Text);
    }

    [Fact]
    public async Task A_mail_that_comes_back_before_the_person_waits_is_told_to_them()
    {
        Answering? outbox = null;
        await using var home = await WalkHome.OpenAsync(services => services.Front<IOutbox>(inner => outbox = new Answering(inner)));
        _ = home.Get<IOutbox>();
        outbox!.To = Supplier;
        outbox.Then = mail => home.ReceiveAsync(Report(mail.Key, "failed"));
        var id = await home.DeliverAsync(TestMails.Roof("RE-77"));
        await home.AtAsync(id, "Vorerfassung");
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.RejectToSupplier, "Falsch");
        await home.UntilAsync(id, item => item.Visit == 2 && item.VisitState == VisitState.Notified);
        Assert.Contains(home.Mails(), mail => mail.Contains("Lieferant nicht erreicht", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_comes_while_the_person_is_told_of_an_earlier_one_is_told_too()
    {
        Answering? outbox = null;
        await using var home = await WalkHome.OpenAsync(services => services.Front<IOutbox>(inner => outbox = new Answering(inner)));
        _ = home.Get<IOutbox>();
        var held = await RejectedAsync(home, "RE-77");
        outbox!.To = WalkHome.Clara + "@musterhaus.example";
        outbox.Then = _ =>
        {
            outbox.Then = null;
            return home.ReceiveAsync(Answer(SupplierMails.KeyOf(held, 1), 2, "Und noch etwas: die Leiter."));
        };
        await home.ReceiveAsync(Answer(SupplierMails.KeyOf(held, 1)));
        await home.UntilAsync(held.Id, item => item.Reminders == 2);
        Assert.Contains(home.Mails(), mail => mail.Contains("die Leiter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_comes_before_the_telling_of_an_earlier_one_is_repeated_is_told_with_it()
    {
        Answering? outbox = null;
        await using var home = await WalkHome.OpenAsync(services => services.Front<IOutbox>(inner => outbox = new Answering(inner)));
        _ = home.Get<IOutbox>();
        var held = await RejectedAsync(home, "RE-77");
        outbox!.To = WalkHome.Clara + "@musterhaus.example";
        outbox.Then = async _ =>
        {
            outbox.Then = null;
            await home.ReceiveAsync(Answer(SupplierMails.KeyOf(held, 1), 2, "Und noch etwas: die Leiter."));
            throw new IOException("Die Leitung ist weg.");
        };
        await home.ReceiveAsync(Answer(SupplierMails.KeyOf(held, 1)));
        await home.UntilAsync(held.Id, item => item.Reminders == 1, letTimePass: true);
        Assert.Contains(home.Mails(), mail => mail.Contains("die Leiter", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("delayed")]
    [InlineData("delivered")]
    public async Task A_report_that_nothing_failed_alarms_nobody(string action)
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        await home.ReceiveAsync(Report(SupplierMails.KeyOf(held, 1), action));
        Assert.Null((await home.ItemAsync(held.Id)).SupplierRejection!.Mail.Problem);
    }

    [Fact]
    public async Task A_note_of_absence_without_return_path_is_no_failed_delivery()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        await home.ReceiveAsync(Encoding.UTF8.GetBytes(string.Join("\r\n",
            "Return-Path: <>", "From: " + Supplier, "To: rechnung@musterhaus.example", "Subject: Abwesend: Bitte korrigieren",
            "Message-ID: <o1@lieferant.example>", "Auto-Submitted: auto-replied",
            $"In-Reply-To: <{MailWriter.KeyHash(SupplierMails.KeyOf(held, 1))}@musterhaus.example>", "", "Ich bin im Urlaub.", "")));
        Assert.Null((await home.ItemAsync(held.Id)).SupplierRejection!.Mail.Problem);
    }

    [Fact]
    public async Task A_report_on_an_earlier_mail_says_nothing_of_the_one_that_went_to_another_address()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        await home.AcceptAsync(held.Id, WalkHome.Clara, DecisionKinds.RejectToSupplier, "Falsch", "chef@lieferant.example");
        await home.UntilAsync(held.Id, item => item.Visit == 3 && item.VisitState == VisitState.Notified);
        await home.ReceiveAsync(Report(SupplierMails.KeyOf(held, 1), "failed"));
        Assert.Null((await home.ItemAsync(held.Id)).SupplierRejection!.Mail.Problem);
        await home.ReceiveAsync(Report(SupplierMails.KeyOf(held, 2), "failed", "text/rfc822-headers"));
        Assert.NotNull((await home.ItemAsync(held.Id)).SupplierRejection!.Mail.Problem);
    }

    [Fact]
    public async Task However_many_answers_come_the_item_takes_no_more_than_it_can_hold()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        for (var number = 0; number < 30; number++) await home.ReceiveAsync(Answer(SupplierMails.KeyOf(held, 1), number, $"Antwort {number}"));
        var item = await home.ItemAsync(held.Id);
        Assert.Equal(MostAnswers, item.Documents.Count(document => document.Role == "mail"));
    }

    private sealed class Refusing(IOutbox inner, string address) : IOutbox
    {
        public Task SendAsync(OutgoingMail mail, CancellationToken cancellation) => mail.ToAddress == address
            ? throw new ActivityFailureException(new ActivityFailure(OutgoingMail.Refused, "550 no such user", Retriable: false))
            : inner.SendAsync(mail, cancellation);
    }
}
