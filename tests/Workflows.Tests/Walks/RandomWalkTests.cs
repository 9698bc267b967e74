using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tests.Walks;

/// <summary>
/// Whatever people do on whatever route, whatever fails, is done twice or comes too late: no item is lost or stands still for
/// ever, no decision and no posting is lost or done twice, and its history tells all of it.
/// </summary>
public sealed class RandomWalkTests
{
    [Fact]
    public async Task Nothing_is_lost_and_nothing_done_twice()
    {
        var first = int.Parse(Environment.GetEnvironmentVariable("WALK_FIRST") ?? "1", System.Globalization.CultureInfo.InvariantCulture);
        var count = int.Parse(Environment.GetEnvironmentVariable("WALK_COUNT") ?? "12", System.Globalization.CultureInfo.InvariantCulture);
        var (failures, overtaken, repeated, decisions) = (0, 0, 0, 0);
        foreach (var seed in Enumerable.Range(first, count))
        {
            using var world = new WalkWorld(seed);
            var moves = new WalkMoves(world);
            try
            {
                await Task.Run(() => WalkAsync(world, moves));
            }
            catch (Exception failed)
            {
                throw new InvalidOperationException($"Seed {seed}: {failed.Message}\n{string.Join('\n', moves.Log.TakeLast(60))}", failed);
            }

            failures += world.Store.Failures;
            overtaken += world.Store.Overtaken;
            repeated += world.Engine.Repeated;
            decisions += moves.Said.Count(said => said.Accepted == true);
        }

        Assert.True(failures > count * 10 && overtaken > count * 2 && repeated > count * 2 && decisions > count * 10,
            $"{failures} failures, {overtaken} overtaken, {repeated} repeated, {decisions} decisions");
    }

    private static async Task WalkAsync(WalkWorld world, WalkMoves moves)
    {
        await world.SeedAsync();
        var checks = new WalkChecks(world, moves);
        world.Store.Meanwhile = moves.MeanwhileAsync;
        for (var move = 0; move < 120; move++)
        {
            (world.Store.FailsOneIn, world.Engine.IsRough, world.Relay.IsRough) = (world.Random.Next(3) == 0 ? 8 : 60, true, true);
            world.Store.NextRound();
            if (world.Items.Count < 2) await moves.ReceiveAsync(world.Random);
            else await moves.MoveAsync();
            (world.Store.FailsOneIn, var meanwhile, world.Store.Meanwhile) = (0, world.Store.Meanwhile, null);
            await checks.CheckAsync(lists: move % 6 == 0);
            world.Store.Meanwhile = meanwhile;
        }

        await CalmAsync(world, moves);
        await checks.CheckAsync(lists: true);
        foreach (var id in world.Items) await checks.EndedAsync((await world.ItemAsync(id))!);
        world.Time.Advance(TimeSpan.FromDays(3));
        await world.Get<ListSweeper>().SweepAsync(WalkTenant.Id, CancellationToken.None);
        var left = world.Records.Everything();
        Assert.DoesNotContain(left.Keys, partition => partition.Contains("list-marks", StringComparison.Ordinal));
        var items = new List<Item>();
        foreach (var id in world.Items) items.Add((await world.ItemAsync(id))!);
        Assert.Equal(
            items.SelectMany(item => item.ListRows).Count(),
            left.Where(partition => partition.Key.StartsWith(Keys.Prefix(WalkTenant.Id, "list"), StringComparison.Ordinal)).Sum(partition => partition.Value.Count));
    }

    /// <summary>Nothing fails any more, everybody is there and approves: then each item comes to its end.</summary>
    private static async Task CalmAsync(WalkWorld world, WalkMoves moves)
    {
        (world.Store.FailsOneIn, world.Store.Meanwhile, world.Engine.IsRough, world.Relay.IsRough, world.Relay.Fails) = (0, null, false, false, false);
        world.TargetsFail = false;
        foreach (var target in world.Targets.Values) target.Refuses = null;
        world.MakeEasy();
        world.Time.Advance(TimeSpan.FromDays(12));
        await world.Get<ItemSweeper>().SweepAsync(WalkTenant.Id, CancellationToken.None);
        for (var round = 0; ; round++)
        {
            await moves.WorkAsync(400);
            var open = new List<Item>();
            foreach (var id in world.Items)
            {
                var item = await world.ItemAsync(id);
                if (item is { Stage: ItemStage.Ended, TellLinkedUtc: null }) continue;
                Assert.NotNull(item);
                open.Add(item);
            }

            if (open.Count == 0) return;
            Assert.True(round < 60, "These never end: " + string.Join(", ", open.Select(item => $"{item.Id.TrimStart('0')} {item.Stage} {item.VisitState} {item.Station?.Name} {item.Assignee?.User} {item.Operator?.Message}")));
            foreach (var item in open) await ApproveAsync(world, moves, item);
        }
    }

    private static async Task ApproveAsync(WalkWorld world, WalkMoves moves, Item item)
    {
        Assert.True(item.VisitState is VisitState.Opened or VisitState.Notified, $"{item.Id.TrimStart('0')} waits for nobody: {item.Stage} {item.VisitState} {item.TellLinkedUtc}");
        var desk = world.Get<IDecisionDesk>();
        var person = item.Assignee!.User;
        var (kind, to) = item.Operator is not null ? (DecisionKinds.Again, null) : item.IsHeld ? (DecisionKinds.Resume, null) : (DecisionKinds.Approve, (string?)null);
        var outcome = await DecideAsync(kind, to);
        if (outcome.Result == DecisionResult.Incomplete)
        {
            await desk.EditAsync(
                WalkTenant.Id, item.Id, person,
                new FieldEdit(new Dictionary<string, string?> { ["orderNumber"] = "A-1" }, null, null, null, null, (await world.ItemAsync(item.Id))!.Revision), CancellationToken.None);
            outcome = await DecideAsync(kind, to, "gut");
        }

        if (outcome.Result != DecisionResult.Accepted)
        {
            var other = outcome.MayApprove ?? WalkTenant.People[world.Random.Next(7)];
            if (other == person) return;
            outcome = await DecideAsync(DecisionKinds.Forward, other, "gut");
        }

        Task<DecisionOutcome> DecideAsync(string wanted, string? target, string? status = null) => moves.NotedAsync(
            item.Id, $"{person} {wanted} {target} in the end", comment => desk.DecideAsync(
                WalkTenant.Id, item.Id, person, new DecisionRequest(wanted, comment, target, null, null, "page", null) { Status = status, ConfirmsPosted = true },
                CancellationToken.None));
    }
}
