using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Archive.Lists;

public sealed class ItemStoreTests
{
    private readonly MemoryRecordStore _records = new();
    private readonly MemoryDocumentStore _documents = new();
    private readonly ManualTime _time = new();
    private readonly ItemStore _items;

    public ItemStoreTests() => _items = new ItemStore(_records, _documents, new PlainCursors(), _time);

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Of_many_who_insert_one_does()
    {
        var inserts = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            () => _items.InsertAsync(Test(TestItems.New(1) with { Client = $"{i}" }), None))));

        var winner = Assert.Single(inserts, insert => insert.Inserted).Item;
        Assert.All(inserts, insert => Assert.Equal(winner.Client, insert.Item.Client));
        Assert.Equal(1, winner.Revision);
        Assert.Equal(winner.Client, (await _items.GetAsync("demo", winner.Id, None))!.Client);
        Assert.Equal([winner.Id], await ListedAsync(new ItemQuery()));
        await AssertListsAreRightAsync();
    }

    [Fact]
    public async Task An_update_that_was_overtaken_is_made_again()
    {
        var id = (await _items.InsertAsync(Test(TestItems.New(1)), None)).Item.Id;
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => _items.UpdateAsync("demo", id,
            item => Test(item with { Visit = item.Visit + 1, Assignee = new AssigneeRef($"p{i % 3}", "") }), None))));

        var item = await _items.GetAsync("demo", id, None);
        Assert.Equal(30, item!.Visit);
        Assert.Equal(31, item.Revision);
        await AssertListsAreRightAsync();
    }

    [Fact]
    public async Task What_wants_nothing_writes_nothing()
    {
        var item = (await _items.InsertAsync(Test(TestItems.New(1)), None)).Item;
        var unchanged = await _items.UpdateAsync("demo", item.Id, _ => null, None);
        Assert.Equal(UpdateResult.Unchanged, unchanged.Result);
        Assert.Equal(1, unchanged.Item!.Revision);
        Assert.Equal(UpdateResult.NotFound, (await _items.UpdateAsync("other", item.Id, i => Test(i), None)).Result);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => _items.UpdateAsync("demo", item.Id, i => Test(i with { Tenant = "other" }), None));
    }

    [Fact]
    public async Task What_belongs_to_a_change_is_written_with_it_or_not_at_all()
    {
        var id = (await _items.InsertAsync(new ItemChange(TestItems.New(1), "intake", "received"), None)).Item.Id;
        ItemChange Decide(Item item, string by) => new(item with { Visit = 1 }, by, "decided")
        {
            Rows = [new RowWrite.Insert(ItemKeys.Decision(1), $"\"{by}\"")],
        };

        var decisions = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => _items.UpdateAsync("demo", id, item => Decide(item, $"p{i}"), None))));

        Assert.Single(decisions, decision => decision.Written);
        Assert.All(decisions.Where(decision => !decision.Written), decision =>
        {
            Assert.Equal(UpdateResult.RowConflict, decision.Result);
            Assert.Equal(ItemKeys.Decision(1), decision.ConflictKey);
        });
        var trail = await new AuditTrail(_records, _time).ReadAsync("demo", id, None);
        Assert.Equal(["received", "decided"], trail.Entries.Select(entry => entry.What));
        Assert.True(AuditVerifier.Verify("demo", id, trail).Intact);
        Assert.Equal(2, (await _items.GetAsync("demo", id, None))!.Revision);
    }

    [Fact]
    public async Task An_item_that_is_too_large_for_a_row_is_kept_whole()
    {
        var line = new InvoiceLine("1", new string('ä', 200), null, "1", "C62", "1", null, "1", "S", "19", null, null, null, null);
        var item = TestItems.New(1) with
        {
            Lines = [.. Enumerable.Range(0, 5_000).Select(i => line with { Id = $"{i}" })],
            Checks = [.. Enumerable.Range(0, 5_000).Select(i => new Check("BR-27", Severity.Error, $"Position {i}"))],
        };
        await _items.InsertAsync(Test(item), None);
        await _items.UpdateAsync("demo", item.Id, i => Test(i with { Client = "weg" }), None);
        foreach (var row in _records.Everything().Values.SelectMany(rows => rows))
            Assert.True(row.Json.Length < RecordLimits.MaxRowBytes);

        var read = await _items.GetAsync("demo", item.Id, None);
        Assert.Equal("weg", read!.Client);
        Assert.Equal(item.Lines, read.Lines);
        Assert.Equal(item.Checks, read.Checks);
    }

    [Fact]
    public async Task After_a_crash_at_any_write_the_sweeper_sets_the_lists_right()
    {
        // Every write of the story is the last one once; each time the lists are right after the sweep.
        for (var crashAt = 1; ; crashAt++)
        {
            var records = new MemoryRecordStore();
            var items = new ItemStore(records, _documents, new PlainCursors(), _time);
            var writes = 0;
            records.BeforeWrite = (_, _) =>
            {
                if (++writes >= crashAt) throw new IOException("The process is dead.");
            };
            try
            {
                await TellStoryAsync(items);
                Assert.True(crashAt > 15);
                return;
            }
            catch (IOException)
            {
                records.BeforeWrite = null;
            }

            var sweeper = new ListSweeper(records, _documents, _time);
            await sweeper.SweepAsync("demo", None);
            _time.Advance(TimeSpan.FromMinutes(3));
            await sweeper.SweepAsync("demo", None);
            _time.Advance(ListSweeper.Longest);
            await sweeper.SweepAsync("demo", None);
            await AssertListsAreRightAsync(records);
            Assert.Equal(0, await sweeper.SweepAsync("demo", None));
        }
    }

    [Fact]
    public async Task A_writer_that_is_overtaken_between_item_and_lists_leaves_them_right()
    {
        var id = (await _items.InsertAsync(Test(TestItems.New(1) with { Status = ItemStatus.Waiting }), None)).Item.Id;
        for (var stopAt = 1; stopAt < 12; stopAt++)
        {
            // The first writer stands still before one of its writes, while two others go by.
            using var gate = new SemaphoreSlim(0);
            using var standing = new SemaphoreSlim(0);
            var writes = 0;
            var slow = new AsyncLocal<bool>();
            _records.BeforeWrite = (_, _) =>
            {
                if (!slow.Value || Interlocked.Increment(ref writes) != stopAt) return;
                standing.Release();
                gate.Wait();
            };
            var first = Task.Run(async () =>
            {
                slow.Value = true;
                await AssignAsync(id, "anna");
            });
            await Task.WhenAny(first, standing.WaitAsync());
            await AssignAsync(id, "bernd");
            await AssignAsync(id, "anna");
            await AssignAsync(id, "carla");
            gate.Release();
            await first;
            _records.BeforeWrite = null;
            await AssertListsAreRightAsync();
        }
    }

    [Fact]
    public async Task Sweeping_leaves_writers_at_work_alone()
    {
        var id = await DieMovingAsync();
        var sweeper = new ListSweeper(_records, _documents, _time);

        Assert.Equal(0, await sweeper.SweepAsync("demo", None));
        _time.Advance(ListSweeper.Grace);
        Assert.Equal(0, await sweeper.SweepAsync("other", None));
        Assert.Equal(1, await sweeper.SweepAsync("demo", None));
        Assert.Equal([id], await ListedAsync(new ItemQuery(Assignee: "bernd")));
        await AssertListsAreRightAsync();
    }

    [Fact]
    public async Task Where_nobody_writes_a_sweep_waits_for_no_mark()
    {
        var id = await DieMovingAsync();
        await DieBeforeAsync(id);

        Assert.Equal(2, await new ListSweeper(_records, _documents, _time).SweepAloneAsync("demo", None));
        Assert.Equal([id], await ListedAsync(new ItemQuery(Assignee: "bernd")));
        await AssertListsAreRightAsync();
    }

    [Fact]
    public async Task Places_of_an_item_that_may_still_be_written_stay_until_nobody_can_be_at_work()
    {
        var id = (await _items.InsertAsync(Test(TestItems.New(1) with { Status = ItemStatus.Waiting }), None)).Item.Id;
        await DieBeforeAsync(id);
        var sweeper = new ListSweeper(_records, _documents, _time);
        _time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, await sweeper.SweepAsync("demo", None));
        Assert.Empty(await ListedAsync(new ItemQuery(Assignee: "carla")));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await sweeper.SweepAsync("demo", None));
        await AssertListsAreRightAsync();
    }

    /// <summary>Gives an item from Anna to Bernd, and dies before it is taken from Anna's list.</summary>
    private async Task<string> DieMovingAsync()
    {
        var id = (await _items.InsertAsync(Test(TestItems.New(1) with { Status = ItemStatus.Waiting }), None)).Item.Id;
        await AssignAsync(id, "anna");
        _records.BeforeWrite = (partition, writes) =>
        {
            if (partition.Contains("---list---", StringComparison.Ordinal) && writes.Any(write => write is RowWrite.Delete)) throw new IOException("dead");
        };
        await Assert.ThrowsAsync<IOException>(() => AssignAsync(id, "bernd"));
        _records.BeforeWrite = null;
        Assert.Equal([id], await ListedAsync(new ItemQuery(Assignee: "bernd")));
        Assert.Empty(await ListedAsync(new ItemQuery(Assignee: "anna")));
        return id;
    }

    /// <summary>Gives an item to Carla, and dies when its new places are there and it is not.</summary>
    private async Task DieBeforeAsync(string id)
    {
        _records.BeforeWrite = (partition, _) =>
        {
            if (partition.Contains("---item---", StringComparison.Ordinal)) throw new IOException("dead");
        };
        await Assert.ThrowsAsync<IOException>(() => AssignAsync(id, "carla"));
        _records.BeforeWrite = null;
    }

    private static ItemChange Test(Item item) => new(item, "test", "changed");

    private static async Task TellStoryAsync(ItemStore items)
    {
        var item = TestItems.New(1) with { Fields = TestItems.Fields((FieldNames.SellerName, "Müller GmbH")) };
        await items.InsertAsync(Test(item), None);
        await items.UpdateAsync("demo", item.Id, i => Test(i with
        {
            Status = ItemStatus.Waiting,
            Assignee = new AssigneeRef("anna", ""),
            Station = new StationRef(1, "Freigabe", DateTimeOffset.UnixEpoch),
        }), None);
        await items.UpdateAsync("demo", item.Id, i => Test(i with { Assignee = new AssigneeRef("bernd", "") }), None);
        await items.UpdateAsync("demo", item.Id, i => Test(i with
        {
            Status = ItemStatus.Completed,
            EndedUtc = DateTimeOffset.UnixEpoch,
        }), None);
    }

    private Task<ItemUpdate> AssignAsync(string id, string person) =>
        _items.UpdateAsync("demo", id, item => Test(item with { Assignee = new AssigneeRef(person, "") }), None);

    private async Task<IReadOnlyList<string>> ListedAsync(ItemQuery query) =>
        [.. (await _items.ListAsync("demo", query, None)).Items.Select(item => item.Id)];

    /// <summary>Exactly the rows that the items own are in the lists, and no mark is left.</summary>
    private async Task AssertListsAreRightAsync(MemoryRecordStore? records = null)
    {
        records ??= _records;
        var items = new ItemStore(records, _documents, new PlainCursors(), _time);
        var everything = records.Everything();
        var owned = new List<string>();
        foreach (var partition in everything.Keys.Where(key => key.StartsWith("demo---item---", StringComparison.Ordinal)))
            owned.AddRange((await items.GetAsync("demo", Keys.Split(partition)[2], None))!.ListRows);
        const string lists = "demo---list---";
        var there = everything.Where(list => list.Key.StartsWith(lists, StringComparison.Ordinal))
            .SelectMany(list => list.Value.Select(row => $"{list.Key[lists.Length..]}|{row.Key}"));
        Assert.Equal(owned.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("demo---list-marks", everything.Keys);
    }
}
