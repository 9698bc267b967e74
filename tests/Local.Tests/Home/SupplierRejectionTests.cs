using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using static Serverless.Local.Tests.Home.SupplierCase;

namespace Serverless.Local.Tests.Home;

/// <summary>Rejecting an invoice to its supplier: the mail, the wait, and the corrected invoice.</summary>
public sealed class SupplierRejectionTests
{
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
}
