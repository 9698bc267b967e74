using System.Text;
using Serverless.Local.Engine;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Intake.Outgoing;

namespace Serverless.Local.Tests.Home;

/// <summary>Rejecting an invoice to its supplier: the mail, the wait, and the corrected invoice.</summary>
public sealed class SupplierRejectionTests
{
    private const string Wrong = "Die Anfahrt ist zweimal berechnet.";

    [Fact]
    public async Task The_supplier_gets_a_mail_and_the_invoice_waits_unpaid_at_its_station()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        Assert.Equal(
            (ItemStatus.Waiting, ItemStage.Walking, "Vorerfassung", WalkHome.Clara),
            (held.Status, held.Stage, held.Station!.Name, held.Assignee!.User));
        Assert.Equal("Wartet auf die korrigierte Rechnung des Lieferanten (zurückgewiesen von Clara Winter)", held.Assignee.Reason);
        Assert.Equal((1, SupplierMailState.Sent, (string?)null), (held.SupplierRejection!.Number, held.SupplierRejection.Mail.State, held.SupplierRejection.Mail.Problem));

        var mail = Assert.Single(home.Mails(), one => one.Contains("To: <rechnung@lieferant.example>", StringComparison.Ordinal));
        Assert.Contains("Ihre Rechnung RE-77 vom 27.02.2026 über 1.190,00 € an WEG Lindenstraße 12–16", mail, StringComparison.Ordinal);
        Assert.Contains(Wrong, mail, StringComparison.Ordinal);
        Assert.Contains("In-Reply-To: <RE-77@demo.example>", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("Auto-Submitted", mail, StringComparison.Ordinal);
        Assert.Equal(1, home.MailsTo(WalkHome.Clara, "RE-77"));

        // What was sent is kept with the item, and nothing moves it on but a person or the correction.
        var kept = Assert.Single(held.Documents, document => document.Role == "sent");
        Assert.Equal("message/rfc822", kept.ContentType);
        var refused = await home.DecideAsync(held.Id, WalkHome.Clara, DecisionKinds.Approve);
        Assert.Equal(DecisionResult.Invalid, refused.Result);
        Assert.Contains("wartet auf die korrigierte", refused.Message, StringComparison.Ordinal);
        var page = await home.Home.Web.Items.ListAsync(WalkHome.Tenant, new ItemQuery(Held: true), home.Soon);
        Assert.Equal(held.Id, Assert.Single(page.Items).Id);
        await home.AssertTrailAsync(held.Id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    public async Task The_corrected_invoice_that_names_it_takes_its_place_without_asking(int? seed)
    {
        // Strict repeats activities and delivers twice: one mail, one link, one note all the same.
        await using var home = await WalkHome.OpenAsync(strict: seed is { } s ? new StrictMode(s, 0.8) : null);
        var held = await RejectedAsync(home, "RE-77");
        var corrected = await home.DeliverAsync(TestMails.Correcting("RE-78", "RE-77", 900m));
        var ended = await home.EndAsync(held.Id);
        Assert.Equal(
            (ItemStatus.Rejected, SupplierRejectionEnd.Corrected, corrected),
            (ended.Status, ended.SupplierRejection!.End, ended.SupplierRejection.CorrectedBy));
        Assert.Empty(ended.Postings);
        Assert.Single(home.Mails(), one => one.Contains("To: <rechnung@lieferant.example>", StringComparison.Ordinal));
        Assert.Single(ended.Documents, document => document.Role == "sent");
        Assert.NotNull(ended.RetainUntil);

        var item = await home.UntilAsync(corrected, one => one.Corrects.Count > 0 && one.VisitState == VisitState.Notified);
        var correction = Assert.Single(item.Corrects);
        Assert.Equal((held.Id, "RE-77"), (correction.Item, correction.InvoiceNumber));
        Assert.Contains("nennt RE-77", correction.Why, StringComparison.Ordinal);
        var note = Assert.Single(item.Notes, note => note.Text.Contains("Ersetzt die Rechnung RE-77", StringComparison.Ordinal));
        Assert.Contains("Bruttobetrag 1.190,00 → 1.071,00", note.Text, StringComparison.Ordinal);
        Assert.False(note.Warning);
        Assert.Empty(item.Duplicates);
        await home.AssertTrailAsync(held.Id);
        await home.AssertTrailAsync(corrected);

        // From here it goes its way like any other.
        await home.ApproveAsync(corrected, "Vorerfassung", "Sachliche Prüfung", "Buchhaltung");
        Assert.Equal(ItemStatus.Completed, (await home.EndAsync(corrected)).Status);
    }

    [Fact]
    public async Task The_same_number_with_another_amount_is_the_correction_too()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        var corrected = await home.DeliverAsync(TestMails.Roof("RE-77", 900m));
        Assert.Equal(corrected, (await home.EndAsync(held.Id)).SupplierRejection!.CorrectedBy);
    }

    [Fact]
    public async Task The_same_invoice_once_more_is_a_duplicate_and_no_correction()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        var again = await home.DeliverAsync(TestMails.Of("RE-77b", TestMails.RoofXml("RE-77")));
        var item = await home.AtAsync(again, "Vorerfassung");
        Assert.NotEmpty(item.Duplicates);
        Assert.Empty(item.Corrects);
        Assert.True((await home.ItemAsync(held.Id)).IsHeld);
    }

