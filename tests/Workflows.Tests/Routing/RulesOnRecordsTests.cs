using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Orchestrations.Steps;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Master;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>What rules decide reaches the item's record.</summary>
public sealed class RulesOnRecordsTests : IDisposable
{
    private static readonly Process Sample = Process(
        Route(Station(10, "A", new AssigneeChoice { Person = "clara.winter" },
            Use(1, "immer", "kreis"), Use(2, "immer", "status"), Use(3, "immer", "paket"), Use(4, "immer", "nach-b")) with
        { AllowRouteChange = true }),
        [Rule("immer", Always)],
        new SetInvoiceGroup { Id = "kreis", Name = "k", Group = "betriebskosten" },
        new SetReviewStatus { Id = "status", Name = "s", Status = "Rückfrage" },
        new CallPosting { Id = "paket", Name = "p", Connector = "datev-paket" },
        new AssignRoute { Id = "nach-b", Name = "b", Route = "b" });

    private readonly string _folder = Directory.CreateTempSubdirectory("rules-on-records-").FullName;
    private readonly MemoryRecordStore _records = new();
    private readonly ManualTime _time = new();
    private readonly TenantFiles _tenants;
    private readonly ItemStore _items;
    private readonly ItemJournal _journal;
    private readonly ProcessStore _processes;

    public RulesOnRecordsTests()
    {
        DemoTenant.WriteTo(_folder);
        _tenants = new TenantFiles(_folder);
        Assert.Empty(_tenants.Reload());
        _items = new ItemStore(_records, new MemoryDocumentStore(), new PlainCursors(), _time);
        _journal = new ItemJournal(_items, _records);
        _processes = new ProcessStore(_records);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Route_group_status_and_postings_are_written_with_the_visit()
    {
        var other = new Route
        {
            Id = "b",
            Name = "B",
            Kind = "invoice",
            Stations = [Station(30, "B30", new AssigneeChoice { Person = "helga.sommer" }) with { IncludeOnRouteChange = true }],
        };
        var version = await KeepAsync(Sample with { Routes = [.. Sample.Routes, other] });
        var item = await InsertAsync(new RouteRef("r", version), VisitState.None);

        await new DecideStep(
            _journal, _tenants, _processes, new MasterData(_records), new DuplicateIndex(_records, _items), SupplierHouse.Held(_records, _items),
            SupplierHouse.Corrections(_journal, _items, _time), _time).RunAsync(
            new ActivityContext("test", "test", CancellationToken.None), new ItemRun("demo", item.Id, 1, ItemRun.CurrentRevision));

        var decided = await ReadAsync(item);
        Assert.Equal(("b", "B30"), (decided.Route!.Name, decided.Station!.Name));
        Assert.Equal(["r"], decided.RouteChange!.Left);
        Assert.Equal(("betriebskosten", "Rückfrage"), (decided.Cover.InvoiceGroup, decided.ReviewStatus));
        Assert.Equal(["datev-paket"], decided.CalledPostings);
        Assert.Equal("b", Assert.Single(await _journal.VisitsAsync(decided, CancellationToken.None)).Route);
    }

    [Fact]
    public async Task Sent_back_from_the_first_station_of_an_assigned_route_it_stays_and_is_not_posted()
    {
        var other = new Route
        {
            Id = "b",
            Name = "B",
            Kind = "invoice",
            Stations = [Station(30, "B30", new AssigneeChoice { Person = "helga.sommer" }) with { IncludeOnRouteChange = true }],
        };
        var version = await KeepAsync(Sample with { Routes = [.. Sample.Routes, other] });
        var since = _time.GetUtcNow();
        var left = new Visit(1, 10, "A", "clara.winter", "x", VisitPurposes.Station, since, [], null, "r");
        var at = new Visit(2, 30, "B30", "helga.sommer", "x", VisitPurposes.Station, since, [], null, "b");
        var item = (await _items.InsertAsync(
            new ItemChange(TestItems.New(1) with
            {
                Stage = ItemStage.Walking,
                Route = new RouteRef("b", version),
                Station = new StationRef(30, "B30", since),
                Visit = 2,
                Next = new NextMove(Direction.Back, null, "zurückgesendet von Helga Sommer"),
            }, ItemChange.System, "received")
            { Rows = [VisitRows.Open(left), VisitRows.Open(at)] }, CancellationToken.None)).Item;

        Assert.Empty(FormerStation.Of([left, at], 30, "b", _tenants.Find(item.Tenant)!.Settings));
        await new DecideStep(
            _journal, _tenants, _processes, new MasterData(_records), new DuplicateIndex(_records, _items), SupplierHouse.Held(_records, _items),
            SupplierHouse.Corrections(_journal, _items, _time), _time).RunAsync(
            new ActivityContext("test", "test", CancellationToken.None), new ItemRun("demo", item.Id, 1, ItemRun.CurrentRevision));

        var stays = await ReadAsync(item);
        Assert.Equal((ItemStage.Walking, VisitState.Opened, 3), (stays.Stage, stays.VisitState, stays.Visit));
        Assert.Equal(("B30", "helga.sommer"), (stays.Station!.Name, stays.Assignee!.User));
    }

    [Fact]
    public async Task Each_save_fills_an_empty_invoice_group_and_a_person_s_choice_stays()
    {
        var table = Sample with
        {
            InvoiceGroups = [new InvoiceGroup { Id = "wasser", Name = "Wasser" }, new InvoiceGroup { Id = "dach", Name = "Dach" }],
            InvoiceGroupTable =
            [
                new InvoiceGroupRow { Sequence = 1, Group = "wasser", Kind = InvoiceGroupKind.Pool, Value = RuleValue.Of("mail") },
            ],
        };
        var item = await InsertAsync(new RouteRef("r", await KeepAsync(table)), VisitState.Notified);

        Assert.Equal(DecisionResult.Invalid, (await EditAsync(item, "nirgends")).Result);
        await EditAsync(item, "dach");
        Assert.Equal("dach", (await ReadAsync(item)).Cover.InvoiceGroup);
        await EditAsync(item, null);
        Assert.Equal("dach", (await ReadAsync(item)).Cover.InvoiceGroup);
        await EditAsync(item, "");
        Assert.Equal("wasser", (await ReadAsync(item)).Cover.InvoiceGroup);
    }

    private async Task<DecisionOutcome> EditAsync(Item item, string? group)
    {
        var editor = new FieldEditor(
            _journal, new MasterData(_records), new DuplicateIndex(_records, _items), _processes, new Serverless.Workflows.Posting.NumberRanges(_records), _time);
        var seen = await ReadAsync(item);
        return await editor.EditAsync(
            _tenants.Find("demo")!, seen, "clara.winter",
            new FieldEdit(new Dictionary<string, string?>(), null, null, null, null, seen.ContentRevision, group),
            CancellationToken.None);
    }

    private Task<string> KeepAsync(Process process) => _processes.KeepAsync("demo", process, CancellationToken.None);

    private async Task<Item> InsertAsync(RouteRef route, VisitState state) => (await _items.InsertAsync(
        new ItemChange(
            TestItems.New(1) with { Stage = ItemStage.Walking, Route = route, VisitState = state, Visit = state == VisitState.None ? 0 : 1 },
            ItemChange.System, "received"), CancellationToken.None)).Item;

    private async Task<Item> ReadAsync(Item item) => (await _items.GetAsync(item.Tenant, item.Id, CancellationToken.None))!;
}
