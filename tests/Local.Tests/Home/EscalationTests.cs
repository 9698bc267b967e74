using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable.Execution;
using Serverless.Workflows.Orchestrations;

namespace Serverless.Local.Tests.Home;

/// <summary>Somebody else is told of what waits too long, and dates move it in the lists.</summary>
public sealed class EscalationTests
{
    [Fact]
    public async Task Somebody_else_is_told_once_and_it_begins_anew_with_the_next_visit()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");
        Assert.Equal(Utc(10, 7), item.EscalateUtc);

        item = await home.UntilAsync(id, now => now.Escalation is not null, letTimePass: true);
        Assert.Equal((WalkHome.Helga, null, WalkHome.Clara), (item.Escalation!.To, item.EscalateUtc, item.Assignee!.User));
        await home.UntilAsync(id, now => now.Reminders == 5, letTimePass: true);
        var mail = Assert.Single(home.Mails(), mail => mail.Contains("Bitte nachfassen", StringComparison.Ordinal));
        Assert.Contains("helga.sommer@musterhaus.example", mail, StringComparison.Ordinal);
        Assert.Contains("Clara Winter bleibt zuständig", mail, StringComparison.Ordinal);
        Assert.Contains($"/t/demo/items/{id}", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("/d/", mail, StringComparison.Ordinal);
        var trail = (await home.Home.Web.Items.HistoryAsync(WalkHome.Tenant, id, home.Soon)).Audit;
        Assert.Equal(WalkHome.Helga, Assert.Single(trail, entry => entry.What == "escalated").Details["to"]);
        await home.AssertTrailAsync(id);

        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Approve);
        item = await home.AtAsync(id, "Sachliche Prüfung");
        Assert.Null(item.Escalation);
        Assert.True(item.EscalateUtc > home.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Nobody_is_told_of_what_they_have_themselves()
    {
        await using var home = await WalkHome.OpenAsync(
            tenant: text => text.Replace("\"escalateTo\": { \"person\": \"helga.sommer\" }", "\"escalateTo\": { \"person\": \"clara.winter\" }", StringComparison.Ordinal));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        var item = await home.UntilAsync(id, now => now.Reminders == 5, letTimePass: true);
        Assert.Equal((null, null), (item.Escalation, item.EscalateUtc));
        var trail = (await home.Home.Web.Items.HistoryAsync(WalkHome.Tenant, id, home.Soon)).Audit;
        Assert.Single(trail, entry => entry.What == "notEscalated");
        Assert.Equal(6, home.Mails().Count);
    }

    [Fact]
    public async Task A_station_has_its_own_times_and_person()
    {
        await using var home = await WalkHome.OpenAsync(tenant: text => text.Replace(
            "\"name\": \"Vorerfassung\",\n            \"assignee\"",
            "\"name\": \"Vorerfassung\",\n            \"reminders\": { \"firstAfter\": 1, \"atMost\": 1, \"escalateAfter\": 2, \"at\": \"16:30\", \"escalateTo\": { \"person\": \"miriam.vogel\" } },\n            \"assignee\"",
            StringComparison.Ordinal));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");
        Assert.Equal((Utc(3, 15, 30), Utc(4, 15, 30)), (item.RemindUtc, item.EscalateUtc));
        item = await home.UntilAsync(id, now => now.Escalation is not null, letTimePass: true);
        Assert.Equal((WalkHome.Miriam, 1, Utc(26, 15, 30)), (item.Escalation!.To, item.Reminders, item.RemindUtc));

        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Approve);
        item = await home.AtAsync(id, "Sachliche Prüfung");
        Assert.Equal(new TimeSpan(7, 0, 0), item.RemindUtc!.Value.TimeOfDay);
    }

    [Fact]
    public async Task A_date_that_is_typed_moves_the_item_and_its_times_at_once()
    {
        await using var home = await WalkHome.OpenAsync();
        var late = await home.DeliverAsync(TestMails.Roof("R-1"));
        var soon = await home.DeliverAsync(TestMails.Roof("R-2"));
        await home.AtAsync(late, "Vorerfassung");
        var before = await home.AtAsync(soon, "Vorerfassung");
        Assert.Equal(Utc(4, 7), before.RemindUtc);

        // Paid on 4 March at the latest: somebody looks on 3 March.
        await DueAsync(home, soon, "2026-03-04");
        var after = await home.UntilAsync(soon, now => now.RemindUtc == Utc(3, 7));
        Assert.Equal((Utc(3, 7), 0), (after.EscalateUtc, after.Reminders));
        await InboxIsAsync(home, soon, late);
        await DueAsync(home, soon, "2026-12-24");
        await home.UntilAsync(soon, now => now.RemindUtc == Utc(4, 7) && now.EscalateUtc == Utc(10, 7));
        await InboxIsAsync(home, late, soon);

        await DueAsync(home, soon, "2026-03-04");
        var told = await home.UntilAsync(soon, now => now.Escalation is not null && now.Reminders == 1, letTimePass: true);
        Assert.True(home.Clock.GetUtcNow() < Utc(4, 0), "it was told too late");
        Assert.Contains(home.Mails(), mail => mail.Contains("Frist läuft ab", StringComparison.Ordinal));
        Assert.Equal(VisitState.Notified, told.VisitState);
        var history = await home.Engine.ExportHistoryAsync(ItemRun.InstanceOf(soon, 1), home.Soon);
        Replayer.Replay(ItemCatalogue.Create(), history!);
    }

