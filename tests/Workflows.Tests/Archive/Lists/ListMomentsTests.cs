using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Workflows.Tests.Archive.Lists;

/// <summary>
/// Whatever several writers do to items, wherever they die, and whenever somebody looks: each item is at each of its places
/// in the lists, and whoever reads a list that an item does not leave meets it.
/// </summary>
public sealed class ListMomentsTests
{
    [Fact]
    public void At_no_moment_an_item_is_missing_from_its_lists()
    {
        var (deaths, moments) = (0, 0);
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var world = new World(seed);
            world.RunAsync().GetAwaiter().GetResult();
            deaths += world.Deaths;
            moments += world.Moments;
        }).Hold(15);
        Assert.True(deaths > 10, $"Only {deaths} died.");
        Assert.True(moments > 5000, $"Only {moments} moments were looked at.");
    }

    private sealed class World
    {
        private const int Items = 3;
        private readonly MemoryRecordStore _inner = new();
        private readonly MemoryDocumentStore _documents = new();
        private readonly ManualTime _time = new();
        private readonly Random _random;
        private readonly ItemStore _items;
        private readonly WatchedStore _store;
        private volatile bool _writing = true;

        public World(int seed)
        {
            _random = new Random(seed);
            _store = new WatchedStore(_inner, new Random(seed), LookAtThisMoment);
            _items = new ItemStore(_store, _documents, new PlainCursors(), _time);
        }

        public int Deaths { get; private set; }

        public int Moments { get; private set; }

        public async Task RunAsync()
        {
            for (var i = 1; i <= Items; i++)
                await _items.InsertAsync(Change(Moved(TestItems.New(i), new Random(i))), CancellationToken.None);
            var writers = Enumerable.Range(0, 6).Select(_ => WriterAsync(_random.Next(), _random.Next(2) == 0 ? _random.Next(120) : int.MaxValue)).ToList();
            var reader = ReaderAsync();
            foreach (var lived in await Task.WhenAll(writers)) Deaths += lived ? 0 : 1;
            _writing = false;
            await reader;

            // What the dead left behind goes: at once what can be told, the rest when nobody can be at work any more.
            var sweeper = new ListSweeper(_store, _documents, _time);
            _time.Advance(TimeSpan.FromMinutes(3));
            await sweeper.SweepAsync("demo", CancellationToken.None);
            _time.Advance(TimeSpan.FromDays(2));
            await sweeper.SweepAsync("demo", CancellationToken.None);
            Assert.Equal(Owned().Order(StringComparer.Ordinal), There().Order(StringComparer.Ordinal));
            Assert.DoesNotContain("demo---list-marks", _inner.Everything().Keys);
        }

        private Task<bool> WriterAsync(int seed, int operations) => Task.Run(() => WatchedStore.LiveAsync(operations, async () =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 10; i++)
            {
                var (number, change) = (random.Next(1, Items + 1), random.Next());
                if (random.Next(8) == 0) await _items.InsertAsync(Change(Moved(TestItems.New(Items + random.Next(1, 3)), new Random(change))), CancellationToken.None);
                await _items.UpdateAsync(
                    "demo", TestItems.New(number).Id,
                    item => random.Next(10) == 0 ? null : Change(Moved(item, new Random(change))), CancellationToken.None);
            }
        }));

        /// <summary>All items two at a time, and lists in which they change their places at once.</summary>
        private Task ReaderAsync() => Task.Run(async () =>
        {
            while (_writing)
            {
                foreach (var query in new[] { new ItemQuery(PageSize: 2), new ItemQuery(ByDeadline: true), new ItemQuery(Assignee: "anna"), new ItemQuery(Query: "müller") })
                {
                    var met = new HashSet<string>(StringComparer.Ordinal);
                    string? cursor = null;
                    do
                    {
                        var page = await _items.ListAsync("demo", query with { Cursor = cursor }, CancellationToken.None);
                        Assert.Equal(page.Items.Count, page.Items.Select(item => item.Id).Distinct().Count());
                        met.UnionWith(page.Items.Select(item => item.Id));
                        cursor = page.Next;
                    }
                    while (cursor is not null);

                    // The first item stays with Anna and Müller, whatever becomes of its dates.
                    var expected = query.Assignee is null && query.Query is null ? Items : 1;
                    for (var i = 1; i <= expected; i++) Assert.Contains(TestItems.New(i).Id, met);
                }
            }
        });

        private static Item Moved(Item item, Random random)
        {
            var payBy = new DateOnly(2026, 3, 1).AddDays(random.Next(2));
            return item with
            {
                Status = random.Next(2) == 0 ? ItemStatus.Running : ItemStatus.Waiting,
                Assignee = new AssigneeRef(item.Id == TestItems.New(1).Id || random.Next(2) == 0 ? "anna" : "bernd", string.Empty),
                Station = new StationRef(1, random.Next(2) == 0 ? "Freigabe" : "Prüfung", DateTimeOffset.UnixEpoch),
                Deadlines = new Deadlines(payBy, payBy, []),
                Fields = TestItems.Fields(("sellerName", item.Id == TestItems.New(1).Id || random.Next(2) == 0 ? "Müller" : "Meier und Söhne")),
            };
        }

        private static ItemChange Change(Item item) => new(item, "test", "changed");

        private void LookAtThisMoment()
        {
            Moments++;
            Assert.Empty(Owned().Except(There(), StringComparer.Ordinal));
        }

        private List<string> Owned() =>
        [
            .. _inner.Everything().Where(rows => rows.Key.StartsWith("demo---item---", StringComparison.Ordinal))
                .SelectMany(rows => rows.Value.Where(row => row.Key == ItemKeys.Item))
                .SelectMany(row => System.Text.Json.JsonDocument.Parse(row.Json).RootElement.GetProperty("item").GetProperty("listRows")
                    .EnumerateArray().Select(name => name.GetString()!)),
        ];

        private IEnumerable<string> There()
        {
            const string lists = "demo---list---";
            return _inner.Everything().Where(list => list.Key.StartsWith(lists, StringComparison.Ordinal))
                .SelectMany(list => list.Value.Select(row => $"{list.Key[lists.Length..]}|{row.Key}"));
        }
    }
}
