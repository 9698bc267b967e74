using Serverless.Local.Engine;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable.Execution;
using Serverless.Workflows.Orchestrations;

namespace Serverless.Local.Tests.Home;

/// <summary>The item's orchestration under everything that an engine may do, and its histories for the replay.</summary>
public sealed class StrictWalkTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Strict_mode_changes_no_outcome(int? seed)
    {
        await using var home = await WalkHome.OpenAsync(strict: seed is { } s ? new StrictMode(s, 0.8) : null);
        var ids = new List<string>();
        for (var i = 0; i < 3; i++) ids.Add(await home.DeliverAsync(TestMails.Roof($"R-{i}", i == 1 ? 6000m : 1000m)));
        foreach (var id in ids) await home.AtAsync(id, "Vorerfassung");

        await home.ApproveAsync(ids[0], "Vorerfassung", "Sachliche Prüfung", "Buchhaltung");
        await home.AcceptAsync(ids[1], WalkHome.Clara, DecisionKinds.Forward, to: WalkHome.Jonas);
        await home.UntilAsync(ids[1], item => item is { Visit: 2, VisitState: VisitState.Notified });
        await home.AcceptAsync(ids[1], WalkHome.Jonas, DecisionKinds.Approve);
        await home.AtAsync(ids[1], "Sachliche Prüfung");
        await home.AcceptAsync(ids[1], WalkHome.Anna, DecisionKinds.SendBack, "Bitte prüfen");
        await home.ApproveAsync(ids[1], "Vorerfassung", "Sachliche Prüfung", "Freigabe", "Buchhaltung");
        await home.AcceptAsync(ids[2], WalkHome.Clara, DecisionKinds.Reject, "Nein");
        await home.ApproveAsync(ids[2], "Sachliche Prüfung", "Buchhaltung");

        var ends = new List<Item>();
        foreach (var id in ids) ends.Add(await home.EndAsync(id));
        Assert.Equal([ItemStatus.Completed, ItemStatus.Completed, ItemStatus.Rejected], ends.Select(item => item.Status));
        Assert.Equal([3, 7, 3], ends.Select(item => item.Visit));
        Assert.Equal(["WL-", "WL-", "WL-"], ends.Select(item => item.Cover.Number![..3]));
        Assert.Equal(3, ends.Select(item => item.Cover.Number).Distinct().Count());
        Assert.Equal(ends.Sum(item => item.Visit), home.Mails().Count);
        foreach (var id in ids)
        {
            await home.AssertTrailAsync(id);
            Assert.All(await home.VisitsAsync(id), visit => Assert.NotNull(visit.Decision));
        }
    }

    [Fact]
    public async Task What_the_engine_records_of_an_item_replays()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        await home.UntilAsync(id, item => item.Reminders == 2, letTimePass: true);
        await KeepAsync(home, id, "item-reminded-twice");
        await home.ApproveAsync(id, "Vorerfassung");
        await home.AtAsync(id, "Sachliche Prüfung");
        await KeepAsync(home, id, "item-second-station");
        await home.ApproveAsync(id, "Sachliche Prüfung", "Buchhaltung");
        await home.EndAsync(id);
        await home.Engine.WaitForEndAsync(ItemRun.InstanceOf(id, 1), home.Soon);
        await KeepAsync(home, id, "item-to-its-end");
    }

    [Fact]
    public async Task What_it_records_of_an_invoice_at_its_supplier_replays()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.RejectToSupplier, "Falsche Summe", "chef@lieferant.example");
        await home.UntilAsync(id, item => item is { Visit: 2, Reminders: 1 }, letTimePass: true);
        await KeepAsync(home, id, "item-at-its-supplier");
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Resume, "Doch richtig");
        await home.UntilAsync(id, item => item is { Visit: 3, VisitState: VisitState.Notified });
        await KeepAsync(home, id, "item-resumed");
    }

    /// <summary>With RECORD_HISTORIES=1 the history is kept for the tests that replay recorded ones.</summary>
    private static async Task KeepAsync(WalkHome home, string id, string name)
    {
        var history = await home.Engine.ExportHistoryAsync(ItemRun.InstanceOf(id, 1), home.Soon);
        Replayer.Replay(ItemCatalogue.Create(), history!);
        if (Environment.GetEnvironmentVariable("RECORD_HISTORIES") != "1") return;
        var folder = Path.Combine(TestData.Root, "tests", "Workflows.Tests", "Durable", "Histories");
        await File.WriteAllTextAsync(Path.Combine(folder, name + ".json"), history!.ToJson() + "\n");
    }
}
