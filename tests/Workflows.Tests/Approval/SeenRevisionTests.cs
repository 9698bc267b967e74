using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Tests.Approval;

/// <summary>A decision carries the revision that the person saw: what they do not know of is shown to them, what no page
/// shows keeps nobody from deciding.</summary>
public sealed class SeenRevisionTests
{
    [Fact]
    public async Task What_was_changed_since_is_shown_before_it_counts()
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, "hv");
        await home.EditAsync(item, "hv", "grossTotal", "119.00");
        var outcome = await home.DecideAsync(item, "hv", DecisionKinds.Approve, revision: item.Revision);
        Assert.Equal(DecisionResult.Changed, outcome.Result);
        Assert.Equal([new FieldChange("grossTotal", null, "119.00")], outcome.Changes!);
        Assert.Equal(DecisionResult.Changed, (await home.GiveAsync(item, "hv", "geprueft", revision: item.Revision)).Result);
        var now = await home.ItemAsync(item);
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "hv", DecisionKinds.Approve, revision: now.Revision)).Result);
        Assert.Equal(now.Revision, (await home.VisitsAsync(item))[^1].Decision!.Revision);
    }

    [Fact]
    public async Task What_was_changed_back_and_what_no_page_shows_refuses_nobody()
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, "hv");
        await home.EditAsync(item, "hv", "grossTotal", "119.00");
        await home.EditAsync(item, "hv", "grossTotal", "");
        await home.MarkAsync(item);
        Assert.Equal(DecisionResult.Accepted, (await home.EditAsync(item, "hv", "orderNumber", "7", item.Revision)).Result);
        await home.EditAsync(item, "hv", "orderNumber", "");
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "hv", DecisionKinds.Approve, revision: item.Revision)).Result);
    }

    [Fact]
    public async Task A_status_and_a_note_of_somebody_else_are_shown_ones_own_are_known()
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, "hv");
        await home.AbsentAsync("hv", "boss");
        await home.GiveAsync(item, "boss", "rueckfrage", comment: "Welches Objekt?");
        var outcome = await home.DecideAsync(item, "hv", DecisionKinds.Approve, revision: item.Revision);
        Assert.Equal(DecisionResult.Changed, outcome.Result);
        Assert.Equal(
            [new FieldChange("reviewStatus", null, "rueckfrage"), new FieldChange("note", null, "Welches Objekt?")], outcome.Changes!);
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "boss", DecisionKinds.Approve, revision: item.Revision)).Result);
    }

    [Fact]
    public async Task A_decision_that_is_sent_twice_never_decides_the_next_visit()
    {
        using var home = new DeskHome(("{ \"person\": \"boss\" }", "{ \"person\": \"hv\" }"));
        var item = await home.AtAsync(20, "hv");
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "hv", DecisionKinds.Approve, revision: item.Revision)).Result);
        Assert.Equal("hv", (await home.GoOnAsync(item)).Assignee!.User);
        var again = await home.DecideAsync(item, "hv", DecisionKinds.Approve, revision: item.Revision);
        Assert.Equal((DecisionResult.AlreadyDecided, "hv"), (again.Result, again.Earlier?.By));
        Assert.Null((await home.VisitsAsync(item))[^1].Decision);
    }

    [Fact]
    public async Task A_revision_that_does_not_exist_yet_is_refused()
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, "hv");
        var outcome = await home.DecideAsync(item, "hv", DecisionKinds.Approve, revision: item.Revision + 1);
        Assert.Equal((DecisionResult.Invalid, RefusalReason.Revision), (outcome.Result, outcome.Reason));
        Assert.Contains($"Stand {item.Revision + 1}", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(DecisionResult.NotAllowed, (await home.DecideAsync(item, "none", DecisionKinds.Approve, revision: item.Revision + 1)).Result);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Typing_something_beside_the_decision_does_not_hide_what_somebody_else_noted_meanwhile(bool noted)
    {
        using var home = new DeskHome();
        await home.AbsentAsync("hv", "hv2");
        var item = await home.AtAsync(20, "hv");
        if (noted) await home.GiveAsync(item, "hv2", "rueckfrage", comment: "Bitte NICHT freigeben, Doppelzahlung!");
        var edited = await home.EditAsync(item, "hv", "orderNumber", "4711", item.Revision);
        Assert.Equal((await home.ItemAsync(item)).Revision, edited.Revision);
        var outcome = await DecideAsync(home, item, edited.Revision);
        if (!noted)
        {
            Assert.Equal(DecisionResult.Accepted, outcome.Result);
            return;
        }

        Assert.Equal(DecisionResult.Changed, outcome.Result);
        Assert.Equal(
            [new FieldChange("reviewStatus", null, "rueckfrage"), new FieldChange("note", null, "Bitte NICHT freigeben, Doppelzahlung!")],
            outcome.Changes!);
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "hv", DecisionKinds.Approve, revision: outcome.Revision)).Result);
    }

    [Fact]
    public async Task What_somebody_else_types_after_ones_own_edit_is_shown()
    {
        using var home = new DeskHome();
        await home.AbsentAsync("hv", "hv2");
        var item = await home.AtAsync(20, "hv");
        var edited = await home.EditAsync(item, "hv", "orderNumber", "4711", item.Revision);
        await home.EditAsync(item, "hv2", "grossTotal", "9000.00");
        var outcome = await DecideAsync(home, item, edited.Revision);
        Assert.Equal([new FieldChange("grossTotal", null, "9000.00")], outcome.Changes!);
    }

    private static Task<DecisionOutcome> DecideAsync(DeskHome home, Item item, int? ownEdit) => home.Desk.DecideAsync(
        "haus", item.Id, "hv", new DecisionRequest(DecisionKinds.Approve, null, null, null, item.Revision, "page", null) { OwnEdit = ownEdit },
        CancellationToken.None);

    [Fact]
    public void A_difference_is_never_empty() =>
        Assert.Throws<ArgumentException>(() => DecisionOutcome.ChangedBy([], 7));

    /// <summary>Whatever two people and the system do to an item: a decision on an older revision is refused exactly where
    /// an amount is another than at that revision or a status was given by the other one, and the answer names just that.</summary>
    [Fact]
    public void The_difference_is_what_the_person_does_not_know()
    {
        var step = Gen.Elements("hv:100", "hv:200", "boss:100", "boss:200", "boss:", "hv!geprueft", "boss!geprueft", "boss!rueckfrage", "mark");
        var cases = from steps in Gen.ListOf(step) from seen in Gen.Choose(0, steps.Count) select (Steps: steps.ToList(), Seen: seen);
        Prop.ForAll(cases.ToArbitrary(), one => HoldsAsync(one.Steps, one.Seen).GetAwaiter().GetResult())
            .Hold(60);
    }

    private static async Task<bool> HoldsAsync(List<string> steps, int seen)
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, "hv");
        await home.AbsentAsync("hv", "boss");
        var states = new List<Item> { item };
        foreach (var step in steps)
        {
            if (step == "mark") await home.MarkAsync(item);
            else if (step.Split(':') is [var editor, var value]) await home.EditAsync(item, editor, "grossTotal", value);
            else await home.GiveAsync(item, step.Split('!')[0], step.Split('!')[1], forward: false);
            states.Add(await home.ItemAsync(item));
        }

        var expected = new List<FieldChange>();
        var (before, now) = (states[seen], states[^1]);
        if (Gross(before) != Gross(now)) expected.Add(new FieldChange("grossTotal", Gross(before), Gross(now)));
        if (before.ReviewStatus != now.ReviewStatus && steps.FindLast(step => step.Contains('!'))!.StartsWith("boss", StringComparison.Ordinal))
            expected.Add(new FieldChange("reviewStatus", before.ReviewStatus, now.ReviewStatus));
        var outcome = await home.DecideAsync(item, "hv", DecisionKinds.Approve, revision: before.Revision);
        return expected.Count == 0
            ? outcome.Result == DecisionResult.Accepted
            : outcome.Result == DecisionResult.Changed && outcome.Changes!.SequenceEqual(expected);
    }

    private static string? Gross(Item item) => item.Fields.GetValueOrDefault("grossTotal")?.Value;
}
