using Serverless.Local.Engine;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;
using Serverless.Workflows.Intake;
using static Serverless.Local.Tests.Home.SupplierCase;

namespace Serverless.Local.Tests.Home;

/// <summary>Whoever rejected an invoice to its supplier is told when the correction links itself, by one mail, whatever
/// happens to the mail and the machine.</summary>
public sealed class LinkedMailTests
{
    private const string Told = "Korrigierte Rechnung ist da";

    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    [InlineData(11)]
    public async Task One_mail_says_which_it_is_why_and_what_has_changed(int? seed)
    {
        // Strict repeats activities and delivers twice.
        await using var home = await WalkHome.OpenAsync(strict: seed is { } s ? new StrictMode(s, 0.8) : null);
        var held = await RejectedAsync(home, "RE-77");
        await home.DeliverAsync(TestMails.Correcting("RE-78", "RE-77", 900m));
        await ToldAsync(home, held.Id);
        var mail = Assert.Single(home.Mails(), one => one.Contains(Told, StringComparison.Ordinal));
        Assert.Contains($"{WalkHome.Clara}@", mail, StringComparison.Ordinal);
        Assert.Contains("Die Rechnung nennt RE-77 als die ursprüngliche.", mail, StringComparison.Ordinal);
        Assert.Contains("Bruttobetrag 1.190,00 → 1.071,00", mail, StringComparison.Ordinal);
        Assert.Contains($"/t/demo/items/{held.Id}", mail, StringComparison.Ordinal);
        var history = await home.Home.Web.Items.HistoryAsync(WalkHome.Tenant, held.Id, home.Soon);
        Assert.Single(history.Audit, entry => entry.What == "correctionTold" && entry.Details["person"] == WalkHome.Clara);
        await home.AssertTrailAsync(held.Id);
    }

    [Fact]
    public async Task Who_reads_english_gets_it_in_english_and_who_is_away_is_stood_in_for()
    {
        await using var home = await WalkHome.OpenAsync(tenant: text => text.Replace(
            "\"mail\": \"anna.berger@musterhaus.example\"", "\"mail\": \"anna.berger@musterhaus.example\", \"language\": \"en\"", StringComparison.Ordinal));
        var held = await RejectedAsync(home, "RE-77");
        await home.AbsentAsync(WalkHome.Clara, WalkHome.Anna);
        await home.DeliverAsync(TestMails.Correcting("RE-78", "RE-77", 900m));
        await ToldAsync(home, held.Id);
        var mail = Assert.Single(home.Mails(), one => one.Contains("The corrected invoice is there", StringComparison.Ordinal));
        Assert.Contains($"{WalkHome.Anna}@", mail, StringComparison.Ordinal);
        Assert.Contains("The invoice names RE-77 as the original one.", mail, StringComparison.Ordinal);
        Assert.Contains("Gross total 1,190.00 → 1,071.00", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_told_of_what_a_person_linked()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        var other = await home.DeliverAsync(TestMails.Roof("RE-99", 900m));
        await home.AtAsync(other, "Vorerfassung");
        Assert.Equal(DecisionResult.Accepted, (await LinkAsync(home, other, WalkHome.Clara, held.Id)).Result);
        Assert.Null((await home.EndAsync(held.Id)).TellLinkedUtc);
        Assert.DoesNotContain(home.Mails(), one => one.Contains(Told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_the_relay_is_away_the_item_ends_all_the_same_and_the_mail_follows()
    {
        var outbox = new FlakyOutbox();
        await using var home = await WalkHome.OpenAsync(services => services.Front<IOutbox>(inner =>
        {
            outbox.Inner = inner;
            return outbox;
        }));
        var held = await RejectedAsync(home, "RE-77");
        outbox.Before = mail => mail.Subject.StartsWith(Told, StringComparison.Ordinal)
            ? throw new IOException("Der Mailserver antwortet nicht.")
            : Task.CompletedTask;
        await home.DeliverAsync(TestMails.Correcting("RE-78", "RE-77", 900m));
        await home.EndAsync(held.Id);
        var failed = await home.UntilAsync(held.Id, item => item.TellLinkedUtc > home.Clock.GetUtcNow(), letTimePass: true);
        Assert.Equal((ItemStage.Ended, ItemStatus.Rejected), (failed.Stage, failed.Status));

        // The machine stops and starts meanwhile.
        await home.CloseAsync();
        outbox.Before = null;
        await home.OpenAsync();
        await home.UntilAsync(held.Id, item => item.TellLinkedUtc is null, letTimePass: true);
        Assert.Single(home.Mails(), one => one.Contains(Told, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refused_mail_and_a_relay_that_stays_away_are_given_up_and_recorded(bool refused)
    {
        var outbox = new FlakyOutbox
        {
            Before = mail => !mail.Subject.StartsWith(Told, StringComparison.Ordinal) ? Task.CompletedTask
                : refused ? throw new ActivityFailureException(new ActivityFailure(OutgoingMail.Refused, "Unbekannt.", Retriable: false))
                : throw new IOException("Der Mailserver antwortet nicht."),
        };
        await using var home = await WalkHome.OpenAsync(services => services.Front<IOutbox>(inner =>
        {
            outbox.Inner = inner;
            return outbox;
        }));
        var held = await RejectedAsync(home, "RE-77");
        await home.DeliverAsync(TestMails.Correcting("RE-78", "RE-77", 900m));
        var ended = await home.EndAsync(held.Id);
        if (!refused)
        {
            await home.UntilAsync(held.Id, item => item.TellLinkedUtc > home.Clock.GetUtcNow(), letTimePass: true);
            home.Clock.Advance(ended.EndedUtc!.Value.AddDays(5) - home.Clock.GetUtcNow());
        }

        await home.UntilAsync(held.Id, item => item.TellLinkedUtc is null, letTimePass: true);
        var history = await home.Home.Web.Items.HistoryAsync(WalkHome.Tenant, held.Id, home.Soon);
        Assert.Contains(history.Audit, entry => entry.What == "mailFailed");
        Assert.DoesNotContain(history.Audit, entry => entry.What == "correctionTold");
    }

    [Fact]
    public async Task A_link_that_is_taken_back_before_the_mail_went_is_not_told()
    {
        var outbox = new FlakyOutbox();
        await using var home = await WalkHome.OpenAsync(services => services.Front<IOutbox>(inner =>
        {
            outbox.Inner = inner;
            return outbox;
        }));
        var held = await RejectedAsync(home, "RE-77");
        outbox.Before = mail => mail.Subject.StartsWith(Told, StringComparison.Ordinal)
            ? throw new IOException("Der Mailserver antwortet nicht.")
            : Task.CompletedTask;
        await home.DeliverAsync(TestMails.Correcting("RE-78", "RE-77", 900m));
        await home.UntilAsync(held.Id, item => item.Stage == ItemStage.Ended && item.TellLinkedUtc is not null);
        outbox.Before = null;
        Assert.Equal(DecisionResult.Accepted, (await home.Get<ICorrectionDesk>().UnlinkAsync(
            WalkHome.Tenant, held.Id, WalkHome.Clara, new UnlinkRequest("page", null), home.Soon)).Result);
        var again = await home.UntilAsync(held.Id, item => item.VisitState == VisitState.Notified);
        Assert.Null(again.TellLinkedUtc);
    }

    private static Task<Item> ToldAsync(WalkHome home, string id) =>
        home.UntilAsync(id, item => item.Stage == ItemStage.Ended && item.TellLinkedUtc is null);
}
