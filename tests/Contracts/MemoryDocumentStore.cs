using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Serverless.Workflows.Archive.Documents;

namespace Serverless.Tests;

/// <summary>Documents in memory, under the same contract as the real stores.</summary>
public sealed class MemoryDocumentStore : IDocumentStore
{
    private readonly ConcurrentDictionary<(string Tenant, string Sha256), byte[]> _intake = new();
    private readonly ConcurrentDictionary<(string Tenant, string Sha256), byte[]> _archive = new();
    private readonly ConcurrentDictionary<(string Tenant, string Sha256, string Class), DateOnly> _retention = new();

    public async Task<StoredDocument> PutAsync(
        string tenant, Stream content, long maxBytes, CancellationToken cancellation)
    {
        EnsureName(tenant);
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
        {
            if (bytes.Length + read > maxBytes) throw new DocumentTooLargeException(maxBytes);
            bytes.Write(buffer, 0, read);
        }

        var stored = new StoredDocument(Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())), bytes.Length);
        _intake[(tenant, stored.Sha256)] = bytes.ToArray();
        return stored;
    }

    public Task<Stream?> OpenAsync(string tenant, string sha256, CancellationToken cancellation)
    {
        EnsureName(tenant);
        return Task.FromResult<Stream?>(
            Find(tenant, sha256) is { } bytes ? new MemoryStream(bytes, writable: false) : null);
    }

    public Task ArchiveAsync(
        string tenant, string sha256, string archiveClass, DateOnly retainUntil, CancellationToken cancellation)
    {
        EnsureName(tenant);
        EnsureName(archiveClass);
        _archive[(tenant, sha256)] = Find(tenant, sha256)
            ?? throw new FileNotFoundException($"There is no document {sha256}.");
        _retention.AddOrUpdate((tenant, sha256, archiveClass), retainUntil,
            (_, earlier) => earlier > retainUntil ? earlier : retainUntil);
        return Task.CompletedTask;
    }

    /// <summary>Until when a document is kept in a class, or null.</summary>
    public DateOnly? RetainedUntil(string tenant, string sha256, string archiveClass) =>
        _retention.TryGetValue((tenant, sha256, archiveClass), out var until) ? until : null;

    /// <summary>Takes a document out of the intake area, as time does.</summary>
    public void LeaveIntake(string tenant, string sha256) => _intake.TryRemove((tenant, sha256), out _);

    private byte[]? Find(string tenant, string sha256) =>
        _intake.GetValueOrDefault((tenant, sha256)) ?? _archive.GetValueOrDefault((tenant, sha256));

    private static void EnsureName(string name)
    {
        if (!Regex.IsMatch(name, @"\A[a-z0-9][a-z0-9-]{0,63}\z")) throw new ArgumentException($"\"{name}\" is no name.");
    }
}
