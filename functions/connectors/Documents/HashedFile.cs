using System.Buffers;
using System.Security.Cryptography;
using Serverless.Workflows.Archive.Documents;

namespace Serverless.Connectors.Documents;

/// <summary>A stream that was copied to a temporary file and hashed on the way; the file goes with this object.</summary>
internal sealed class HashedFile : IAsyncDisposable
{
    private const int BufferBytes = 128 * 1024;

    private readonly FileStream _file;

    private HashedFile(FileStream file, StoredDocument document) => (_file, Document) = (file, document);

    public StoredDocument Document { get; }

    /// <summary>The file from its beginning.</summary>
    public Stream Content
    {
        get
        {
            _file.Position = 0;
            return _file;
        }
    }

    /// <exception cref="DocumentTooLargeException">More than <paramref name="maxBytes"/>.</exception>
    public static async Task<HashedFile> CopyAsync(Stream content, long maxBytes, CancellationToken cancellation)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite,
            FileShare.None, bufferSize: 1, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
            {
                if ((length += read) > maxBytes) throw new DocumentTooLargeException(maxBytes);
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            return new HashedFile(file, new StoredDocument(Convert.ToHexStringLower(hash.GetHashAndReset()), length));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
