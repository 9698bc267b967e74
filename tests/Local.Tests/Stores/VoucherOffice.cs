using System.Globalization;
using Moq;
using Serverless.Local.Stores;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;

namespace Serverless.Local.Tests.Stores;

/// <summary>The demo tenant's vouchers on SQLite, with two ranges to draw from and clerks who may all draw.</summary>
internal sealed class VoucherOffice : IAsyncDisposable
{
    /// <summary>The ranges, by id; the first is proposed.</summary>
    public static readonly string[] Ranges = ["ub-verwaltung", "ub-weg-lindenstrasse"];

    private readonly SqliteRecordStore _file;
    private readonly IRecordStore _records;
    private readonly TenantFiles _tenants;
    private readonly ItemStore _items;
    private readonly ProcessStore _processes;

    /// <param name="watched">What stands between the desk and the file; the file itself where null.</param>
    public VoucherOffice(string folder, Func<IRecordStore, IRecordStore>? watched = null)
    {
        var tenants = Path.Combine(folder, "tenants");
        if (DemoTenant.WriteTo(tenants))
        {
            var file = Path.Combine(tenants, DemoTenant.Id, TenantFiles.FileName);
            const string Other = "\"client\": \"weg-lindenstrasse\", \"prefix\": \"UB-WL-\"";
            var text = File.ReadAllText(file);
            Assert.Contains(Other, text);
            File.WriteAllText(file, text.Replace(Other, "\"client\": \"verwaltung\", \"prefix\": \"UB-WL-\"", StringComparison.Ordinal));
        }

        _file = new SqliteRecordStore(Path.Combine(folder, "records.db"));
        _records = watched?.Invoke(_file) ?? _file;
        _tenants = new TenantFiles(tenants);
        Assert.Empty(_tenants.Reload());
        _items = new ItemStore(_records, new MemoryDocumentStore(), new PlainCursors(), TimeProvider.System);
        _processes = new ProcessStore(_records);
    }

    public NumberRanges Numbers => new(_records);

    public async Task<Item> InsertAsync(int number)
    {
        var process = await _processes.KeepAsync(DemoTenant.Id, _tenants.Find(DemoTenant.Id)!.Process, default);
        var item = TestItems.New(number);
        return (await _items.InsertAsync(new ItemChange(item with
        {
            Kind = "mail",
            Client = "verwaltung",
            Origin = item.Origin with { Source = "post" },
            Route = new RouteRef("belege", process),
            Stage = ItemStage.Walking,
        }, ItemChange.System, "received"), default)).Item;
    }

    /// <summary>The item goes to somebody else: its visit is decided, and the next one open.</summary>
    public Task PassOnAsync(string id) => new ItemJournal(_items, _records).ChangeAsync(DemoTenant.Id, id, item => new ItemChange(
        item with { Visit = item.Visit + 1, VisitState = VisitState.Notified }, ItemChange.System, "assigned"), default);

    public async Task<Item> ReadAsync(string id) => (await _items.GetAsync(DemoTenant.Id, id, default))!;

    /// <summary>A desk as a request has it.</summary>
    /// <param name="clock">Read once between the choice of the range and the drawing.</param>
    public NumberDesk Desk(TimeProvider? clock = null)
    {
        var decisions = new Mock<IDecisionDesk>();
        decisions.Setup(desk => desk.OfferAsync(DemoTenant.Id, It.IsAny<Item>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(DecisionOffer.None with { IsAsked = true });
        return new NumberDesk(
            new ItemJournal(_items, _records), _tenants, _processes, Numbers, decisions.Object, clock ?? TimeProvider.System);
    }

    public async Task<IReadOnlyList<DrawnNumber>> DrawnAsync() =>
        [.. await Numbers.DrawnAsync(DemoTenant.Id, Ranges[0], default), .. await Numbers.DrawnAsync(DemoTenant.Id, Ranges[1], default)];

    public async Task<int> TimesNumberedAsync(string id) =>
        (await new Workflows.Archive.Audit.AuditTrail(_records, TimeProvider.System).ReadAsync(DemoTenant.Id, id, default))
        .Entries.Count(entry => entry.What == "numbered");

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    public static string Id(int number) => number.ToString("x32", CultureInfo.InvariantCulture);
}
