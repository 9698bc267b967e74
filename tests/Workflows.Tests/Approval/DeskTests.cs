using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Tests.Approval;

/// <summary>Who may decide, what they are told, and what is kept of it.</summary>
public sealed class DeskTests
{
    [Fact]
    public async Task What_was_decided_is_told_to_those_alone_who_were_asked()
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, "hv");
        await home.AbsentAsync("hv", "clerk");
        await home.DecideAsync(item, "hv", DecisionKinds.Approve);
        foreach (var told in new[] { "hv", "clerk" })
        {
            var late = await home.DecideAsync(item, told, DecisionKinds.Reject, comment: "nein", visit: 2);
            Assert.Equal((DecisionResult.AlreadyDecided, "hv"), (late.Result, late.Earlier!.By));
        }

        foreach (var other in new[] { "boss", "left", "nobody" })
        {
            var late = await home.DecideAsync(item, other, DecisionKinds.Reject, comment: "nein", visit: 2);
            Assert.Equal((DecisionResult.NotAllowed, null), (late.Result, late.Earlier));
        }

        // Whoever has the item now has no part in what was decided before.
        var next = await home.GoOnAsync(item);
        Assert.Equal("boss", next.Assignee!.User);
        Assert.Equal(DecisionResult.NotFound, (await home.DecideAsync(item, "boss", DecisionKinds.Approve, visit: 2)).Result);
        Assert.Equal(DecisionResult.AlreadyDecided, (await home.DecideAsync(item, "hv", DecisionKinds.Approve, visit: 2)).Result);
        Assert.Equal(DecisionResult.NotAllowed, (await home.DecideAsync(item, "left", DecisionKinds.Approve, visit: 2)).Result);
    }

    [Fact]
    public async Task A_substitutes_substitute_decides_what_already_waits()
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, "hv");
        await home.AbsentAsync("hv", "boss");
        await home.AbsentAsync("boss", "clerk");
        await home.AbsentAsync("clerk", "hv");
        Assert.Equal("hv", (await home.OfferAsync(item, "clerk")).For);
        Assert.False((await home.OfferAsync(item, "hv2")).IsAsked);
        Assert.Equal(["boss", "hv"], await home.Desk.StandsInForAsync("haus", "clerk", CancellationToken.None));
        Assert.Empty(await home.Desk.StandsInForAsync("haus", "hv2", CancellationToken.None));
        Assert.Empty(await home.Desk.StandsInForAsync("haus", "left", CancellationToken.None));
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "clerk", DecisionKinds.Approve, comment: "ok")).Result);
        var made = (await home.VisitsAsync(item))[^1].Decision!;
        Assert.Equal(("clerk", "hv"), (made.By, made.For));
        var next = await home.GoOnAsync(item);
        Assert.Contains(next.Notes, note => note is { Text: "ok", By: "Clara Kern (in Vertretung von Hanna Vogt)" });
    }

    [Fact]
    public async Task Whoever_has_left_stands_in_for_nobody_and_passes_nothing_on()
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, "hv");
        await home.AbsentAsync("hv", "left");
        await home.AbsentAsync("left", "clerk");
        Assert.False((await home.OfferAsync(item, "left")).IsAsked);
        Assert.False((await home.OfferAsync(item, "clerk")).IsAsked);
    }

    [Fact]
    public async Task Who_is_not_asked_any_more_hears_who_was_first_also_without_naming_the_visit()
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, "hv");
        await home.AbsentAsync("hv", "boss");
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "boss", DecisionKinds.Forward, "clerk")).Result);
        Assert.Equal("clerk", (await home.GoOnAsync(item)).Assignee!.User);
        foreach (var revision in new int?[] { item.Revision, null })
        {
            var late = await home.DecideAsync(item, "hv", DecisionKinds.Approve, revision: revision);
            Assert.Equal((DecisionResult.AlreadyDecided, "boss", "forward"), (late.Result, late.Earlier?.By, late.Earlier?.Kind));
            Assert.Contains("Bodo Sass (für Hanna Vogt) hat schon entschieden: weitergeleitet an Clara Kern", late.Message, StringComparison.Ordinal);
            Assert.Equal(DecisionResult.AlreadyDecided, (await home.GiveAsync(item, "hv", "geprueft", revision: revision)).Result);
            foreach (var other in new[] { "left", "none", "hv2", "nobody" })
            {
                var denied = await home.DecideAsync(item, other, DecisionKinds.Approve, revision: revision);
                Assert.Equal((DecisionResult.NotAllowed, null), (denied.Result, denied.Earlier));
            }
        }
    }

    [Fact]
    public async Task The_trail_says_who_for_whom_from_where_and_what_changed()
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, "hv");
        await home.AbsentAsync("hv", "boss");
        await home.EditAsync(item, "boss", "grossTotal", "119.00");
        await home.GiveAsync(item, "boss", "rueckfrage", comment: "Welches Objekt?");
        await home.DecideAsync(item, "boss", DecisionKinds.SendBack, "station:10", "Bitte ergänzen", "geprueft");
        var trail = await home.TrailAsync(item);
        var (edited, given, decided) = (trail[1], trail[2], trail[3]);
        Assert.Equal(("boss", "edited", "– → 119.00"), (edited.By, edited.What, edited.Details["grossTotal"]));
        Assert.Equal(("page", "10.0.0.7"), (edited.Details["via"], edited.Details["address"]));
        Assert.Equal(("boss", "statusGiven", "– → rueckfrage"), (given.By, given.What, given.Details["status"]));
        Assert.Equal(("hv", "Welches Objekt?", "10.0.0.7"), (given.Details["for"], given.Details["comment"], given.Details["address"]));
        Assert.Equal("decided", decided.What);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["decision"] = "sendBack",
                ["visit"] = "2",
                ["station"] = "Prüfung",
                ["for"] = "hv",
                ["to"] = "station:10",
                ["comment"] = "Bitte ergänzen",
                ["status"] = "rueckfrage → geprueft",
                ["via"] = "api",
                ["address"] = "10.0.0.7",
                ["revision"] = "3",
            }.OrderBy(detail => detail.Key), decided.Details.OrderBy(detail => detail.Key));
    }
}
