using System.Security.Cryptography;
using Serverless.Workflows.Archive.Documents;

namespace Serverless.Tests;

/// <summary>What every document store keeps. A store's tests derive from this and supply the store.</summary>
public abstract class DocumentStoreContract : IAsyncLifetime
{
    private const long Limit = 10 * 1024 * 1024;
    private static readonly DateOnly Day = new(2036, 12, 31);

    protected static CancellationToken None => CancellationToken.None;

    protected IDocumentStore Store { get; private set; } = null!;

    /// <summary>An empty store.</summary>
    protected abstract Task<IDocumentStore> OpenAsync();

    /// <summary>Gives it back.</summary>
    protected abstract Task CloseAsync();

    /// <summary>Until when a document is kept in a class, or null.</summary>
    protected abstract Task<DateOnly?> RetainedUntilAsync(string tenant, string sha256, string archiveClass);

    /// <summary>Takes a document out of the intake area, as time does.</summary>
    protected abstract Task LeaveIntakeAsync(string tenant, string sha256);

    public async Task InitializeAsync() => Store = await OpenAsync();

    public Task DisposeAsync() => CloseAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(131_072)]
    [InlineData(1_000_003)]
    public async Task A_document_is_read_back_by_its_hash(int length)
    {
        var bytes = Bytes(length);
        var stored = await PutAsync("demo", bytes);

        Assert.Equal(new StoredDocument(Convert.ToHexStringLower(SHA256.HashData(bytes)), length), stored);
        Assert.Equal(bytes, await ReadAsync("demo", stored.Sha256));
    }

    [Fact]
    public async Task A_stream_that_comes_in_pieces_is_hashed_whole()
    {
        var bytes = Bytes(100_000);
        var stored = await Store.PutAsync("demo", new Trickle(bytes), Limit, None);
        Assert.Equal(bytes, await ReadAsync("demo", stored.Sha256));
    }

    [Fact]
    public async Task What_is_not_there_is_null()
    {
        var stored = await PutAsync("demo", Bytes(10));
        Assert.Null(await Store.OpenAsync("demo", new string('a', 64), None));
        Assert.Null(await Store.OpenAsync("other", stored.Sha256, None));
        Assert.Null(await Store.OpenAsync("demo", stored.Sha256.ToUpperInvariant(), None));
        foreach (var wrong in new[] { "", "abc", "../../" + new string('a', 58), stored.Sha256 + "\n" })
            Assert.Null(await Store.OpenAsync("demo", wrong, None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("A")]
    [InlineData("demo\n")]
    public async Task A_tenant_or_class_that_is_no_name_is_refused(string name)
    {
        var stored = await PutAsync("demo", Bytes(10));
        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync(name, Bytes(10)));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenAsync(name, stored.Sha256, None));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ArchiveAsync("demo", stored.Sha256, name, Day, None));
    }

    [Fact]
    public async Task The_same_bytes_may_come_often_and_at_once()
    {
        var bytes = Bytes(300_000);
        var stored = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => PutAsync("demo", bytes))));
        Assert.Single(stored.Distinct());
        Assert.Equal(stored[0], await PutAsync("demo", bytes));
        Assert.Equal(bytes, await ReadAsync("demo", stored[0].Sha256));
    }

    [Fact]
    public async Task What_is_too_large_is_refused_and_not_kept()
    {
        var bytes = Bytes(200_001);
        var error = await Assert.ThrowsAsync<DocumentTooLargeException>(
            () => Store.PutAsync("demo", new MemoryStream(bytes), 200_000, None));
        Assert.Equal(200_000, error.MaxBytes);
        Assert.Null(await Store.OpenAsync("demo", Hash(bytes), None));
        Assert.Equal(200_001, (await Store.PutAsync("demo", new MemoryStream(bytes), 200_001, None)).Length);
    }

    [Fact]
    public async Task A_stream_that_breaks_leaves_nothing()
    {
        var bytes = Bytes(200_000);
        await Assert.ThrowsAsync<IOException>(() => Store.PutAsync("demo", new Trickle(bytes, breakAt: 150_000), Limit, None));
        Assert.Null(await Store.OpenAsync("demo", Hash(bytes), None));
        Assert.Null(await Store.OpenAsync("demo", Hash(bytes[..150_000]), None));
    }

    [Fact]
    public async Task The_archive_answers_when_the_intake_area_no_longer_does()
    {
        var bytes = Bytes(50_000);
        var sha = (await PutAsync("demo", bytes)).Sha256;
        await Store.ArchiveAsync("demo", sha, "invoices", Day, None);
        await LeaveIntakeAsync("demo", sha);

        Assert.Equal(bytes, await ReadAsync("demo", sha));
        await Store.ArchiveAsync("demo", sha, "letters", Day, None);
        Assert.Equal(Day, await RetainedUntilAsync("demo", sha, "letters"));
    }

    [Fact]
    public async Task Retention_is_extended_and_never_shortened()
    {
        var sha = (await PutAsync("demo", Bytes(10))).Sha256;
        Assert.Null(await RetainedUntilAsync("demo", sha, "invoices"));
        foreach (var (until, kept) in new[] { (Day, Day), (Day.AddYears(-1), Day), (Day.AddDays(1), Day.AddDays(1)), (Day, Day.AddDays(1)) })
        {
            await Store.ArchiveAsync("demo", sha, "invoices", until, None);
            Assert.Equal(kept, await RetainedUntilAsync("demo", sha, "invoices"));
        }

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => Store.ArchiveAsync("demo", sha, "invoices", Day.AddDays(i), None))));
        Assert.Equal(Day.AddDays(19), await RetainedUntilAsync("demo", sha, "invoices"));
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_archived()
    {
        var sha = (await PutAsync("demo", Bytes(10))).Sha256;
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.ArchiveAsync("other", sha, "invoices", Day, None));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.ArchiveAsync("demo", "abc", "invoices", Day, None));
    }

    protected Task<StoredDocument> PutAsync(string tenant, byte[] bytes) =>
        Store.PutAsync(tenant, new MemoryStream(bytes), Limit, None);

    protected async Task<byte[]?> ReadAsync(string tenant, string sha256)
    {
        await using var stream = await Store.OpenAsync(tenant, sha256, None);
        if (stream is null) return null;
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    protected static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    protected static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Gives few bytes at a time, and may break.</summary>
    private sealed class Trickle(byte[] bytes, int? breakAt = null) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= breakAt
                ? throw new IOException("The line is dead.")
                : base.ReadAsync(buffer[..Math.Min(buffer.Length, 777)], cancellationToken);
    }
}