    [Fact]
    public async Task Another_invoice_of_the_supplier_is_offered_and_a_person_links_it_at_either_end()
    {
        await using var home = await WalkHome.OpenAsync();
        var desk = home.Get<ICorrectionDesk>();
        var held = await RejectedAsync(home, "RE-77");
        var other = await home.DeliverAsync(TestMails.Roof("RE-99", 900m));
        await home.AtAsync(other, "Vorerfassung");
        Assert.True((await home.ItemAsync(held.Id)).IsHeld);

        var atNew = Assert.Single(await desk.OfferAsync(WalkHome.Tenant, other, WalkHome.Clara, home.Soon));
        Assert.Equal((held.Id, false), (atNew.Held.Id, atNew.IsCertain));
        var atOld = Assert.Single(await desk.OfferAsync(WalkHome.Tenant, held.Id, WalkHome.Clara, home.Soon));
        Assert.Equal(other, atOld.Item.Id);
        Assert.Empty(await desk.OfferAsync(WalkHome.Tenant, other, WalkHome.Jonas, home.Soon));
        Assert.Equal(DecisionResult.NotAllowed, (await LinkAsync(home, other, WalkHome.Jonas, held.Id)).Result);
        Assert.Equal(DecisionResult.Invalid, (await LinkAsync(home, other, WalkHome.Clara, "nothing")).Result);

        Assert.Equal(DecisionResult.Accepted, (await LinkAsync(home, other, WalkHome.Clara, held.Id)).Result);
        Assert.Equal(other, (await home.EndAsync(held.Id)).SupplierRejection!.CorrectedBy);
        Assert.Single((await home.UntilAsync(other, item => item.Corrects.Count > 0)).Corrects);
        Assert.Equal(DecisionResult.Invalid, (await LinkAsync(home, other, WalkHome.Clara, held.Id)).Result);
    }

