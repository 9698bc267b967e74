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
        home.Clock.Advance(TimeSpan.FromDays(20));
        await Task.Delay(100);
        Assert.Equal(7, Reminders(outbox).Count);
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
        await Task.Delay(50);
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
        await Task.Delay(50);
        Assert.Equal(before, (await home.ItemAsync(id)).RemindUtc);

        home.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await home.Get<ItemSweeper>().SweepDueAsync(WalkHome.Tenant, home.Soon));
        item = await home.UntilAsync(id, now => now.RemindUtc < before);
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 7, 0, 0, TimeSpan.Zero), item.RemindUtc);
        Assert.Equal(0, await home.Get<ItemSweeper>().SweepDueAsync(WalkHome.Tenant, home.Soon));
    }

    private static List<OutgoingMail> Reminders(FlakyOutbox outbox) =>
        [.. outbox.Given.Where(mail => !mail.Key.Contains("escalation", StringComparison.Ordinal))];
}
