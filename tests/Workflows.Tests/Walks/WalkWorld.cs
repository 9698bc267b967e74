using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;
using Serverless.Workflows.Tests.Posting;

namespace Serverless.Workflows.Tests.Walks;

/// <summary>All that an item goes through, as a home composes it, on records in memory, with an engine, a relay and connectors
/// that fail.</summary>
internal sealed class WalkWorld : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("walk-").FullName;
    private readonly ServiceProvider _services;
    private readonly MemoryDocumentStore _documents = new();
    private byte[] _file;

    public WalkWorld(int seed)
    {
        Random = new Random(seed);
        Store = new WalkStore(Records, seed);
        Tenants = new TenantFiles(_folder);
        do _file = WalkTenant.File(Random);
        while (Tenants.Replace(WalkTenant.Id, _file).Count > 0);
        Engine = new WalkEngine(ItemCatalogue.Create(), Time) { Random = Random, Services = null! };
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<IRecordStore>(Store).AddSingleton<IDocumentStore>(_documents)
            .AddSingleton<IOutbox>(Relay).AddSingleton<IWorkflowClient>(Engine)
            .AddSingleton<IKeySets>(new Keys())
            .AddSingleton(Tenants).AddSingleton(new PublicUrl("http://haus.example"))
            .AddSingleton<IPostingTargetMaker>(new Maker(Targets))
            .AddItemWorkflow().BuildServiceProvider();
        Engine.Services = _services;
        Relay.Random = Random;
        foreach (var target in Targets.Values) Rough(target);
    }

    public Random Random { get; }

    public ManualTime Time { get; } = new();

    public MemoryRecordStore Records { get; } = new() { Yields = false };

    public WalkStore Store { get; }

    public WalkEngine Engine { get; }

    public TenantFiles Tenants { get; }

    public WalkRelay Relay { get; } = new();

    public List<string> Items { get; } = [];

    /// <summary>What each connector has taken.</summary>
    public IReadOnlyDictionary<string, FakeTarget> Targets { get; } = new Dictionary<string, FakeTarget>
    {
        ["keyed"] = new(PostingCapability.Keyed),
        ["lookup"] = new(PostingCapability.Lookup) { SettleTime = TimeSpan.FromMinutes(1) },
        ["blind"] = new(PostingCapability.Blind),
    };

    public bool TargetsFail { get; set; } = true;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The item as it is, whatever fails at present.</summary>
    public Task<Item?> ItemAsync(string id) =>
        new ItemStore(Records, _documents, new PlainCursors(), Time).GetAsync(WalkTenant.Id, id, CancellationToken.None);

    public async Task SeedAsync()
    {
        await Get<MasterData>().Properties(WalkTenant.Id).PutAsync(new Property
        {
            Number = "47",
            Name = "Lindenhof",
            Client = "weg",
            RoleHolders = new Dictionary<string, RoleHolder> { ["hv"] = new("p1", "p2") },
        }, CancellationToken.None);
        await Get<MasterData>().Suppliers(WalkTenant.Id).PutAsync(
            new Supplier { Number = "70001", Name = "Huber GmbH", VatId = "DE123456788" }, CancellationToken.None);
    }

    /// <summary>An invoice comes in; whoever delivers it tries until it is taken, and starts it only where it has put it there.</summary>
    /// <param name="corrects">The number of the invoice that it says it corrects, or null.</param>
    public async Task DeliverAsync(string? corrects, bool isSameNumber)
    {
        var number = Items.Count + 1;
        var document = await _documents.PutAsync(
            WalkTenant.Id, new MemoryStream([.. BitConverter.GetBytes(number), .. Random.Next(8) == 0 ? "x"u8 : "y"u8]), 100, CancellationToken.None);
        var amount = (Random.Next(1, 80) * 100m).ToString(CultureInfo.InvariantCulture);
        var today = Tenants.Find(WalkTenant.Id)!.Settings.DateAt(Time.GetUtcNow());
        var item = TestItems.New(number, WalkTenant.Id) with
        {
            Stage = ItemStage.CoverSheet,
            ReceivedUtc = Time.GetUtcNow(),
            Origin = new ItemOrigin("mail", "rechnung@huber.example", "Rechnung", document.Sha256, null),
            Documents = [new ItemDocument("rechnung.xml", "application/xml", document.Sha256, document.Length, "invoice")],
            Fields = TestItems.Fields(
            [
                ("invoiceNumber", corrects is not null && isSameNumber ? corrects : $"R-{number}"), ("typeCode", corrects is null ? "380" : "384"),
                ("grossTotal", amount), ("payable", amount), ("currency", "EUR"), ("sellerName", "Huber GmbH"), ("sellerVatId", "DE123456788"),
                ("issueDate", today.AddDays(-3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                .. Random.Next(2) == 0 ? [("dueDate", today.AddDays(Random.Next(1, 30)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))] : Array.Empty<(string, string)>(),
                .. corrects is null ? Array.Empty<(string, string)>() : [("precedingInvoice", corrects)],
            ]),
            Cover = new CoverSheet { Property = Random.Next(2) == 0 ? "47" : null },
        };
        Items.Add(item.Id);
        for (var tries = 0; ; tries++)
        {
            try
            {
                if (await Get<IItemIntake>().InsertAsync(item, CancellationToken.None)) await Get<IItemIntake>().StartAsync(item, CancellationToken.None);
                return;
            }
            catch (IOException) when (tries < 100)
            {
                Store.NextRound();
            }
        }
    }

    /// <summary>Somebody joins or leaves.</summary>
    public void Activate(string person, bool active) => Replace(WalkTenant.With(_file, person, active));

    public void Switch(string connector, bool active) => Replace(WalkTenant.Switched(_file, connector, active));

    public void MakeEasy() => Replace(WalkTenant.Easy(_file));

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Replace(byte[] file)
    {
        if (Tenants.Replace(WalkTenant.Id, file).Count == 0) _file = file;
    }

    private void Rough(FakeTarget target)
    {
        target.Before = () => !TargetsFail ? Task.CompletedTask : Random.Next(6) switch
        {
            0 => throw new PostingNotSentException("Keine Verbindung."),
            1 when target.Capability != PostingCapability.Blind || Random.Next(2) == 0 => throw new IOException("Abgebrochen."),
            _ => Task.CompletedTask,
        };
        target.After = () => TargetsFail && Random.Next(5) == 0 ? throw new IOException("Keine Antwort.") : Task.CompletedTask;
    }

    private sealed class Keys : IKeySets
    {
        private readonly KeySet _set = KeySet.Create();

        public KeySet For(string tenant) => _set;
    }

    private sealed class Maker(IReadOnlyDictionary<string, FakeTarget> targets) : IPostingTargetMaker
    {
        public IPostingTarget? Make(string tenant, Connector connector) => targets[connector.Id];
    }
}

/// <summary>A relay that takes a mail of a key once, and is out of order now and then, before or after it took one.</summary>
internal sealed class WalkRelay : IOutbox
{
    public Random Random { get; set; } = new(0);

    public bool Fails { get; set; }

    public bool IsRough { get; set; }

    public Dictionary<string, OutgoingMail> Sent { get; } = new(StringComparer.Ordinal);

    public Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        if (Fails || (IsRough && Random.Next(10) == 0)) throw new IOException("Der Mailserver antwortet nicht.");
        if (Sent.TryGetValue(mail.Key, out var before)) Assert.Equal(before.ToAddress, mail.ToAddress);
        Sent.TryAdd(mail.Key, mail);
        return IsRough && Random.Next(12) == 0 ? throw new IOException("Die Verbindung brach ab.") : Task.CompletedTask;
    }
}
