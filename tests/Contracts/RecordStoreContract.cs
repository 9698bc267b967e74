using Serverless.Workflows.Archive.Records;

namespace Serverless.Tests;

/// <summary>What every record store keeps. A store's tests derive from this and supply the store.</summary>
public abstract class RecordStoreContract : IAsyncLifetime
{
    private const string Partition = "demo---contract";

    protected static CancellationToken None => CancellationToken.None;

    protected IRecordStore Store { get; private set; } = null!;

    /// <summary>An empty store.</summary>
    protected abstract Task<IRecordStore> OpenAsync();

    /// <summary>Gives it back.</summary>
    protected abstract Task CloseAsync();

    public async Task InitializeAsync() => Store = await OpenAsync();

    public Task DisposeAsync() => CloseAsync();

    [Fact]
    public async Task A_row_is_read_back_as_it_was_written()
    {
        const string json = """{"text":"Müller & Söhne \"GmbH\" 🏠 \\ ","n":1.50}""";
        var written = await WriteAsync(new RowWrite.Insert("a", json));

        var row = await Store.GetAsync(Partition, "a", None);

        Assert.Equal(new Row("a", json, Assert.Single(written.ETags)), row);
    }

    [Fact]
    public async Task What_is_not_there_is_null()
    {
        Assert.Null(await Store.GetAsync(Partition, "a", None));
        Assert.Empty((await Store.QueryAsync(Partition, RowRange.All, 10, null, None)).Rows);
    }

    [Fact]
    public async Task A_second_insert_is_a_conflict_and_changes_nothing()
    {
        await WriteAsync(new RowWrite.Insert("a", "1"));
        var second = await WriteAsync(new RowWrite.Insert("a", "2"));

        Assert.Equal("a", second.ConflictKey);
        Assert.Empty(second.ETags);
        Assert.Equal("1", (await Store.GetAsync(Partition, "a", None))!.Json);
    }

    [Fact]
    public async Task Replace_needs_the_etag_of_the_row_as_it_is()
    {
        var first = (await WriteAsync(new RowWrite.Insert("a", "1"))).ETags[0];
        var second = (await WriteAsync(new RowWrite.Replace("a", "2", first))).ETags[0];

        Assert.NotEqual(first, second);
        Assert.Equal("a", (await WriteAsync(new RowWrite.Replace("a", "3", first))).ConflictKey);
        Assert.Equal("b", (await WriteAsync(new RowWrite.Replace("b", "3", second))).ConflictKey);
        Assert.Equal(new Row("a", "2", second), await Store.GetAsync(Partition, "a", None));
    }

    [Fact]
    public async Task An_etag_does_not_come_back_with_the_same_json()
    {
        var first = (await WriteAsync(new RowWrite.Insert("a", "1"))).ETags[0];
        await WriteAsync(new RowWrite.Delete("a"));
        var second = (await WriteAsync(new RowWrite.Insert("a", "1"))).ETags[0];
        var third = (await WriteAsync(new RowWrite.Put("a", "1"))).ETags[0];

        Assert.Equal(3, new[] { first, second, third }.Distinct().Count());
        Assert.False((await WriteAsync(new RowWrite.Delete("a", first))).Written);
        Assert.False((await WriteAsync(new RowWrite.Replace("a", "2", second))).Written);
    }

    [Fact]
    public async Task Put_and_delete_ask_nothing()
    {
        Assert.True((await WriteAsync(new RowWrite.Put("a", "1"))).Written);
        Assert.True((await WriteAsync(new RowWrite.Put("a", "2"))).Written);
        Assert.Equal("2", (await Store.GetAsync(Partition, "a", None))!.Json);
        Assert.Equal([string.Empty], (await WriteAsync(new RowWrite.Delete("a"))).ETags);
        Assert.True((await WriteAsync(new RowWrite.Delete("a"))).Written);
        Assert.Null(await Store.GetAsync(Partition, "a", None));
    }

