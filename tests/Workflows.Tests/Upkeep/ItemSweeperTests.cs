using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Orchestrations;

namespace Serverless.Workflows.Tests.Upkeep;

public sealed class ItemSweeperTests
{
    private readonly Mock<IWorkflowClient> _engine = new();
    private readonly List<string> _started = [];
    private readonly ManualTime _time = new();
    private readonly ItemStore _items;

    public ItemSweeperTests() =>
        _items = new ItemStore(new MemoryRecordStore(), new MemoryDocumentStore(), new PlainCursors(), _time);

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(InstanceStatus.Failed)]
    [InlineData(InstanceStatus.Completed)]
    [InlineData(InstanceStatus.Terminated)]
    public async Task An_open_item_whose_instance_has_ended_is_started_anew(InstanceStatus status)
    {
        var item = await InsertAsync(TestItems.New(1));
        Instances($"{item.Id}-1", status);

        Assert.Equal(1, await SweepAsync());
        var after = await _items.GetAsync(item.Tenant, item.Id, None);
        Assert.Equal((2, item.Stage, item.Visit), (after!.Epoch, after.Stage, after.Visit));
        Assert.Equal([$"{item.Id}-2"], _started);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_item_that_has_ended_goes_on_only_while_somebody_is_still_to_be_told(bool isOwed)
    {
        var item = await InsertAsync(TestItems.New(1) with
        {
            Stage = ItemStage.Ended,
            Status = ItemStatus.Rejected,
            EndedUtc = _time.GetUtcNow(),
            TellLinkedUtc = isOwed ? _time.GetUtcNow() : null,
        });
        Instances($"{item.Id}-1", InstanceStatus.Failed);

        Assert.Equal(isOwed ? 1 : 0, await SweepAsync());
        var after = (await _items.GetAsync(item.Tenant, item.Id, None))!;
        Assert.Equal((isOwed ? 2 : 1, item.Stage, item.Status), (after.Epoch, after.Stage, after.Status));
        Assert.Equal(isOwed ? [$"{item.Id}-2"] : [], _started);
    }

    [Theory]
    [InlineData(InstanceStatus.Pending)]
    [InlineData(InstanceStatus.Running)]
    [InlineData(InstanceStatus.Suspended)]
    public async Task An_item_whose_instance_goes_on_is_left_alone(InstanceStatus status)
    {
        var item = await InsertAsync(TestItems.New(1));
        Instances($"{item.Id}-1", status);

        Assert.Equal(0, await SweepAsync());
        Assert.Equal(1, (await _items.GetAsync(item.Tenant, item.Id, None))!.Epoch);
    }

    private async Task<Item> InsertAsync(Item item) =>
        (await _items.InsertAsync(new ItemChange(item, ItemChange.System, "received"), None)).Item;

    // What a person does to an item, or time, and the wake-up that came with it was lost.
    [Theory]
    [InlineData(VisitState.Decided, null, null, true)]
    [InlineData(VisitState.Opened, null, null, true)]
    [InlineData(VisitState.Opened, 60, null, false)]
    [InlineData(VisitState.Notified, null, null, false)]
    [InlineData(VisitState.Notified, 60, 120, false)]
    [InlineData(VisitState.Notified, 60, 0, true)]
    [InlineData(VisitState.Notified, -5, null, true)]
    public async Task What_should_be_doing_something_is_woken_and_what_waits_is_left_alone(
        VisitState state, int? remindIn, int? deadlineIn, bool isWoken)
    {
        var now = _time.GetUtcNow();
        var item = await InsertAsync(TestItems.New(1) with
        {
            Status = ItemStatus.Waiting,
            Visit = 1,
            VisitState = state,
            RemindUtc = remindIn is { } remind ? now.AddMinutes(remind) : null,
            DeadlineUtc = deadlineIn is { } deadline ? now.AddMinutes(deadline) : null,
        });
        Instances($"{item.Id}-1", InstanceStatus.Running);
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(isWoken ? 1 : 0, await Sweeper.SweepDueAsync("demo", None));
        Assert.Equal(isWoken ? 1 : 0, await SweepAsync());
        _engine.Verify(
            engine => engine.RaiseEventAsync($"{item.Id}-1", ItemSteps.DecidedEvent, It.IsAny<string>(), None),
            Times.Exactly(isWoken ? 2 : 0));
    }

    [Fact]
    public async Task For_what_waits_quietly_the_engine_is_not_asked_except_when_everything_is_looked_at()
    {
        for (var i = 1; i <= 120; i++)
        {
            await InsertAsync(TestItems.New(i) with
            {
                Status = ItemStatus.Waiting,
                Visit = 1,
                VisitState = VisitState.Notified,
                RemindUtc = _time.GetUtcNow().AddDays(1),
            });
        }

        var unstarted = await InsertAsync(TestItems.New(200));
        Instances($"{TestItems.New(7).Id}-1", InstanceStatus.Running);
        Assert.Equal(1, await Sweeper.SweepDueAsync("demo", None));
        Assert.Equal([$"{unstarted.Id}-1"], _started);
        Assert.Equal(120, await SweepAsync());
    }

    [Fact]
    public async Task One_that_cannot_be_mended_keeps_no_other_from_it()
    {
        foreach (var number in (int[])[1, 2, 3]) await InsertAsync(TestItems.New(number));
        Instances("none", InstanceStatus.Running);
        _engine.Setup(engine => engine.StartAsync(It.IsAny<string>(), $"{TestItems.New(2).Id}-1", It.IsAny<string>(), None))
            .ThrowsAsync(new IOException("Kein Start."));

        Assert.Equal(2, await SweepAsync());
        Assert.Equal([$"{TestItems.New(1).Id}-1", $"{TestItems.New(3).Id}-1"], _started.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_somebody_else_has_restarted_meanwhile_is_not_restarted_again()
    {
        var seen = await InsertAsync(TestItems.New(1));
        Instances($"{seen.Id}-1", InstanceStatus.Terminated);
        var starter = new ItemStarter(_items, _engine.Object, NullLogger<ItemStarter>.Instance);
        Assert.True(await starter.RestartAtStationAsync(seen.Tenant, seen.Id, "admin", "Reparatur", None));

        Assert.False(await starter.ReviveAsync(seen, None));
        Assert.Equal(2, (await _items.GetAsync(seen.Tenant, seen.Id, None))!.Epoch);
        Assert.Equal([$"{seen.Id}-2"], _started);
    }

    private ItemSweeper Sweeper => new(
        _items, new ItemStarter(_items, _engine.Object, NullLogger<ItemStarter>.Instance), _time, NullLogger<ItemSweeper>.Instance);

    private Task<int> SweepAsync() => Sweeper.SweepAsync("demo", None);

    private void Instances(string id, InstanceStatus status)
    {
        _engine.Setup(engine => engine.StartAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<string>(), None))
            .ReturnsAsync((string _, string started, string _, CancellationToken _) =>
            {
                if (started == id) return StartResult.AlreadyExists;
                _started.Add(started);
                return StartResult.Started;
            });
        _engine.Setup(engine => engine.GetAsync(id, None)).ReturnsAsync(new InstanceState(
            id, "Item", status, default, default, null, null, new ActivityFailure("Any", "kaputt")));
    }
}
