using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Archive.Items;

/// <summary>
/// Everything about one item as a ZIP: its documents as received, the item with all its fields, the visits with their
/// decisions, the review statuses, and the hash-chained audit trail.
/// </summary>
public sealed class Dossier(IItemBook book, IDocumentStore documents)
{
    private static readonly JsonSerializerOptions Readable = new(DurableJson.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the dossier.</summary>
    /// <returns>False, with nothing written, where there is no such item.</returns>
    /// <exception cref="FileNotFoundException">A document of the item is missing from the store.</exception>
    public async Task<bool> WriteAsync(string tenant, string id, Stream output, CancellationToken cancellation)
    {
        if (await book.GetAsync(tenant, id, cancellation) is not { } item) return false;
        var history = await book.HistoryAsync(tenant, id, cancellation);

        await using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        await AddJsonAsync(zip, "item.json", item, item.ReceivedUtc, cancellation);
        await AddJsonAsync(zip, "visits.json", history.Visits, item.ReceivedUtc, cancellation);
        await AddJsonAsync(zip, "statuses.json", history.Statuses, item.ReceivedUtc, cancellation);
        await AddJsonAsync(zip, "audit.json", history.Audit, item.ReceivedUtc, cancellation);
        for (var n = 0; n < item.Documents.Count; n++)
        {
            var document = item.Documents[n];
            await using var content = await documents.OpenAsync(tenant, document.Sha256, cancellation)
                ?? throw new FileNotFoundException($"Document {document.Sha256} of item {id} is missing.");
            var entry = zip.CreateEntry($"documents/{n + 1:00}-{EntryName(document.Name)}", CompressionLevel.Fastest);
            entry.LastWriteTime = item.ReceivedUtc;
            await using var target = await entry.OpenAsync(cancellation);
            await content.CopyToAsync(target, cancellation);
        }

        return true;
    }

    private static async Task AddJsonAsync<T>(
        ZipArchive zip, string name, T value, DateTimeOffset time, CancellationToken cancellation)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = time;
        await using var target = await entry.OpenAsync(cancellation);
        await JsonSerializer.SerializeAsync(target, value, Readable, cancellation);
    }

    /// <summary>A sender chose the name: only what is harmless in every file system stays.</summary>
    private static string EntryName(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var safe = string.Concat(last.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' ? c : '_'));
        safe = safe.Trim(' ', '.');
        return safe.Length == 0 ? "document" : safe.Length <= 100 ? safe : safe[..80] + safe[^20..];
    }
}