    [Fact]
    public async Task Delete_with_an_etag_is_conditional()
    {
        var etag = (await WriteAsync(new RowWrite.Insert("a", "1"))).ETags[0];
        await WriteAsync(new RowWrite.Put("a", "2"));

        Assert.Equal("a", (await WriteAsync(new RowWrite.Delete("a", etag))).ConflictKey);
        Assert.Equal("b", (await WriteAsync(new RowWrite.Delete("b", etag))).ConflictKey);
        var now = await Store.GetAsync(Partition, "a", None);
        Assert.True((await WriteAsync(new RowWrite.Delete("a", now!.ETag))).Written);
    }

    [Fact]
    public async Task A_batch_is_written_whole_or_not_at_all()
    {
        await WriteAsync(new RowWrite.Insert("b", "old"));
        var result = await WriteAsync(
            new RowWrite.Insert("a", "new"), new RowWrite.Insert("b", "new"), new RowWrite.Put("c", "new"));

        Assert.Equal("b", result.ConflictKey);
        Assert.Equal(["b"], await KeysAsync(RowRange.All));

        var written = await WriteAsync(
            new RowWrite.Insert("a", "new"), new RowWrite.Delete("b"), new RowWrite.Put("c", "new"));
        Assert.Equal(3, written.ETags.Count);
        Assert.Equal(["a", "c"], await KeysAsync(RowRange.All));
        Assert.Equal(written.ETags[2], (await Store.GetAsync(Partition, "c", None))!.ETag);
    }

    [Fact]
    public async Task Rows_come_in_ordinal_order_of_their_keys()
    {
        string[] keys = ["a", "A", "a-b", "a.b", "a_b", "a~b", "a0", "ab", "Z", "0", "10", "2", "~", "-", ".", "_"];
        foreach (var key in keys) await WriteAsync(new RowWrite.Insert(key, "1"));

        Assert.Equal(keys.Order(StringComparer.Ordinal), await KeysAsync(RowRange.All));
    }

    [Fact]
    public async Task A_range_includes_its_start_and_not_its_end()
    {
        foreach (var key in new[] { "a", "b", "b---1", "b---2", "b--2", "b.", "b~", "c" })
            await WriteAsync(new RowWrite.Insert(key, "1"));

        Assert.Equal(["b---1", "b---2"], await KeysAsync(RowRange.Prefix("b---")));
        Assert.Equal(["b---2", "b--2", "b."], await KeysAsync(new RowRange("b---2", "b~")));
        Assert.Equal(["b~", "c"], await KeysAsync(new RowRange("b~", null)));
        Assert.Equal(["a"], await KeysAsync(new RowRange(null, "b")));
        Assert.Empty(await KeysAsync(new RowRange("c", "a")));
    }

    [Fact]
    public async Task Partitions_do_not_see_each_other()
    {
        await WriteAsync(new RowWrite.Insert("a", "1"));
        await Store.WriteAsync("demo---contract---2", [new RowWrite.Insert("a", "2")], None);
        await Store.WriteAsync("other---contract", [new RowWrite.Insert("b", "3")], None);

        Assert.Equal("1", (await Store.GetAsync(Partition, "a", None))!.Json);
        Assert.Equal(["a"], await KeysAsync(RowRange.All));
    }

    [Fact]
    public async Task Pages_go_through_all_rows_once_also_while_rows_are_written_and_deleted()
    {
        for (var i = 0; i < 250; i++) await WriteAsync(new RowWrite.Insert(Keys.Number(i), "1"));

        var seen = new List<string>();
        string? continuation = null;
        var pages = 0;
        do
        {
            var page = await Store.QueryAsync(Partition, RowRange.All, 7, continuation, None);
            Assert.True(page.Rows.Count <= 7);
            seen.AddRange(page.Rows.Select(row => row.Key));
            continuation = page.Continuation;
            if (pages++ == 3)
            {
                // What was seen goes away, what is ahead goes away, something new comes at the end.
                await WriteAsync(new RowWrite.Delete(seen[^1]), new RowWrite.Delete(Keys.Number(200)),
                    new RowWrite.Insert("z", "1"));
            }
        }
        while (continuation is not null);

        Assert.Equal(
            Enumerable.Range(0, 250).Where(i => i != 200).Select(i => Keys.Number(i)).Append("z"), seen);
    }

