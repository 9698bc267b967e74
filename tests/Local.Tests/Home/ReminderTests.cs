using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Orchestrations;

namespace Serverless.Local.Tests.Home;

/// <summary>Waiting: reminders by the clock, and wake-ups that are lost.</summary>
public sealed class ReminderTests
{
    [Fact]
    public async Task A_person_is_reminded_on_the_right_mornings_and_then_no_more()
    {
        var outbox = new FlakyOutbox();
        await using var home = await WalkHome.OpenAsync(services => services.Front<IOutbox>(inner =>
        {
            outbox.Inner = inner;
            return outbox;
        }));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var seen = new List<DateTimeOffset?>();
        var item = await home.AtAsync(id, "Vorerfassung");
        while (item.RemindUtc is { } due)
        {
            seen.Add(due);
            Assert.Equal(seen.Count, Reminders(outbox).Count);
            item = await home.UntilAsync(id, now => now.Reminders == seen.Count && now.RemindUtc != due, letTimePass: true);
            Assert.InRange(home.Clock.GetUtcNow() - due, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        }

        // Working days after a Monday, at 8 o'clock in Berlin, where the summer begins on 29 March. It is to be paid until
        // then, a Sunday: the banks work on 27 March.
        Assert.Equal([4, 6, 10, 12, 16, 26], seen.Select(due => due!.Value.Day));
        Assert.All(seen, due => Assert.Equal(new TimeSpan(7, 0, 0), due!.Value.TimeOfDay));
        Assert.Equal(7, Reminders(outbox).Select(mail => mail.Key).Distinct().Count());
        Assert.Equal(7, home.MailsTo(WalkHome.Clara, "R-1"));
        // From then on somebody responsible is told, after a week and every four weeks, and Clara of nothing more.
        Assert.Equal(new DateTimeOffset(2026, 4, 2, 6, 0, 0, TimeSpan.Zero), await home.IdleAsync(id));
        item = await home.UntilAsync(id, _ => StillWaiting(home) == 1, letTimePass: true);
        await home.UntilAsync(id, _ => StillWaiting(home) == 2, letTimePass: true);
        item = await home.ItemAsync(id);
        Assert.Equal((6, null), (item.Reminders, item.RemindUtc));
        Assert.Contains(item.Checks, check => check.Text == "Wartet seit 02.03.2026 bei Clara Winter, alle Erinnerungen sind versandt; Helga Sommer wurde benachrichtigt.");
        Assert.Equal(7, home.MailsTo(WalkHome.Clara, "R-1"));
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Approve);
        await home.AtAsync(id, "Sachliche Prüfung");
    }

