using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Posting;

namespace Serverless.Local.Tests.Home;

/// <summary>Posting at the end of the walk: nothing twice, and a person where it is not known.</summary>
public sealed class PostingFailureTests
{
    private static readonly string[] Choice = [DecisionKinds.Again, DecisionKinds.Skip, DecisionKinds.GiveUp];

    [Theory]
    [InlineData(PostingCapability.Keyed)]
    [InlineData(PostingCapability.Lookup)]
    public async Task What_can_be_asked_or_dedupes_is_posted_once_though_its_answer_was_lost(PostingCapability capability)
    {
        var target = new TestTarget(capability);
        await using var home = await OpenAsync(target);
        target.After = () =>
        {
            target.After = null;
            throw new IOException("Antwort verloren");
        };
        var id = await WalkAsync(home);
        var end = await home.UntilAsync(id, item => item.Stage == ItemStage.Ended, letTimePass: true);
        Assert.Equal(ItemStatus.Completed, end.Status);
        Assert.Equal(new PostingState("datev-paket", "confirmed", "ERP-1", null), Assert.Single(end.Postings));
        Assert.Equal($"demo/{id}/datev-paket/invoice/1", Assert.Single(target.Booked));
        Assert.Equal(capability == PostingCapability.Keyed ? 2 : 1, target.Sent.Count);
    }

    [Theory]
    [InlineData(DecisionKinds.Skip)]
    [InlineData(DecisionKinds.Again)]
    public async Task What_is_in_doubt_on_a_blind_target_is_for_a_person(string decision)
    {
        var target = new TestTarget(PostingCapability.Blind);
        await using var home = await OpenAsync(target);
        target.After = () =>
        {
            target.After = null;
            throw new IOException("Antwort verloren");
        };
        var id = await WalkAsync(home);
        var item = await home.UntilAsync(id, item => item is { Operator: not null, VisitState: VisitState.Notified }, letTimePass: true);
        Assert.Equal((nameof(StepKind.Post), "PostingUnknown"), (item.Operator!.Step, item.Operator.FailureType));
        Assert.Equal(Choice, (await home.Home.Web.Decisions.OfferAsync(WalkHome.Tenant, item, WalkHome.Miriam, home.Soon)).Kinds);
        await home.AcceptAsync(id, WalkHome.Miriam, decision);
        var end = await home.EndAsync(id);
        Assert.Equal((ItemStatus.Completed, "confirmed"), (end.Status, Assert.Single(end.Postings).State));
        string[] keys = decision == DecisionKinds.Again
            ? [$"demo/{id}/datev-paket/invoice/1", $"demo/{id}/datev-paket/invoice/2"]
            : [$"demo/{id}/datev-paket/invoice/1"];
        Assert.Equal(keys, target.Sent);
        Assert.Equal(decision == DecisionKinds.Again ? "ERP-2" : null, end.Postings[0].Number);
        await home.AssertTrailAsync(id);
    }

    [Theory]
    [InlineData(DecisionKinds.Skip)]
    [InlineData(DecisionKinds.Again)]
    [InlineData(DecisionKinds.GiveUp)]
    public async Task What_is_refused_is_for_a_person(string decision)
    {
        var target = new TestTarget(PostingCapability.Keyed) { Refuses = "Periode geschlossen" };
        await using var home = await OpenAsync(target);
        var id = await WalkAsync(home);
        var item = await home.UntilAsync(id, item => item is { Operator: not null, VisitState: VisitState.Notified }, letTimePass: true);
        Assert.Contains("Periode geschlossen", item.Operator!.Message, StringComparison.Ordinal);
        target.Refuses = null;
        await home.AcceptAsync(id, WalkHome.Miriam, decision);
        var end = await home.EndAsync(id);
        Assert.Equal(decision == DecisionKinds.GiveUp ? ItemStatus.Failed : ItemStatus.Completed, end.Status);
        Assert.Equal(decision == DecisionKinds.Again ? 1 : 0, target.Booked.Count);
        Assert.Equal(decision switch
        {
            DecisionKinds.Again => ["confirmed"],
            DecisionKinds.Skip => ["refused"],
            _ => Array.Empty<string>(),
        }, end.Postings.Select(posting => posting.State));
    }

    [Fact]
    public async Task What_could_not_be_sent_can_be_gone_without()
    {
        var target = new TestTarget(PostingCapability.Blind) { Before = () => throw new PostingNotSentException("Keine Verbindung") };
        await using var home = await OpenAsync(target);
        var id = await WalkAsync(home);
        await home.UntilAsync(id, item => item is { Operator: not null, VisitState: VisitState.Notified }, letTimePass: true);
        Assert.Equal(5, target.Sent.Count);
        await home.AcceptAsync(id, WalkHome.Miriam, DecisionKinds.Skip);
        var end = await home.UntilAsync(id, item => item.Stage == ItemStage.Ended, letTimePass: true);
        Assert.Equal((ItemStatus.Completed, "planned"), (end.Status, Assert.Single(end.Postings).State));
        Assert.Equal(5, target.Sent.Count);
        Assert.Empty(target.Booked);
    }