    [Fact]
    public async Task A_page_of_large_rows_ends_early_and_goes_on()
    {
        var large = new string('x', RecordLimits.MaxRowBytes - 2);
        for (var i = 0; i < 20; i++) await WriteAsync(new RowWrite.Insert(Keys.Number(i), $"\"{large}\""));

        var page = await Store.QueryAsync(Partition, RowRange.All, 1000, null, None);
        Assert.True(page.Rows.Count < 20);
        Assert.NotNull(page.Continuation);
        Assert.Equal(20, (await KeysAsync(RowRange.All, 1000)).Count);
    }

    [Fact]
    public async Task Of_many_writers_of_one_row_one_wins_each_time()
    {
        await WriteAsync(new RowWrite.Insert("n", "0"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < 25;)
            {
                var row = (await Store.GetAsync(Partition, "n", None))!;
                var next = int.Parse(row.Json, null) + 1;
                var result = await WriteAsync(new RowWrite.Replace("n", $"{next}", row.ETag));
                if (result.Written) done++;
            }
        })));
        Assert.Equal("200", (await Store.GetAsync(Partition, "n", None))!.Json);

        var inserts = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() =>
            WriteAsync(new RowWrite.Insert("only", $"{i}"), new RowWrite.Put($"by{i}", "1")))));
        Assert.Single(inserts, result => result.Written);
        Assert.Single(await KeysAsync(RowRange.Prefix("by")));
    }

    [Fact]
    public async Task The_largest_batch_is_taken()
    {
        var row = $"\"{new string('ä', 10_000)}\"";
        var writes = Enumerable.Range(0, RecordLimits.MaxRows)
            .Select(i => new RowWrite.Insert(new string('k', RecordLimits.MaxKeyLength - 3) + $"{i:000}", row));
        Assert.True((await Store.WriteAsync(Partition, [.. writes], None)).Written);
        Assert.Equal(RecordLimits.MaxRows, (await KeysAsync(RowRange.All, 1000)).Count);
    }

    [Fact]
    public async Task What_breaks_a_limit_is_refused_and_nothing_is_written()
    {
        var tooLong = new string('k', RecordLimits.MaxKeyLength + 1);
        var tooLarge = new string('x', RecordLimits.MaxRowBytes + 1);
        var half = new string('x', RecordLimits.MaxRowBytes - 10);
        IReadOnlyList<RowWrite>[] broken =
        [
            [],
            [.. Enumerable.Range(0, 101).Select(i => new RowWrite.Put($"k{i}", "1"))],
            [new RowWrite.Put("a", "1"), new RowWrite.Put("a", "2")],
            [new RowWrite.Put("a", "1"), new RowWrite.Put("", "2")],
            [new RowWrite.Put("a", "1"), new RowWrite.Put("a/b", "2")],
            [new RowWrite.Put("a", "1"), new RowWrite.Put("ä", "2")],
            [new RowWrite.Put("a", "1"), new RowWrite.Put("a b", "2")],
            [new RowWrite.Put("a", "1"), new RowWrite.Delete(tooLong)],
            [new RowWrite.Put("a", "1"), new RowWrite.Put("b", tooLarge)],
            [.. Enumerable.Range(0, 5).Select(i => new RowWrite.Put($"k{i}", half))],
        ];

        foreach (var writes in broken)
            await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.WriteAsync(Partition, writes, None));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Store.WriteAsync("a/b", [new RowWrite.Put("a", "1")], None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.GetAsync(Partition, "a b", None));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Store.QueryAsync(Partition, new RowRange("ä", null), 10, null, None));
        foreach (var size in new[] { 0, -1, RecordLimits.MaxPageSize + 1 })
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(
                () => Store.QueryAsync(Partition, RowRange.All, size, null, None));
        }

        Assert.Empty(await KeysAsync(RowRange.All));
    }

    protected Task<WriteResult> WriteAsync(params RowWrite[] writes) => Store.WriteAsync(Partition, writes, None);

    private async Task<IReadOnlyList<string>> KeysAsync(RowRange range, int pageSize = 3)
    {
        var keys = new List<string>();
        string? continuation = null;
        do
        {
            var page = await Store.QueryAsync(Partition, range, pageSize, continuation, None);
            keys.AddRange(page.Rows.Select(row => row.Key));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return keys;
    }
}
