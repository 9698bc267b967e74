using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serverless.Workflows.Archive.Documents;

namespace Serverless.Local.Stores;

/// <summary>
/// Documents as files named by their SHA-256. A file is written under a temporary name, brought to disk and renamed, so
/// that one that has its name is whole. A tenant has lower-case letters, digits and <c>-</c>, and so has an archive class.
/// </summary>
/// <remarks>Temporary files that a crash left are removed when the store is opened; only one process may have it open.</remarks>
public sealed class FileDocumentStore : IDocumentStore, IDisposable
{
    private const int BufferBytes = 128 * 1024;

    private readonly string _root;
    private readonly SemaphoreSlim _archiving = new(1, 1);

    /// <summary>Opens the store below a folder, which is created where it is absent.</summary>
    public FileDocumentStore(string root)
    {
        _root = Path.GetFullPath(root);
        Disk.CreateDirectory(_root);
        foreach (var tenant in Directory.EnumerateDirectories(_root))
        {
            var temporary = Path.Combine(tenant, "temporary");
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        }
    }

    /// <inheritdoc/>
    public async Task<StoredDocument> PutAsync(
        string tenant, Stream content, long maxBytes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        var folders = new DocumentFolders(_root, tenant);
        var temporary = NewTemporary(folders);
        try
        {
            var stored = await WriteAsync(temporary, content, maxBytes, cancellation).ConfigureAwait(false);
            var path = folders.Intake(stored.Sha256);
            Disk.CreateDirectory(Path.GetDirectoryName(path)!);
            if (IsWhole(path, stored.Length)) Keep(path);
            else Disk.Publish(temporary, path);
            return stored;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string tenant, string sha256, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<Stream?>(Find(new DocumentFolders(_root, tenant), sha256));
    }

    /// <inheritdoc/>
    public async Task ArchiveAsync(
        string tenant, string sha256, string archiveClass, DateOnly retainUntil, CancellationToken cancellation)
    {
        var folders = new DocumentFolders(_root, tenant);
        if (!DocumentNames.IsHash(sha256)) throw Missing(sha256);
        var path = folders.Archive(archiveClass, sha256);
        await _archiving.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            Disk.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!File.Exists(path)) await CopyAsync(folders, sha256, path, cancellation).ConfigureAwait(false);

            // A document without its date is kept, so a crash between the two loses nothing.
            if (RetainedUntil(path) is { } earlier && earlier >= retainUntil) return;
            Disk.WriteWhole(NewTemporary(folders), RetentionOf(path), Encoding.ASCII.GetBytes(Text(retainUntil)));
        }
        finally
        {
            _archiving.Release();
        }
    }

    /// <summary>Until when a document is kept in an archive class, the day included; null where it is not archived
    /// there.</summary>
    public DateOnly? RetainedUntil(string tenant, string sha256, string archiveClass) =>
        DocumentNames.IsHash(sha256)
            ? RetainedUntil(new DocumentFolders(_root, tenant).Archive(archiveClass, sha256))
            : null;

    /// <inheritdoc/>
    public void Dispose() => _archiving.Dispose();

    private static async Task<StoredDocument> WriteAsync(
        string temporary, Stream content, long maxBytes, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = new FileStream(
                temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, useAsync: true);
            long length = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                if ((length += read) > maxBytes) throw new DocumentTooLargeException(maxBytes);
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            }

            file.Flush(flushToDisk: true);
            return new StoredDocument(Convert.ToHexStringLower(hash.GetHashAndReset()), length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task CopyAsync(
        DocumentFolders folders, string sha256, string path, CancellationToken cancellation)
    {
        await using var source = Find(folders, sha256) ?? throw Missing(sha256);
        var temporary = NewTemporary(folders);
        try
        {
            var copied = await WriteAsync(temporary, source, long.MaxValue, cancellation).ConfigureAwait(false);
            if (copied.Sha256 != sha256)
            {
                throw new InvalidDataException(
                    $"The document {sha256} has changed on disk (its bytes now hash to {copied.Sha256}) and is not "
                    + "archived. Bring it back from a backup.");
            }

            File.SetAttributes(temporary, FileAttributes.ReadOnly);
            Disk.Publish(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static FileStream? Find(DocumentFolders folders, string sha256)
    {
        if (!DocumentNames.IsHash(sha256)) return null;
        return Open(folders.Intake(sha256))
            ?? folders.Classes.Select(name => Open(folders.Archive(name, sha256))).FirstOrDefault(file => file is not null);
    }

    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Open,
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            });
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static bool IsWhole(string path, long length) => new FileInfo(path) is { Exists: true } file && file.Length == length;

    /// <summary>A file that came again is as young as a new one, and its name is on disk for this caller too.</summary>
    private static void Keep(string path)
    {
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
        Disk.SyncDirectory(Path.GetDirectoryName(path)!);
    }

    private static string NewTemporary(DocumentFolders folders)
    {
        Disk.CreateDirectory(folders.Temporary);
        return Path.Combine(folders.Temporary, Guid.NewGuid().ToString("N"));
    }

    private static DateOnly? RetainedUntil(string path) => File.Exists(RetentionOf(path))
        ? DateOnly.ParseExact(File.ReadAllText(RetentionOf(path)).Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;

    private static string RetentionOf(string path) => path + ".retention";

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static FileNotFoundException Missing(string sha256) => new($"There is no document {sha256}.");
}
