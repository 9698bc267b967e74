using Serverless.Local.Stores;
using Serverless.Workflows.Archive.Documents;

namespace Serverless.Local.Tests.Stores;

public sealed class FileDocumentStoreTests : DocumentStoreContract
{
    private readonly TemporaryFolder _folder = new();
    private FileDocumentStore _store = null!;

    protected override Task<IDocumentStore> OpenAsync() =>
        Task.FromResult<IDocumentStore>(_store = new FileDocumentStore(_folder.File("documents")));

    protected override Task CloseAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    protected override Task<DateOnly?> RetainedUntilAsync(string tenant, string sha256, string archiveClass) =>
        Task.FromResult(_store.RetainedUntil(tenant, sha256, archiveClass));

    protected override Task LeaveIntakeAsync(string tenant, string sha256)
    {
        File.Delete(Intake(tenant, sha256));
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Nothing_but_the_documents_is_left_on_disk()
    {
        var first = await PutAsync("demo", Bytes(1000));
        await PutAsync("demo", Bytes(1000));
        await Assert.ThrowsAsync<DocumentTooLargeException>(
            () => Store.PutAsync("demo", new MemoryStream(Bytes(2000)), 1999, None));
        await Store.ArchiveAsync("demo", first.Sha256, "invoices", new DateOnly(2036, 12, 31), None);

        var archived = _folder.File($"documents/demo/archive/invoices/{first.Sha256[..2]}/{first.Sha256}");
        Assert.Equal([archived, archived + ".retention", Intake("demo", first.Sha256)],
            Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        Assert.True(File.GetAttributes(archived).HasFlag(FileAttributes.ReadOnly));
    }

    [Fact]
    public async Task What_a_crash_left_half_written_goes_when_the_store_is_opened()
    {
        var stored = await PutAsync("demo", Bytes(1000));
        var half = _folder.File("documents/demo/temporary/0123");
        File.WriteAllText(half, "half");

        _ = new FileDocumentStore(_folder.File("documents"));

        Assert.False(File.Exists(half));
        Assert.Equal(Bytes(1000), await ReadAsync("demo", stored.Sha256));
    }

    [Fact]
    public async Task A_file_that_lost_bytes_is_replaced_when_the_document_comes_again()
    {
        var stored = await PutAsync("demo", Bytes(1000));
        using (var file = File.OpenWrite(Intake("demo", stored.Sha256))) file.SetLength(500);

        await PutAsync("demo", Bytes(1000));

        Assert.Equal(Bytes(1000), await ReadAsync("demo", stored.Sha256));
    }

    [Fact]
    public async Task A_document_that_changed_on_disk_is_not_archived_as_if_it_were_good()
    {
        var stored = await PutAsync("demo", Bytes(1000));
        using (var file = File.OpenWrite(Intake("demo", stored.Sha256))) file.WriteByte(1);

        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => Store.ArchiveAsync("demo", stored.Sha256, "invoices", new DateOnly(2036, 12, 31), None));
        Assert.Contains(stored.Sha256, error.Message, StringComparison.Ordinal);
        Assert.Null(_store.RetainedUntil("demo", stored.Sha256, "invoices"));
    }

    private string Intake(string tenant, string sha256) =>
        _folder.File($"documents/{tenant}/intake/{sha256[..2]}/{sha256}");
}
