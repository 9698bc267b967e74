using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Orchestrations.Steps;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Tests.Home;

/// <summary>Starting items anew where they stand, and taking up what was left.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task A_restarted_item_is_at_the_same_visit_its_link_works_and_the_old_instance_does_nothing()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var before = await home.AtAsync(id, "Vorerfassung");
        var link = await LinkAsync(home, before);
        Assert.True(await home.Starter.RestartAtStationAsync(WalkHome.Tenant, id, WalkHome.Helga, "Reparatur", home.Soon));
        await home.IdleAsync(id);
        Assert.True(await home.Starter.RestartAtStationAsync(WalkHome.Tenant, id, WalkHome.Helga, "Noch einmal", home.Soon));

        var after = await home.ItemAsync(id);
        Assert.Equal((3, before.Visit, before.VisitState, before.Assignee), (after.Epoch, after.Visit, after.VisitState, after.Assignee));
        Assert.Equal(link, await LinkAsync(home, after));
        foreach (var old in new[] { 1, 2 })
            Assert.Equal(InstanceStatus.Terminated, (await home.Engine.GetAsync(ItemRun.InstanceOf(id, old), home.Soon))!.Status);

        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Approve);
        await home.AtAsync(id, "Sachliche Prüfung");
        Assert.Equal(2, home.Mails().Count);

        // What an activity of an old epoch would do now.
        var revision = (await home.ItemAsync(id)).Revision;
        var context = new ActivityContext(ItemRun.InstanceOf(id, 1), "any", home.Soon);
        var stale = new ItemRun(WalkHome.Tenant, id, 1, ItemRun.CurrentRevision);
        Assert.Equal(new ItemStep(StepKind.Obsolete), await Make<DecideStep>(home).RunAsync(context, stale));
        Assert.Equal(new ItemStep(StepKind.Obsolete), await ActivatorUtilities.CreateInstance<TellStep>(home.Home.Services, StepKind.Remind).RunAsync(context, stale));
        Assert.Equal(new ItemStep(StepKind.Obsolete), await Make<LookStep>(home).RunAsync(context, stale));
        Assert.Equal(new ItemStep(StepKind.Obsolete), await Make<RecordFailureStep>(home).RunAsync(
            context, new FailedStep(stale, StepKind.Await, "Any", "any")));
        Assert.Equal(revision, (await home.ItemAsync(id)).Revision);

        await home.ApproveAsync(id, "Sachliche Prüfung", "Buchhaltung");
        await home.EndAsync(id);
        Assert.False(await home.Starter.RestartAtStationAsync(WalkHome.Tenant, id, WalkHome.Helga, "zu spät", home.Soon));
        Assert.False(await home.Starter.RestartAtStationAsync(WalkHome.Tenant, "none", WalkHome.Helga, "nichts da", home.Soon));
    }

    [Fact]
    public async Task Items_without_an_instance_are_started_by_the_sweeper()
    {
        LossyClient? client = null;
        await using var home = await WalkHome.OpenAsync(
            services => services.Front<IWorkflowClient>(inner => client = new LossyClient(inner)));
        var walking = await home.DeliverAsync(TestMails.Roof("R-0"));
        await home.AtAsync(walking, "Vorerfassung");
        client!.Starts = false;
        await Assert.ThrowsAsync<IOException>(() => home.ReceiveAsync(TestMails.Roof("R-1")));
        var lost = Assert.Single((await home.ReceiveAsync(TestMails.Roof("R-1"))).Duplicates).Item;
        await Assert.ThrowsAsync<IOException>(
            () => home.Starter.RestartAtStationAsync(WalkHome.Tenant, walking, WalkHome.Helga, "Reparatur", home.Soon));
        Assert.Equal(ItemStage.Received, (await home.ItemAsync(lost)).Stage);

        client.Starts = true;
        Assert.Equal(2, await home.Get<ItemSweeper>().SweepAsync(WalkHome.Tenant, home.Soon));
        await home.AtAsync(lost, "Vorerfassung");
        await home.ApproveAsync(walking, "Vorerfassung", "Sachliche Prüfung", "Buchhaltung");
        Assert.Equal(ItemStatus.Completed, (await home.EndAsync(walking)).Status);
        Assert.Equal(0, await home.Get<ItemSweeper>().SweepAsync(WalkHome.Tenant, home.Soon));
    }

    [Fact]
    public async Task A_home_that_is_closed_and_opened_goes_on_where_it_was()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");
        var link = await LinkAsync(home, item);
        var access = await File.ReadAllTextAsync(home.Folder.Access(WalkHome.Tenant));
        await home.CloseAsync();
        home.Clock.Advance(item.RemindUtc!.Value - home.Clock.GetUtcNow());
        await home.OpenAsync();
        Assert.Equal(TokenStatus.Valid, TokenFormat.Read(
            home.Get<IKeySets>().For(WalkHome.Tenant), link.Split('/')[^1], WalkHome.Tenant, TokenPurpose.Decide,
            home.Clock.GetUtcNow()).Status);
        Assert.Equal(1, (await home.UntilAsync(id, now => now.Reminders == 1, letTimePass: true)).Reminders);
        await home.ApproveAsync(id, "Vorerfassung");
        await home.AtAsync(id, "Sachliche Prüfung");
        Assert.Equal(Tokens(access), Tokens(await File.ReadAllTextAsync(home.Folder.Access(WalkHome.Tenant))));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(home.Folder.Access(WalkHome.Tenant)));
        await Assert.ThrowsAnyAsync<IOException>(home.OpenAsync);
    }

    [Fact]
    public async Task A_decision_after_which_the_process_died_counts_at_the_next_start_and_not_an_hour_later()
    {
        DyingRecords? records = null;
        await using var home = await WalkHome.OpenAsync(
            services => services.Front<IRecordStore>(inner => records = new DyingRecords(inner)));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        records!.Dead = true;
        await Assert.ThrowsAsync<IOException>(() => home.DecideAsync(id, WalkHome.Clara, DecisionKinds.Approve));
        await home.CloseAsync();
        await home.OpenAsync();
        await home.AtAsync(id, "Sachliche Prüfung");
        Assert.Single((await home.Home.Web.Items.ListAsync(WalkHome.Tenant, new ItemQuery(Assignee: WalkHome.Anna), home.Soon)).Items);
        Assert.Empty((await home.Home.Web.Items.ListAsync(WalkHome.Tenant, new ItemQuery(Assignee: WalkHome.Clara), home.Soon)).Items);
    }

    [Fact]
    public async Task A_first_start_that_was_killed_is_made_up_for_and_a_wrong_tenant_file_is_named_with_every_mistake()
    {
        await using var home = await WalkHome.OpenAsync();
        await home.CloseAsync();
        var file = Path.Combine(home.Folder.Tenants, WalkHome.Tenant, TenantFiles.FileName);
        var good = await File.ReadAllTextAsync(file);
        File.Delete(file);
        await home.OpenAsync();
        Assert.Equal(good, await File.ReadAllTextAsync(file));
        await home.CloseAsync();

        await File.WriteAllTextAsync(file, good
            .Replace("\"fallbackAssignee\": \"helga.sommer\"", "\"fallbackAssignee\": \"helga\"", StringComparison.Ordinal)
            .Replace("\"route\": \"rechnung\"", "\"route\": \"rechnungen\"", StringComparison.Ordinal));
        var wrong = await Assert.ThrowsAsync<Local.Home.TenantFilesException>(home.OpenAsync);
        Assert.Contains(home.Folder.Tenants, wrong.Message, StringComparison.Ordinal);
        Assert.Contains("fallbackAssignee", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("routeSources[0]", wrong.Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, good);
        await home.OpenAsync();
    }

    private static T Make<T>(WalkHome home) => ActivatorUtilities.CreateInstance<T>(home.Home.Services);

    private static async Task<string> LinkAsync(WalkHome home, Item item) =>
        home.Get<VisitMail>().Link(item, (await home.VisitsAsync(item.Id))[item.Visit - 1], item.Assignee!.User);

    private static string[] Tokens(string access) =>
        [.. access.Split('\n').Where(line => line.Contains("Token", StringComparison.Ordinal))];
}
