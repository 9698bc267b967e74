using System.Security.Cryptography;
using Serverless.Local.Engine;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Orchestrations;

namespace Serverless.Local.Tests.Home;

/// <summary>Giving what waits for one person to another.</summary>
public sealed class ReassignTests
{
    [Fact]
    public async Task It_opens_the_station_anew_for_the_other_person_with_who_and_why()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var before = await home.AtAsync(id, "Vorerfassung");
        var outcome = await ReassignAsync(home, id, WalkHome.Helga, WalkHome.Jonas, "Clara ist auf Schulung");
        Assert.Equal((DecisionResult.Accepted, "Jonas Keller hat den Vorgang jetzt."), (outcome.Result, outcome.Message));

        // It is with the new person at once, not only when the orchestration has run.
        var now = await home.ItemAsync(id);
        Assert.Equal(
            (ItemStatus.Waiting, WalkHome.Jonas, before.Visit + 1, before.Station),
            (now.Status, now.Assignee!.User, now.Visit, now.Station));
        Assert.Equal("Neu zugewiesen von Helga Sommer: Clara ist auf Schulung", now.Assignee.Reason);
        Assert.Contains(now.Notes, note => note is { By: "Helga Sommer", Text: "Clara ist auf Schulung" });

        await home.UntilAsync(id, item => item.VisitState == VisitState.Notified);
        Assert.Equal(1, home.MailsTo(WalkHome.Jonas, "R-1"));
        var visits = await home.VisitsAsync(id);
        Assert.Equal(
            (DecisionKinds.Reassign, WalkHome.Helga, WalkHome.Jonas),
            (visits[0].Decision!.Kind, visits[0].Decision!.By, visits[0].Decision!.To));
        Assert.Equal((10, "Vorerfassung", null), (visits[1].Sequence, visits[1].Station, visits[1].Decision));
        await home.AssertTrailAsync(id);
        var entry = Assert.Single((await home.Home.Web.Items.HistoryAsync(WalkHome.Tenant, id, home.Soon)).Audit, one => one.What == "reassigned");
        Assert.Equal(
            (WalkHome.Helga, WalkHome.Clara, WalkHome.Jonas, "Clara ist auf Schulung"),
            (entry.By, entry.Details["from"], entry.Details["person"], entry.Details["comment"]));

