using System.Text.Json.Nodes;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Orchestrations.Steps;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Import;
using Serverless.Workflows.Tenancy.Master;
using Serverless.Workflows.Tests.Tenancy;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>The demo tenant, changed or not, with its master data and the steps of an item on records in memory.</summary>
internal sealed class DemoHouse : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("demo-house-").FullName;
    private readonly ManualTime _time = new();
    private int _items;

    private DemoHouse()
    {
        Store = new ItemStore(Records, new MemoryDocumentStore(), new PlainCursors(), _time);
        Journal = new ItemJournal(Store, Records);
        Processes = new ProcessStore(Records);
        Master = new MasterData(Records);
        Tenants = new TenantFiles(_folder);
    }

    public MemoryRecordStore Records { get; } = new();

    public ItemStore Store { get; }

    public ItemJournal Journal { get; }

    public ProcessStore Processes { get; }

    public MasterData Master { get; }

    public TenantFiles Tenants { get; }

    public Tenant Tenant => Tenants.Find("demo")!;

    public static async Task<DemoHouse> OpenAsync(Action<JsonObject>? change = null)
    {
        var house = new DemoHouse();
        DemoTenant.WriteTo(house._folder);
        house.Change(change ?? (_ => { }));
        Assert.Empty(await new MasterSeed(house.Master).LoadAsync(
            house.Tenant, Path.Combine(house._folder, "demo", DemoTenant.SeedFolder), default));
        return house;
    }

    /// <summary>Puts the demo's file with other changes in place.</summary>
    public void Change(Action<JsonObject> change)
    {
        File.WriteAllBytes(Path.Combine(_folder, "demo", TenantFiles.FileName), TenantLoaderTests.Changed(change));
        Assert.Empty(Tenants.Reload());
    }

    /// <summary>An item of that source, read out, with its cover sheet filled.</summary>
    public Task<Item> CoveredAsync(string source, params (string Name, string Value)[] fields) =>
        CoveredAsync(source, item => item with { Fields = TestItems.Fields(fields) });

    /// <summary>An item of that source, as it was read out, with its cover sheet filled.</summary>
    public async Task<Item> CoveredAsync(string source, Func<Item, Item> read)
    {
        var item = TestItems.New(++_items);
        item = (await Store.InsertAsync(new ItemChange(read(item with
        {
            Kind = Tenant.Settings.RouteSourceOf(source, null)!.RouteKind,
            Origin = item.Origin with { Source = source },
            Stage = ItemStage.CoverSheet,
        }), ItemChange.System, "received"), default)).Item;
        var step = new CoverSheetStep(
            Journal, Tenants, Processes, Master, new NumberRanges(Records), new DuplicateIndex(Records, Store),
            new HeldItems(Records, Store, new SupplierMails(Records)), SupplierHouse.Corrections(Journal, Store, _time), _time);
        await step.RunAsync(Context, Run(item));
        return await ReadAsync(item);
    }

    /// <summary>Lets the rules send it to the next station.</summary>
    public async Task<Item> DecidedAsync(Item item)
    {
        await new DecideStep(
            Journal, Tenants, Processes, Master, new DuplicateIndex(Records, Store), SupplierHouse.Held(Records, Store),
            SupplierHouse.Corrections(Journal, Store, _time), _time).RunAsync(Context, Run(item));
        return await ReadAsync(item);
    }

    /// <summary>Lets a person change what the item says, as the page does.</summary>
    public async Task<DecisionOutcome> EditAsync(Item item, Func<FieldEdit, FieldEdit> edit)
    {
        var seen = await ReadAsync(item);
        var editor = new FieldEditor(Journal, Master, new DuplicateIndex(Records, Store), Processes, new NumberRanges(Records), _time);
        return await editor.EditAsync(Tenant, seen, "clara.winter", edit(new FieldEdit(
            new Dictionary<string, string?>(), null, null, null, null, seen.ContentRevision)), default);
    }

    /// <summary>Changes the record itself.</summary>
    public async Task<Item> PutAsync(Item item, Func<Item, Item> change)
    {
        await Journal.ChangeAsync(
            item.Tenant, item.Id, current => new ItemChange(change(current), ItemChange.System, "test"), default);
        return await ReadAsync(item);
    }

    public NumberDesk Desk(IDecisionDesk decisions) =>
        new(Journal, Tenants, Processes, new NumberRanges(Records), decisions, _time);

    public async Task<Item> ReadAsync(Item item) => (await Store.GetAsync(item.Tenant, item.Id, default))!;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ActivityContext Context => new("test", "test", default);

    private static ItemRun Run(Item item) => new(item.Tenant, item.Id, item.Epoch, ItemRun.CurrentRevision);
}