    [Fact]
    public async Task Who_only_has_another_companys_invoice_cannot_end_a_rejected_one_with_it()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        await home.AcceptAsync(held.Id, WalkHome.Clara, DecisionKinds.Forward, to: WalkHome.Jonas);
        await home.UntilAsync(held.Id, item => item is { Visit: 3, VisitState: VisitState.Notified });
        var xml = Encoding.UTF8.GetString(TestMails.RoofXml("X-1", 900m));
        foreach (var (old, other) in new[] { ("Dachdeckerei Ziegler GmbH", "Andere Firma AG"), ("DE999990125", "DE999990126"), ("DE92123456780000999012", "DE02120300000000202051") })
            xml = xml.Replace(old, other, StringComparison.Ordinal);
        var stranger = await home.DeliverAsync(TestMails.Of("X-1", Encoding.UTF8.GetBytes(xml)));
        await home.AtAsync(stranger, "Vorerfassung");
        Assert.Equal(DecisionResult.Invalid, (await LinkAsync(home, stranger, WalkHome.Clara, held.Id)).Result);
        Assert.True((await home.ItemAsync(held.Id)).IsHeld);
    }

    [Fact]
    public async Task A_link_that_was_wrong_is_taken_back_and_the_invoice_waits_again()
    {
        await using var home = await WalkHome.OpenAsync();
        var desk = home.Get<ICorrectionDesk>();
        var held = await RejectedAsync(home, "RE-77");
        var wrong = await home.DeliverAsync(TestMails.Correcting("RE-78", "RE-77", 900m));
        await home.EndAsync(held.Id);
        Assert.Equal(DecisionResult.NotAllowed, (await desk.UnlinkAsync(WalkHome.Tenant, held.Id, WalkHome.Jonas, "page", null, home.Soon)).Result);
        Assert.Equal(DecisionResult.Accepted, (await desk.UnlinkAsync(WalkHome.Tenant, held.Id, WalkHome.Clara, "page", null, home.Soon)).Result);

        var again = await home.UntilAsync(held.Id, item => item.VisitState == VisitState.Notified);
        Assert.Equal(
            (true, ItemStatus.Waiting, "Vorerfassung", WalkHome.Clara, (string?)null),
            (again.IsHeld, again.Status, again.Station!.Name, again.Assignee!.User, again.SupplierRejection!.CorrectedBy));
        Assert.Empty((await home.ItemAsync(wrong)).Corrects);
        Assert.Equal(DecisionResult.Invalid, (await desk.UnlinkAsync(WalkHome.Tenant, held.Id, WalkHome.Clara, "page", null, home.Soon)).Result);

        // The right one can be linked, and it ends as ever.
        var right = await home.DeliverAsync(TestMails.Roof("RE-79", 950m));
        await home.AtAsync(right, "Vorerfassung");
        await home.AcceptAsync(held.Id, WalkHome.Clara, DecisionKinds.Replace, to: right);
        Assert.Equal(right, (await home.EndAsync(held.Id)).SupplierRejection!.CorrectedBy);
        await home.AssertTrailAsync(held.Id);
    }

    [Fact]
    public async Task At_the_rejected_one_the_decision_names_the_corrected_item()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        var other = await home.DeliverAsync(TestMails.Roof("RE-99", 900m));
        await home.AtAsync(other, "Vorerfassung");
        foreach (var (to, why) in new[] { (null, "nennen"), ("nothing", "kein anderer Vorgang"), (held.Id, "kein anderer Vorgang") })
        {
            var refused = await home.DecideAsync(held.Id, WalkHome.Clara, DecisionKinds.Replace, to: to);
            Assert.Equal(DecisionResult.Invalid, refused.Result);
            Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        }

        await home.AcceptAsync(held.Id, WalkHome.Clara, DecisionKinds.Replace, to: other);
        Assert.Equal(other, (await home.EndAsync(held.Id)).SupplierRejection!.CorrectedBy);
    }

    [Fact]
    public async Task Without_a_correction_the_person_goes_on_reminds_the_supplier_or_rejects_for_good()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        var (first, before) = (held.Visit, held.SupplierRejection!.AtUtc);

        // After ten working days the person is asked; the supplier can be told again, by a mail of its own.
        await home.UntilAsync(held.Id, item => item.Reminders == 1, letTimePass: true);
        Assert.Equal(14, (home.Clock.GetUtcNow().Date - before.Date).Days);
        Assert.Contains(home.Mails(), mail => mail.Contains("Korrigierte Rechnung fehlt", StringComparison.Ordinal));
        await home.AcceptAsync(held.Id, WalkHome.Clara, DecisionKinds.RejectToSupplier, "Bitte antworten Sie uns.", "chef@lieferant.example");
        var again = await home.UntilAsync(held.Id, item => item.Visit > first && item.VisitState == VisitState.Notified);
        Assert.Equal((2, "chef@lieferant.example"), (again.SupplierRejection!.Number, again.SupplierRejection.Mail.To));
        Assert.Equal(2, again.Documents.Count(document => document.Role == "sent"));

        Assert.Equal(DecisionResult.Invalid, (await home.DecideAsync(held.Id, WalkHome.Clara, DecisionKinds.Resume)).Result);
        await home.AcceptAsync(held.Id, WalkHome.Clara, DecisionKinds.Resume, "Der Lieferant hat recht.");
        var resumed = await home.UntilAsync(held.Id, item => !item.IsHeld && item.VisitState == VisitState.Notified);
        Assert.Equal(("Vorerfassung", WalkHome.Clara, SupplierRejectionEnd.Lifted), (resumed.Station!.Name, resumed.Assignee!.User, resumed.SupplierRejection!.End));
        await home.ApproveAsync(held.Id, "Vorerfassung", "Sachliche Prüfung", "Buchhaltung");
        Assert.Equal(ItemStatus.Completed, (await home.EndAsync(held.Id)).Status);
    }

    [Fact]
    public async Task A_rejection_for_good_ends_the_wait_by_the_route()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        await home.AcceptAsync(held.Id, WalkHome.Clara, DecisionKinds.Reject, "Der Lieferant antwortet nicht.");
        var item = await home.UntilAsync(held.Id, one => !one.IsHeld && one.VisitState == VisitState.Notified);
        Assert.Equal((SupplierRejectionEnd.Rejected, true), (item.SupplierRejection!.End, item.Rejection is not null));
    }

    [Theory]
    [InlineData("Falsch", "kein.at.zeichen", "keine Mailadresse")]
    [InlineData("Falsch", "rechnung@musterhaus.example", "eigene Eingangsadresse")]
    [InlineData("Falsch", "jonas.keller@musterhaus.example", "gehört Jonas Keller")]
    [InlineData("Falsch", "jemand@musterhaus.example", "im eigenen Haus")]
    [InlineData(null, "chef@lieferant.example", "was zu korrigieren ist")]
    public async Task What_is_missing_is_said_and_nothing_is_sent(string? comment, string to, string why)
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("RE-77"));
        await home.AtAsync(id, "Vorerfassung");
        var refused = await home.DecideAsync(id, WalkHome.Clara, DecisionKinds.RejectToSupplier, comment, to);
        Assert.Equal(DecisionResult.Invalid, refused.Result);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Null((await home.ItemAsync(id)).SupplierRejection);
    }

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
        Assert.Contains(home.Mails(), mail => mail.Contains("Lieferant nicht erreicht", StringComparison.Ordinal));
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.RejectToSupplier, Wrong, "richtig@lieferant.example");
        var sent = await home.UntilAsync(id, item => item.Visit == 3 && item.VisitState == VisitState.Notified);
        Assert.Equal((2, SupplierMailState.Sent), (sent.SupplierRejection!.Number, sent.SupplierRejection.Mail.State));
    }

    [Fact]
    public async Task A_mail_that_comes_back_is_told_to_the_person_at_once()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        await home.ReceiveAsync(Bounce(SupplierMails.KeyOf(held, 1)));
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
    public async Task A_credit_note_replaces_no_invoice_but_says_that_it_belongs_to_one_that_is_held()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        var xml = Encoding.UTF8.GetString(TestMails.CorrectingXml("GS-1", "RE-77", 1000m))
            .Replace("<cbc:InvoiceTypeCode>384<", "<cbc:InvoiceTypeCode>381<", StringComparison.Ordinal);
        var id = await home.DeliverAsync(TestMails.Of("GS-1", Encoding.UTF8.GetBytes(xml)));
        var item = await home.AtAsync(id, "Vorerfassung");
        Assert.Contains(item.Checks, check => check.Rule == "CORRECTION-CREDIT-NOTE");
        Assert.True((await home.ItemAsync(held.Id)).IsHeld);
        var refused = await home.DecideAsync(held.Id, WalkHome.Clara, DecisionKinds.Replace, to: id);
        Assert.Contains("Gutschrift", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<Item> RejectedAsync(WalkHome home, string number)
    {
        var id = await home.DeliverAsync(TestMails.Roof(number));
        await home.AtAsync(id, "Vorerfassung");
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.RejectToSupplier, Wrong);
        return await home.UntilAsync(id, item => item.Visit == 2 && item.VisitState == VisitState.Notified);
    }

    private static Task<DecisionOutcome> LinkAsync(WalkHome home, string item, string person, string corrects) =>
        home.Get<ICorrectionDesk>().LinkAsync(
            WalkHome.Tenant, item, person, new CorrectionRequest(corrects, "page", null), home.Soon);

    private static byte[] Bounce(string key) => Encoding.ASCII.GetBytes(string.Join("\r\n",
        "Return-Path: <>", "From: MAILER-DAEMON@lieferant.example", "To: rechnung@musterhaus.example",
        "Subject: Undelivered Mail Returned to Sender", "Message-ID: <b1@lieferant.example>",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"", "", "--b", "Content-Type: text/plain", "",
        "The mail system could not deliver it.", "--b", "Content-Type: message/delivery-status", "",
        "Reporting-MTA: dns; lieferant.example", "", "Action: failed", "Status: 5.1.1", "--b", "Content-Type: message/rfc822", "",
        $"Message-ID: <{MailWriter.KeyHash(key)}@musterhaus.example>", "Subject: Bitte korrigieren", "", "Guten Tag", "--b--", ""));

    private static byte[] Answer(string key) => Encoding.UTF8.GetBytes(string.Join("\r\n",
        "From: Lieferant <rechnung@lieferant.example>", "To: rechnung@musterhaus.example", "Subject: Re: Bitte korrigieren",
        "Message-ID: <a1@lieferant.example>", $"In-Reply-To: <{MailWriter.KeyHash(key)}@musterhaus.example>",
        "Content-Type: text/plain; charset=utf-8", "", "Die Anfahrten waren an zwei Tagen.", ""));

    private sealed class Refusing(IOutbox inner, string address) : IOutbox
    {
        public Task SendAsync(OutgoingMail mail, CancellationToken cancellation) => mail.ToAddress == address
            ? throw new ActivityFailureException(new ActivityFailure(OutgoingMail.Refused, "550 no such user", Retriable: false))
            : inner.SendAsync(mail, cancellation);
    }
}
