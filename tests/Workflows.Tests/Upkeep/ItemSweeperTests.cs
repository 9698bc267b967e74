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
    private readonly ItemStore _items = new(
        new MemoryRecordStore(), new MemoryDocumentStore(), new PlainCursors(), new ManualTime());

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

    private Task<int> SweepAsync() => new ItemSweeper(
        _items, new ItemStarter(_items, _engine.Object), NullLogger<ItemSweeper>.Instance).SweepAsync("demo", None);

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
