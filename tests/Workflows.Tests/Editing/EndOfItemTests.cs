using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Retention;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Orchestrations.Steps;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;

namespace Serverless.Workflows.Tests.Editing;

/// <summary>What must be right before an item may end.</summary>
public sealed class EndOfItemTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("end-of-item-").FullName;
    private readonly MemoryRecordStore _records = new();
    private readonly MemoryDocumentStore _documents = new();
    private readonly ManualTime _time = new();
    private readonly TenantFiles _tenants;
    private readonly ItemStore _items;
    private readonly ItemJournal _journal;
    private readonly PostingBook _book;

    public EndOfItemTests()
    {
        DemoTenant.WriteTo(_folder);
        _tenants = new TenantFiles(_folder);
        Assert.Empty(_tenants.Reload());
        _items = new ItemStore(_records, _documents, new PlainCursors(), _time);
        _journal = new ItemJournal(_items, _records);
        _book = new PostingBook(_records, _time);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_an_operator_gives_up_is_kept_under_retention_and_ends_as_failed()
    {
        var message = await _documents.PutAsync("demo", new MemoryStream([1, 2, 3]), 3, CancellationToken.None);
        var item = await InsertAsync(item => item with
        {
            Origin = item.Origin with { MessageSha256 = message.Sha256 },
            Operator = new OperatorCase(nameof(StepKind.Extract), 0, "IOException", "kaputt", false),
            Visit = 1,
            VisitState = VisitState.Decided,
        });
        await _items.UpdateAsync("demo", item.Id, now => new ItemChange(now, ItemChange.System, "decided")
        {
            Rows =
            [
                VisitRows.Open(new Visit(1, 0, "Betrieb", "helga.sommer", "kaputt", VisitPurposes.Operator, _time.GetUtcNow(), [], null)),
                VisitRows.Decide(1, new Decision(
                    DecisionKinds.GiveUp, "helga.sommer", null, null, null, "page", null, _time.GetUtcNow(), 1)),
            ],
        }, CancellationToken.None);

        Assert.Equal(StepKind.Archive, (await RunAsync(
            new ApplyStep(_journal, _tenants, _book, new PostingReview(_book, _time), SupplierHouse.Corrections(_journal, _items, _time), _time), item)).Kind);
        Assert.Equal(StepKind.Ended, (await RunAsync(
            new ArchiveStep(_journal, _documents, _tenants, RetentionTable.BuiltIn, _time), item)).Kind);
        var end = await _items.GetAsync("demo", item.Id, CancellationToken.None);
        Assert.Equal((ItemStatus.Failed, true), (end!.Status, end.RetainUntil > new DateOnly(2030, 1, 1)));
    }

    [Fact]
    public async Task An_item_whose_route_cannot_be_read_is_not_taken_for_one_that_is_posted_nowhere()
    {
        var item = await InsertAsync(item => item with
        {
            Stage = ItemStage.Posting,
            Route = new RouteRef("rechnung", new string('0', 64)),
        });
        var step = new PostStep(
            _journal, _tenants, new ProcessStore(_records), new PostingTargets([]), new PostingDesk(_book, _time), _book, _time);

        var failed = await Assert.ThrowsAsync<ActivityFailureException>(() => RunAsync(step, item));
        Assert.Equal("ProcessMissing", failed.Failure.Type);
        Assert.Equal(ItemStage.Posting, (await _items.GetAsync("demo", item.Id, CancellationToken.None))!.Stage);
    }

    [Theory]
    [InlineData("١٢٣,٤٥")]
    [InlineData("１２３")]
    public void An_amount_has_the_digits_that_rules_can_reckon_with(string typed) =>
        Assert.False(FieldValues.TryRead("grossTotal", typed, out _, out _));

    private async Task<Item> InsertAsync(Func<Item, Item> made) => (await _items.InsertAsync(
        new ItemChange(made(TestItems.New(1)), ItemChange.System, "received"), CancellationToken.None)).Item;

    private static Task<ItemStep> RunAsync(IActivity<ItemRun, ItemStep> step, Item item) => step.RunAsync(
        new ActivityContext("test", "test", CancellationToken.None), new ItemRun("demo", item.Id, 1, ItemRun.CurrentRevision));
}