    [Fact]
    public async Task A_decision_while_the_reminder_is_sent_is_not_lost()
    {
        var outbox = new FlakyOutbox();
        await using var home = await WalkHome.OpenAsync(services => services.Front<IOutbox>(inner =>
        {
            outbox.Inner = inner;
            return outbox;
        }));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        outbox.Before = async mail =>
        {
            outbox.Before = null;
            Assert.Contains("reminder-1", mail.Key, StringComparison.Ordinal);
            await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Approve);
        };
        var next = await home.UntilAsync(
            id, item => item is { Visit: 2, VisitState: VisitState.Notified }, letTimePass: true);
        Assert.Equal(0, next.Reminders);
        Assert.True(home.Clock.GetUtcNow() < new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero), "it waited for a timer");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_decision_whose_wake_up_was_lost_is_found_by_the_sweeper_and_by_the_timer(bool sweep)
    {
        LossyClient? client = null;
        await using var home = await WalkHome.OpenAsync(
            services => services.Front<IWorkflowClient>(inner => client = new LossyClient(inner)));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        client!.Throws = true;
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Approve);
        await home.IdleAsync(id);
        Assert.Equal(VisitState.Decided, (await home.ItemAsync(id)).VisitState);
        client.Throws = false;
        if (sweep) Assert.Equal(1, await home.Get<ItemSweeper>().SweepAsync(WalkHome.Tenant, home.Soon));
        await home.AtAsync(id, "Sachliche Prüfung", letTimePass: !sweep);
        Assert.Equal(0, await home.Get<ItemSweeper>().SweepAsync(WalkHome.Tenant, home.Soon));
    }

    [Fact]
    public async Task A_date_whose_wake_up_was_lost_is_found_by_the_sweeper()
    {
        LossyClient? client = null;
        await using var home = await WalkHome.OpenAsync(
            services => services.Front<IWorkflowClient>(inner => client = new LossyClient(inner)));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");
        var before = item.RemindUtc;
        client!.Throws = true;
        var edit = new FieldEdit(
            new Dictionary<string, string?> { ["dueDate"] = "2026-03-04" }, null, null, null, null, item.Revision);
        Assert.Equal(
            DecisionResult.Accepted, (await home.Home.Web.Decisions.EditAsync(WalkHome.Tenant, id, WalkHome.Clara, edit, home.Soon)).Result);
        client.Throws = false;
        await home.IdleAsync(id);
        Assert.Equal(before, (await home.ItemAsync(id)).RemindUtc);

        home.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await home.Get<ItemSweeper>().SweepDueAsync(WalkHome.Tenant, home.Soon));
        item = await home.UntilAsync(id, now => now.RemindUtc < before);
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 7, 0, 0, TimeSpan.Zero), item.RemindUtc);
        Assert.Equal(0, await home.Get<ItemSweeper>().SweepDueAsync(WalkHome.Tenant, home.Soon));
    }

    [Theory]
    [InlineData("\"atMost\": 0")]
    [InlineData("\"firstAfter\": 1, \"atMost\": 1, \"beforeDeadline\": 0")]
    public async Task Who_leaves_when_nobody_is_reminded_any_more_is_found_out_all_the_same(string reminders)
    {
        await using var home = await WalkHome.OpenAsync(tenant: text => text.Replace(
            "\"name\": \"Vorerfassung\",\n            \"assignee\"",
            "\"name\": \"Vorerfassung\",\n            \"reminders\": { \"escalateAfter\": 0, " + reminders + " },\n            \"assignee\"",
            StringComparison.Ordinal));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        await home.UntilAsync(id, item => item is { RemindUtc: null, CheckUtc: not null }, letTimePass: true);
        home.Leave(WalkHome.Clara);

        var found = await home.UntilAsync(id, item => item.Checks.Any(check => check.Rule == "PERSON-UNREACHABLE"), letTimePass: true);

        Assert.Equal("Clara Winter ist nicht mehr aktiv; Helga Sommer wurde benachrichtigt.", found.Checks[^1].Text);
        Assert.Single(home.Mails(), mail => mail.Contains("ist gerade niemand erreichbar", StringComparison.Ordinal));
        Assert.Equal(0, StillWaiting(home));
    }

    [Fact]
    public async Task Where_reminders_are_switched_off_nobody_is_told_of_somebody_who_is_there()
    {
        await using var home = await WalkHome.OpenAsync(tenant: text => text.Replace(
            "\"name\": \"Vorerfassung\",\n            \"assignee\"",
            "\"name\": \"Vorerfassung\",\n            \"reminders\": { \"escalateAfter\": 0, \"atMost\": 0 },\n            \"assignee\"",
            StringComparison.Ordinal));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var first = (await home.AtAsync(id, "Vorerfassung")).CheckUtc;
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 7, 0, 0, TimeSpan.Zero), first);

        var second = await home.UntilAsync(id, item => item.CheckUtc > first, letTimePass: true);

        Assert.Equal(new DateTimeOffset(2026, 3, 16, 7, 0, 0, TimeSpan.Zero), second.CheckUtc);
        Assert.Single(home.Mails());
    }

    private static int StillWaiting(WalkHome home) =>
        home.Mails().Count(mail => mail.Contains("alle Erinnerungen an diesen Vorgang sind versandt", StringComparison.Ordinal));

    private static List<OutgoingMail> Reminders(FlakyOutbox outbox) =>
        [.. outbox.Given.Where(mail => !mail.Key.Contains("escalation", StringComparison.Ordinal))];
}