    [Fact]
    public async Task A_discount_that_is_lost_no_longer_counts()
    {
        await using var home = await WalkHome.OpenAsync();
        var plain = await home.DeliverAsync(TestMails.Roof("R-1"));
        var discounted = await home.DeliverAsync(TestMails.WithDiscount("R-2", days: 7));
        await DueAsync(home, plain, "2026-03-10");
        await home.AtAsync(plain, "Vorerfassung");
        var item = await home.AtAsync(discounted, "Vorerfassung");
        await DueAsync(home, discounted, "2026-03-27");

        // Issued on Friday, 27 February: the discount is good until 6 March.
        Assert.Equal(new DateOnly(2026, 3, 6), (await home.ItemAsync(discounted)).Deadlines!.PayBy);
        await InboxIsAsync(home, discounted, plain);
        item = await home.UntilAsync(discounted, now => now.Deadlines!.PayBy == new DateOnly(2026, 3, 27), letTimePass: true);
        await InboxIsAsync(home, plain, discounted);
        Assert.InRange(home.Clock.GetUtcNow(), Utc(6, 23), Utc(6, 23, 10));
        Assert.Null(item.DeadlineUtc);
        Assert.Single(item.Deadlines!.CashDiscounts);
    }

    [Fact]
    public async Task A_mail_server_that_does_not_answer_delays_it_only()
    {
        var outbox = new FlakyOutbox();
        await using var home = await WalkHome.OpenAsync(services => services.Front<Serverless.Workflows.Intake.IOutbox>(inner =>
        {
            outbox.Inner = inner;
            return outbox;
        }));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        await home.UntilAsync(id, now => now.Reminders == 2, letTimePass: true);
        outbox.Broken = true;
        var failed = await home.UntilAsync(id, now => now.EscalateUtc > Utc(10, 7), letTimePass: true);
        Assert.Equal((VisitState.Notified, null), (failed.VisitState, failed.Escalation));
        outbox.Broken = false;
        await home.UntilAsync(id, now => now.Escalation is not null, letTimePass: true);
        Assert.Single(outbox.Given, mail => mail.Key.Contains("escalation", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_last_reminder_that_could_not_be_sent_is_not_forgotten_over_a_new_date()
    {
        var outbox = new FlakyOutbox();
        await using var home = await WalkHome.OpenAsync(
            services => services.Front<Serverless.Workflows.Intake.IOutbox>(inner =>
            {
                outbox.Inner = inner;
                return outbox;
            }),
            tenant: text => text.Replace(
                "\"name\": \"Vorerfassung\",\n            \"assignee\"",
                "\"name\": \"Vorerfassung\",\n            \"reminders\": { \"firstAfter\": 1, \"atMost\": 1, \"escalateAfter\": 0, \"beforeDeadline\": 0 },\n            \"assignee\"",
                StringComparison.Ordinal));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        outbox.Broken = true;
        await home.UntilAsync(id, now => now.Checks.Any(check => check.Rule == "MAIL-NOT-SENT"), letTimePass: true);
        await DueAsync(home, id, "2026-12-24");
        await home.UntilAsync(id, now => now.DeadlineUtc is null);

        outbox.Broken = false;
        await home.UntilAsync(id, now => now.Reminders == 1, letTimePass: true);
        Assert.Single(outbox.Given, mail => mail.Key.Contains("reminder", StringComparison.Ordinal));
    }

    // An item that has just moved may still be met at the place it leaves: the old rows of a list go last.
    private static async Task InboxIsAsync(WalkHome home, params string[] ids)
    {
        while (true)
        {
            var page = await home.Home.Web.Items.ListAsync(WalkHome.Tenant, new ItemQuery(Assignee: WalkHome.Clara), default);
            var listed = page.Items.Select(item => item.Id).ToList();
            if (listed.SequenceEqual(ids)) return;
            if (home.Soon.IsCancellationRequested) Assert.Equal(ids, listed);
            await Task.Delay(5);
        }
    }

    private static async Task DueAsync(WalkHome home, string id, string date)
    {
        var item = await home.AtAsync(id, "Vorerfassung");
        var edit = new FieldEdit(
            new Dictionary<string, string?> { ["dueDate"] = date }, null, null, null, null, item.Revision);
        var outcome = await home.Home.Web.Decisions.EditAsync(WalkHome.Tenant, id, WalkHome.Clara, edit, home.Soon);
        Assert.True(outcome.Result == DecisionResult.Accepted, outcome.Message);
    }

    private static DateTimeOffset Utc(int day, int hour, int minute = 0) => new(2026, 3, day, hour, minute, 0, TimeSpan.Zero);
}
