using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Orchestrations;

namespace Serverless.Workflows.Tests.Orchestrations;

/// <summary>What is next is read from the record alone.</summary>
public sealed class NextStepTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(ItemStage.Received, StepKind.Extract)]
    [InlineData(ItemStage.CoverSheet, StepKind.FillCoverSheet)]
    [InlineData(ItemStage.Walking, StepKind.Decide)]
    [InlineData(ItemStage.Posting, StepKind.Post)]
    [InlineData(ItemStage.Archiving, StepKind.Archive)]
    [InlineData(ItemStage.Ended, StepKind.Ended)]
    public void Without_a_visit_the_stage_says_it(ItemStage stage, StepKind next) =>
        Assert.Equal(new ItemStep(next), NextStep.Of(TestItems.New(1) with { Stage = stage }, Now));

    [Fact]
    public void An_item_that_has_ended_needs_nothing_whatever_its_visit()
    {
        foreach (var state in Enum.GetValues<VisitState>())
            Assert.Equal(StepKind.Ended, NextStep.Of(Item(state) with { Stage = ItemStage.Ended }, Now).Kind);
    }

    [Fact]
    public void An_opened_visit_is_told_at_once_and_after_a_mail_failed_when_it_is_time()
    {
        Assert.Equal(new ItemStep(StepKind.Notify), NextStep.Of(Item(VisitState.Opened), Now));
        var later = Item(VisitState.Opened) with { RemindUtc = Now.AddHours(1) };
        Assert.Equal(new ItemStep(StepKind.Await, Now.AddHours(1)), NextStep.Of(later, Now));
        Assert.Equal(new ItemStep(StepKind.Notify), NextStep.Of(later, Now.AddHours(1)));
    }

    [Fact]
    public void Others_learn_in_time_of_a_visit_of_which_no_mail_goes_out()
    {
        var untold = Item(VisitState.Opened) with
        {
            RemindUtc = Now.AddHours(3),
            EscalateUtc = Now.AddHours(1),
            DeadlineUtc = Now.AddHours(2),
        };
        Assert.Equal(new ItemStep(StepKind.Await, Now.AddHours(1)), NextStep.Of(untold, Now));
        Assert.Equal(new ItemStep(StepKind.Escalate), NextStep.Of(untold, Now.AddHours(1)));
        Assert.Equal(new ItemStep(StepKind.Schedule), NextStep.Of(untold with { EscalateUtc = null }, Now.AddHours(2)));
        Assert.Equal(new ItemStep(StepKind.Notify), NextStep.Of(untold, Now.AddHours(3)));
        Assert.Equal(new ItemStep(StepKind.Notify), NextStep.Of(untold with { RemindUtc = null }, Now.AddHours(2)));
    }

    [Fact]
    public void A_visit_waits_for_its_reminder_but_never_longer_than_a_week()
    {
        var soon = Item(VisitState.Notified) with { RemindUtc = Now.AddDays(2) };
        Assert.Equal(new ItemStep(StepKind.Await, Now.AddDays(2)), NextStep.Of(soon, Now));
        Assert.Equal(new ItemStep(StepKind.Remind), NextStep.Of(soon, Now.AddDays(2)));
        Assert.Equal(new ItemStep(StepKind.Await, Now.AddDays(7)), NextStep.Of(Item(VisitState.Notified), Now));
        Assert.Equal(
            new ItemStep(StepKind.Await, Now.AddDays(7)),
            NextStep.Of(Item(VisitState.Notified) with { RemindUtc = Now.AddDays(30) }, Now));
    }

    [Fact]
    public void Where_nobody_is_reminded_any_more_it_is_looked_after_the_item_all_the_same()
    {
        var used = Item(VisitState.Notified) with { Reminders = 5, CheckUtc = Now.AddDays(3) };
        Assert.Equal(new ItemStep(StepKind.Await, Now.AddDays(3)), NextStep.Of(used, Now));
        Assert.Equal(new ItemStep(StepKind.Remind), NextStep.Of(used, Now.AddDays(3)));
        Assert.Equal(new ItemStep(StepKind.Await, Now.AddDays(5)), NextStep.Of(used with { RemindUtc = Now.AddDays(5) }, Now.AddDays(4)));
    }

    [Theory]
    [InlineData(0, 0, 0, StepKind.Remind)]
    [InlineData(1, 0, 0, StepKind.Escalate)]
    [InlineData(1, 1, 0, StepKind.Schedule)]
    [InlineData(3, 2, 1, StepKind.Await)]
    [InlineData(1, 2, 3, StepKind.Await)]
    [InlineData(2, 1, 3, StepKind.Await)]
    public void Of_several_times_the_first_counts(int remind, int escalate, int deadline, StepKind next)
    {
        var item = Item(VisitState.Notified) with
        {
            RemindUtc = Now.AddDays(remind),
            EscalateUtc = Now.AddDays(escalate),
            DeadlineUtc = Now.AddDays(deadline),
        };
        Assert.Equal(new ItemStep(next, next == StepKind.Await ? Now.AddDays(1) : null), NextStep.Of(item, Now));
        Assert.Equal(StepKind.Apply, NextStep.Of(item with { VisitState = VisitState.Decided }, Now).Kind);
    }

    [Fact]
    public void What_was_decided_is_carried_out_also_at_an_operators_visit()
    {
        Assert.Equal(new ItemStep(StepKind.Apply), NextStep.Of(Item(VisitState.Decided), Now));
        Assert.Equal(new ItemStep(StepKind.Apply), NextStep.Of(Item(VisitState.Decided) with { Stage = ItemStage.Posting }, Now));
    }

    private static Item Item(VisitState state) =>
        TestItems.New(1) with { Stage = ItemStage.Walking, Visit = 1, VisitState = state };
}
