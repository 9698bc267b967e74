using System.Security.Cryptography;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Intake;

namespace Serverless.Tests.Home;

/// <summary>Items and their visits in memory.</summary>
public sealed class FakeBook : IItemBook
{
    private readonly Dictionary<string, Item> _items = [];
    private readonly Dictionary<string, List<Visit>> _visits = [];
    private readonly Dictionary<string, List<GivenStatus>> _statuses = [];

    public Item? Find(string tenant, string id) => _items.GetValueOrDefault(tenant + "/" + id);

    public Item Put(Item item)
    {
        _items[item.Tenant + "/" + item.Id] = item;
        return item;
    }

    public List<Visit> Visits(Item item)
    {
        var key = item.Tenant + "/" + item.Id;
        if (!_visits.TryGetValue(key, out var visits)) _visits[key] = visits = [];
        return visits;
    }

    public List<GivenStatus> Statuses(Item item)
    {
        var key = item.Tenant + "/" + item.Id;
        if (!_statuses.TryGetValue(key, out var statuses)) _statuses[key] = statuses = [];
        return statuses;
    }

    public Task<Item?> GetAsync(string tenant, string id, CancellationToken cancellation) => Task.FromResult(Find(tenant, id));

    public Task<ItemPage> ListAsync(string tenant, ItemQuery query, CancellationToken cancellation)
    {
        if (query.Cursor is not null and not "two") throw new FormatException("No cursor.");
        var found = _items.Values.Where(item => item.Tenant == tenant
            && (query.Status is null || item.Status == query.Status)
            && (!query.ByDeadline || item.Status is ItemStatus.Waiting or ItemStatus.Running)
            && (query.Assignee is null || item.Assignee?.User == query.Assignee)
            && (query.Involved is null || item.People.Append(item.Assignee?.User).Contains(query.Involved))
            && (query.Station is null || item.Station?.Name == query.Station)
            && (query.Query is null || item.Fields.Values.Any(field => field.Value.Contains(query.Query, StringComparison.OrdinalIgnoreCase))))
            .OrderBy(item => item.Id, StringComparer.Ordinal).Skip(query.Cursor is null ? 0 : query.PageSize).ToList();
        return Task.FromResult(new ItemPage([.. found.Take(query.PageSize)], found.Count > query.PageSize ? "two" : null));
    }

    public Task<ItemHistory> HistoryAsync(string tenant, string id, CancellationToken cancellation) => Task.FromResult(
        new ItemHistory([.. Visits(Find(tenant, id)!)],
            [new(1, new DateTimeOffset(2026, 5, 3, 8, 0, 0, TimeSpan.Zero), "system", "received", new Dictionary<string, string>(), "", "ab")])
        {
            Statuses = [.. Statuses(Find(tenant, id)!)],
        });

    public Task<Workflows.Routing.ChosenByPeople> ChosenAsync(Item item, CancellationToken cancellation) =>
        Task.FromResult(Workflows.Routing.ChosenByPeople.None);
}

/// <summary>Documents in memory.</summary>
public sealed class FakeDocuments : IDocumentStore
{
    private readonly Dictionary<string, byte[]> _documents = [];

    public ItemDocument Put(string name, string type, byte[] content, string role = "invoice", string tenant = "demo")
    {
        var sha = Convert.ToHexStringLower(SHA256.HashData(content));
        _documents[tenant + "/" + sha] = content;
        return new(name, type, sha, content.Length, role);
    }

    public Task<Stream?> OpenAsync(string tenant, string sha256, CancellationToken cancellation) => Task.FromResult<Stream?>(
        _documents.TryGetValue(tenant + "/" + sha256, out var content) ? new MemoryStream(content, writable: false) : null);

    public Task<StoredDocument> PutAsync(string tenant, Stream content, long maxBytes, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task ArchiveAsync(string tenant, string sha256, string archiveClass, DateOnly retainUntil, CancellationToken cancellation) =>
        throw new NotSupportedException();
}

/// <summary>Takes deliveries in and remembers what came; reads every byte, keeps none beyond the first few.</summary>
public sealed class FakeIntake : IIntakeDesk
{
    public List<(Delivery Delivery, long Length, string Start)> Received { get; } = [];

    public IntakeResult Result { get; set; } = new([new("00112233445566778899aabbccddeeff", "rechnung.xml")], [], []);

    public async Task<IntakeResult> ReceiveAsync(Delivery delivery, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        long length = 0;
        var start = "";
        for (int read; (read = await delivery.Content.ReadAsync(buffer, cancellation)) > 0; length += read)
        {
            if (length == 0) start = System.Text.Encoding.Latin1.GetString(buffer, 0, Math.Min(read, 40));
        }

        Received.Add((delivery, length, start));
        return Result;
    }
}