        // Whoever had it is out, and is told why; the new person goes on by the route as ever.
        var late = await home.DecideAsync(id, WalkHome.Clara, DecisionKinds.Approve, visit: before.Visit);
        Assert.Equal(DecisionResult.AlreadyDecided, late.Result);
        Assert.Equal("Helga Sommer hat schon entschieden: neu zugewiesen an Jonas Keller am 02.03.2026 um 09:00 Uhr.", late.Message);
        await home.AcceptAsync(id, WalkHome.Jonas, DecisionKinds.Approve);
        Assert.Equal(WalkHome.Anna, (await home.AtAsync(id, "Sachliche Prüfung")).Assignee!.User);
        await home.AcceptAsync(id, WalkHome.Anna, DecisionKinds.SendBack, "Bitte prüfen");
        Assert.Equal(WalkHome.Jonas, (await home.AtAsync(id, "Vorerfassung")).Assignee!.User);
    }

    [Theory]
    [InlineData("nobody.known", "gibt es nicht")]
    [InlineData("stefan.brandt", "nicht mehr aktiv")]
    [InlineData("clara.winter", "hat den Vorgang bereits")]
    [InlineData("", "wählen")]
    public async Task It_needs_another_person_who_is_there(string to, string why)
    {
        await using var home = await WalkHome.OpenAsync(tenant: text => text.Replace(
            "\"roles\": [\"technik\"] }", "\"roles\": [\"technik\"], \"active\": false }", StringComparison.Ordinal));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var before = await home.AtAsync(id, "Vorerfassung");
        var outcome = await ReassignAsync(home, id, WalkHome.Helga, to);
        Assert.Equal(DecisionResult.Invalid, outcome.Result);
        Assert.Contains(why, outcome.Message, StringComparison.Ordinal);
        Assert.Equal(before.Revision, (await home.ItemAsync(id)).Revision);
    }

    [Fact]
    public async Task It_needs_the_permission_and_an_item_that_waits()
    {
        await using var home = await WalkHome.OpenAsync(tenant: text => text.Replace(
            "\"name\": \"Technik\", \"permissions\": [", "\"name\": \"Technik\", \"permissions\": [\"reassign\", ", StringComparison.Ordinal));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        Assert.Equal(DecisionResult.NotAllowed, (await ReassignAsync(home, id, WalkHome.Clara, WalkHome.Jonas)).Result);

        // Stefan may reassign but not read everything: what is not his is not there for him.
        Assert.Equal(DecisionResult.NotFound, (await ReassignAsync(home, id, "stefan.brandt", WalkHome.Jonas)).Result);
        Assert.Equal(DecisionResult.Accepted, (await ReassignAsync(home, id, WalkHome.Helga, "stefan.brandt")).Result);
        Assert.Equal(DecisionResult.Accepted, (await ReassignAsync(home, id, "stefan.brandt", WalkHome.Jonas)).Result);

        // He had it, sees it still and may change his mind.
        Assert.Equal(DecisionResult.Accepted, (await ReassignAsync(home, id, "stefan.brandt", WalkHome.Anna)).Result);
        Assert.Equal(DecisionResult.NotFound, (await ReassignAsync(home, "0123", WalkHome.Helga, WalkHome.Jonas)).Result);
    }

    [Fact]
    public async Task Whoever_stands_in_for_the_person_gets_it_while_they_are_away()
    {
        await using var home = await WalkHome.OpenAsync();
        await home.AbsentAsync(WalkHome.Jonas, WalkHome.Anna);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        var outcome = await ReassignAsync(home, id, WalkHome.Helga, WalkHome.Jonas);
        Assert.Equal("Jonas Keller ist abwesend; den Vorgang hat jetzt Anna Berger als Vertretung.", outcome.Message);
        var item = await home.ItemAsync(id);
        Assert.Equal((WalkHome.Anna, WalkHome.Jonas), (item.Assignee!.User, item.Assignee.For));

        var again = await ReassignAsync(home, id, WalkHome.Helga, WalkHome.Jonas);
        Assert.Equal((DecisionResult.Invalid, "Jonas Keller ist abwesend, und die Vertretung hat den Vorgang bereits."), (again.Result, again.Message));
    }

    [Fact]
    public async Task A_case_of_the_operator_goes_to_another_who_may_operate()
    {
        FlakyDocuments? documents = null;
        await using var home = await WalkHome.OpenAsync(
            services => services.Front<IDocumentStore>(inner => documents = new FlakyDocuments(inner)));
        _ = home.Get<IDocumentStore>();
        documents!.Broken = Convert.ToHexStringLower(SHA256.HashData(TestMails.RoofXml("R-1")));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var failed = await home.UntilAsync(
            id, item => item.Operator is not null && item.VisitState == VisitState.Notified, letTimePass: true);
        var other = failed.Assignee!.User == WalkHome.Helga ? WalkHome.Miriam : WalkHome.Helga;
        var refused = await ReassignAsync(home, id, WalkHome.Helga, WalkHome.Clara);
        Assert.Equal(DecisionResult.Invalid, refused.Result);
        Assert.Contains("keine Berechtigung", refused.Message, StringComparison.Ordinal);
        Assert.Equal(DecisionResult.Accepted, (await ReassignAsync(home, id, WalkHome.Helga, other)).Result);
        await home.UntilAsync(id, item => item.Assignee?.User == other && item.VisitState == VisitState.Notified);
        documents.Broken = null;
        await home.AcceptAsync(id, other, DecisionKinds.Again);
        await home.AtAsync(id, "Vorerfassung");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Of_those_who_act_at_once_one_wins_and_the_others_are_told_who_and_what(int? seed)
    {
        await using var home = await WalkHome.OpenAsync(strict: seed is { } s ? new StrictMode(s, 0.8) : null, tenant: text => text.Replace(
            "\"name\": \"Buchhaltung\", \"permissions\": [", "\"name\": \"Buchhaltung\", \"permissions\": [\"reassign\", ", StringComparison.Ordinal));
        var ids = new List<string>();
        for (var i = 0; i < 6; i++) ids.Add(await home.DeliverAsync(TestMails.Roof($"R-{i}")));
        foreach (var id in ids) await home.AtAsync(id, "Vorerfassung");

        foreach (var id in ids)
        {
            using var gate = new Barrier(3);
            var outcomes = await Task.WhenAll(
                At(() => home.DecideAsync(id, WalkHome.Clara, DecisionKinds.Approve, visit: 1)),
                At(() => ReassignAsync(home, id, WalkHome.Helga, WalkHome.Jonas, "Helga will es", visit: 1)),
                At(() => ReassignAsync(home, id, WalkHome.Miriam, "stefan.brandt", "Miriam will es", visit: 1)));
            Assert.Single(outcomes, outcome => outcome.Result == DecisionResult.Accepted);
            var won = (await home.VisitsAsync(id))[0].Decision!;
            foreach (var lost in outcomes.Where(outcome => outcome.Result != DecisionResult.Accepted))
            {
                Assert.Equal((DecisionResult.AlreadyDecided, won), (lost.Result, lost.Earlier));
                Assert.Contains(won.By switch
                {
                    WalkHome.Clara => "Clara Winter hat schon entschieden: freigegeben",
                    WalkHome.Helga => "Helga Sommer hat schon entschieden: neu zugewiesen an Jonas Keller",
                    _ => "Miriam Vogel hat schon entschieden: neu zugewiesen an Stefan Brandt",
                }, lost.Message, StringComparison.Ordinal);
            }

            var next = await home.AtAsync(id, won.Kind == DecisionKinds.Approve ? "Sachliche Prüfung" : "Vorerfassung");
            Assert.Equal((2, won.To ?? WalkHome.Anna), (next.Visit, next.Assignee!.User));
            await home.AssertTrailAsync(id);

            Task<DecisionOutcome> At(Func<Task<DecisionOutcome>> act) => Task.Run(() =>
            {
                gate.SignalAndWait(home.Soon);
                return act();
            });
        }
    }

    [Fact]
    public async Task A_wake_up_that_was_lost_is_made_up_for()
    {
        LossyClient? client = null;
        await using var home = await WalkHome.OpenAsync(
            services => services.Front<IWorkflowClient>(inner => client = new LossyClient(inner)));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        client!.Throws = true;
        Assert.Equal(DecisionResult.Accepted, (await ReassignAsync(home, id, WalkHome.Helga, WalkHome.Jonas)).Result);
        client.Throws = false;
        Assert.Equal((WalkHome.Jonas, VisitState.Opened), ((await home.ItemAsync(id)).Assignee!.User, (await home.ItemAsync(id)).VisitState));
        Assert.Equal(1, await home.Get<ItemSweeper>().SweepAsync(WalkHome.Tenant, home.Soon));
        await home.UntilAsync(id, item => item.VisitState == VisitState.Notified);
        Assert.Equal(1, home.MailsTo(WalkHome.Jonas, "R-1"));
    }

    internal static Task<DecisionOutcome> ReassignAsync(
        WalkHome home, string id, string by, string to, string? comment = null, int? visit = null) =>
        home.Get<ReassignDesk>().ReassignAsync(
            WalkHome.Tenant, id, by, new ReassignRequest(to, comment, visit, "page", null), home.Soon);
}