    [Fact]
    public async Task A_refused_posting_that_was_skipped_is_not_sent_again_with_another()
    {
        var first = new TestTarget(PostingCapability.Keyed) { Refuses = "Kreditor fehlt" };
        var second = new TestTarget(PostingCapability.Blind);
        second.After = () =>
        {
            second.After = null;
            throw new IOException("Antwort verloren");
        };
        await using var home = await WalkHome.OpenAsync(
            services => services.AddSingleton<IPostingTargetMaker>(new TwoTargets(first, second)),
            tenant: text => text
                .Replace("{ \"id\": \"datev-paket\"", "{ \"id\": \"zweites\", \"kind\": \"datevPackage\", \"name\": \"Zweites\" },\n { \"id\": \"datev-paket\"", StringComparison.Ordinal)
                .Replace("\"connectors\": [\"datev-paket\"]", "\"connectors\": [\"datev-paket\", \"zweites\"]", StringComparison.Ordinal));
        var id = await WalkAsync(home);
        await home.UntilAsync(id, item => item.Operator is { FailureType: "PostingRefused" } && item.VisitState == VisitState.Notified, letTimePass: true);
        await home.AcceptAsync(id, WalkHome.Miriam, DecisionKinds.Skip);
        await home.UntilAsync(id, item => item.Operator is { FailureType: "PostingUnknown" } && item.VisitState == VisitState.Notified, letTimePass: true);
        first.Refuses = null;
        await home.AcceptAsync(id, WalkHome.Miriam, DecisionKinds.Again);
        var end = await home.EndAsync(id);
        Assert.Equal(["refused", "confirmed"], end.Postings.Select(posting => posting.State));
        Assert.Empty(first.Booked);
        Assert.Equal(2, second.Booked.Count);
    }

    [Theory]
    [InlineData(true, DecisionKinds.Again)]
    [InlineData(true, DecisionKinds.Skip)]
    [InlineData(false, DecisionKinds.Again)]
    [InlineData(false, DecisionKinds.Skip)]
    public async Task A_connector_that_is_gone_when_the_item_comes_is_for_a_person(bool removed, string decision)
    {
        var target = new TestTarget(PostingCapability.Keyed);
        await using var home = await OpenAsync(target);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.ApproveAsync(id, "Vorerfassung", "Sachliche Prüfung");
        await home.AtAsync(id, "Buchhaltung");
        var back = home.ChangeTenant(removed
            ? text => text.Replace("\"datev-paket\"", "\"anderes\"", StringComparison.Ordinal)
            : text => text.Replace("{ \"id\": \"datev-paket\",", "{ \"id\": \"datev-paket\", \"active\": false,", StringComparison.Ordinal));
        await home.ApproveAsync(id, "Buchhaltung");

        var item = await home.UntilAsync(id, item => item is { Operator: not null, VisitState: VisitState.Notified }, letTimePass: true);
        Assert.Equal((nameof(StepKind.Post), "ConnectorMissing"), (item.Operator!.Step, item.Operator.FailureType));
        Assert.Contains(removed ? "„datev-paket“ gibt es nicht mehr" : "ist ausgeschaltet", item.Operator.Message, StringComparison.Ordinal);
        Assert.Equal(Choice, (await home.Home.Web.Decisions.OfferAsync(WalkHome.Tenant, item, WalkHome.Miriam, home.Soon)).Kinds);

        if (decision == DecisionKinds.Again) home.ChangeTenant(_ => back);
        await home.AcceptAsync(id, WalkHome.Miriam, decision);
        var end = await home.EndAsync(id);
        Assert.Equal((ItemStatus.Completed, decision == DecisionKinds.Again ? "confirmed" : "planned"), (end.Status, Assert.Single(end.Postings).State));
        Assert.Equal(decision == DecisionKinds.Again ? 1 : 0, target.Booked.Count);
    }

    [Fact]
    public async Task A_rejected_item_is_posted_nowhere()
    {
        var target = new TestTarget(PostingCapability.Keyed);
        await using var home = await OpenAsync(target);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.ApproveAsync(id, "Vorerfassung");
        await home.AtAsync(id, "Sachliche Prüfung");
        await home.AcceptAsync(id, WalkHome.Anna, DecisionKinds.Reject, "Nein");
        await home.ApproveAsync(id, "Buchhaltung");
        Assert.Equal(ItemStatus.Rejected, (await home.EndAsync(id)).Status);
        Assert.Empty(target.Sent);
    }

    private static Task<WalkHome> OpenAsync(TestTarget target) =>
        WalkHome.OpenAsync(services => services.AddSingleton<IPostingTargetMaker>(target));

    private static async Task<string> WalkAsync(WalkHome home)
    {
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.ApproveAsync(id, "Vorerfassung", "Sachliche Prüfung", "Buchhaltung");
        return id;
    }

    private sealed class TwoTargets(IPostingTarget first, IPostingTarget second) : IPostingTargetMaker
    {
        public IPostingTarget? Make(string tenant, Workflows.Tenancy.Connector connector) =>
            connector.Id == "datev-paket" ? first : second;
    }
}
