using Serverless.Local.Stores;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Local.Tests.Stores;

public sealed class SqliteRecordStoreTests : RecordStoreContract
{
    private readonly TemporaryFolder _folder = new();
    private SqliteRecordStore _store = null!;

    private string File => _folder.File("records.db");

    protected override Task<IRecordStore> OpenAsync() =>
        Task.FromResult<IRecordStore>(_store = new SqliteRecordStore(File));

    protected override async Task CloseAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_answered_is_there_after_opening_again()
    {
        var etag = (await WriteAsync(new RowWrite.Insert("a", "1"))).ETags[0];
        await _store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => WriteAsync(new RowWrite.Put("b", "1")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _store.GetAsync("p", "b", None));

        _store = new SqliteRecordStore(File);
        Assert.Equal(new Row("a", "1", etag), await _store.GetAsync("demo---contract", "a", None));
        Assert.True((await _store.WriteAsync("demo---contract", [new RowWrite.Replace("a", "2", etag)], None)).Written);
    }

    [Fact]
    public async Task Writes_that_wait_together_are_each_answered_for_themselves()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 5_000).Select(i =>
            _store.WriteAsync($"p{i % 10}", [new RowWrite.Insert($"k{i / 20}", $"{i}")], None)));

        // Each key of each partition was inserted twice.
        Assert.Equal(2_500, results.Count(result => result.Written));
        Assert.Equal(250, (await _store.QueryAsync("p3", RowRange.All, 1000, null, None)).Rows.Count);
    }

    [Fact]
    public async Task A_cancelled_caller_is_told()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.GetAsync("p", "k", cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _store.WriteAsync("p", [new RowWrite.Put("k", "1")], cancelled.Token));
    }

    [Fact]
    public async Task A_commit_that_fails_is_told_to_everybody_in_it_and_the_next_one_works()
    {
        using var other = RecordFile.OpenToWrite(File);
        RecordFile.Run(other, "CREATE TRIGGER full BEFORE INSERT ON records WHEN NEW.key='bad' "
            + "BEGIN SELECT RAISE(ROLLBACK, 'disk full'); END");

        var good = WriteAsync(new RowWrite.Put("good", "1"));
        var bad = WriteAsync(new RowWrite.Put("a", "1"), new RowWrite.Put("bad", "1"));
        await Assert.ThrowsAnyAsync<Exception>(() => bad);
        await Task.WhenAny(good);

        Assert.Null(await Store.GetAsync("demo---contract", "a", None));
        Assert.Equal(good.IsCompletedSuccessfully, await Store.GetAsync("demo---contract", "good", None) is not null);
        Assert.True((await WriteAsync(new RowWrite.Put("later", "1"))).Written);
    }

    [Fact]
    public void A_file_that_is_none_is_refused_by_name()
    {
        var file = _folder.File("letter.db");
        System.IO.File.WriteAllText(file, string.Concat(Enumerable.Repeat("Sehr geehrte Damen und Herren, ", 100)));
        var error = Assert.Throws<InvalidDataException>(() => new SqliteRecordStore(file));
        Assert.Contains("letter.db", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_later_version_is_refused()
    {
        var file = _folder.File("later.db");
        using (var later = RecordFile.OpenToWrite(file)) RecordFile.Run(later, "PRAGMA user_version=99");
        var error = Assert.Throws<InvalidDataException>(() => new SqliteRecordStore(file));
        Assert.Contains("99", error.Message, StringComparison.Ordinal);
    }
}
