using Azure;
using Azure.Data.Tables;
using Serverless.Connectors.Storage;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Connectors.Records;

/// <summary>
/// Records in one table of Azure Table Storage. Throttling and lost connections are tried again by the client; a write
/// whose answer was lost that way meets its own rows the second time, and is recognised by the stamp that they carry.
/// </summary>
public sealed class TableRecordStore(TableServiceClient service, string table = "records") : IRecordStore
{
    private readonly TableClient _table = service.GetTableClient(table);

    /// <summary>Options of a client for this store: patient when the service is busy.</summary>
    public static TableClientOptions Options() => BusyPolicy.Patient(new TableClientOptions());

    /// <summary>Creates the table where it is absent.</summary>
    public Task CreateAsync(CancellationToken cancellation) => _table.CreateIfNotExistsAsync(cancellation);

    /// <inheritdoc/>
    public async Task<Row?> GetAsync(string partition, string key, CancellationToken cancellation)
    {
        RecordLimits.EnsureKey(partition, nameof(partition));
        RecordLimits.EnsureKey(key, nameof(key));
        return await FindAsync(partition, key, cancellation) is { } entity ? TableRows.Row(entity) : null;
    }

    /// <inheritdoc/>
    /// <remarks>The continuation is the last key of the page.</remarks>
    public async Task<RowPage> QueryAsync(
        string partition, RowRange range, int pageSize, string? continuation, CancellationToken cancellation)
    {
        RecordLimits.EnsureQuery(partition, range, pageSize);
        if (continuation is not null) RecordLimits.EnsureKey(continuation, nameof(continuation));
        var found = _table.QueryAsync<TableEntity>(
            TableRows.Filter(partition, range, continuation), pageSize, cancellationToken: cancellation);
        await foreach (var page in found.AsPages())
        {
            var rows = new List<Row>(page.Values.Count);
            long size = 0;
            foreach (var entity in page.Values)
            {
                if (size >= RecordLimits.MaxPageBytes) return new RowPage(rows, rows[^1].Key);
                rows.Add(TableRows.Row(entity));
                size += rows[^1].Json.Length;
            }

            // The service may answer with nothing but a continuation; the next page then has what there is.
            if (rows.Count > 0) return new RowPage(rows, string.IsNullOrEmpty(page.ContinuationToken) ? null : rows[^1].Key);
        }

        return new RowPage([], null);
    }

    /// <inheritdoc/>
    public async Task<WriteResult> WriteAsync(
        string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation)
    {
        RecordLimits.EnsureBatch(partition, writes);
        var stamp = Guid.NewGuid().ToString("N");
        var left = writes.ToList();
        while (left.Count > 0)
        {
            try
            {
                var written = await _table.SubmitTransactionAsync(
                    left.Select(write => TableRows.Action(partition, write, stamp)), cancellation);
                return Result(writes, left.Zip(written.Value).ToDictionary(
                    pair => pair.First.Key, pair => pair.Second.Headers.ETag, StringComparer.Ordinal));
            }
            catch (TableTransactionFailedException failed) when (IsAboutARow(failed))
            {
                if (left[failed.FailedTransactionActionIndex ?? 0] is var broken && broken is RowWrite.Delete { ETag: null })
                    left.Remove(broken);
                else if (await WrittenBeforeAsync(partition, left, stamp, cancellation) is { } before)
                    return Result(writes, before);
                else
                    return new WriteResult(broken.Key, []);
            }
        }

        return Result(writes, []);
    }

    /// <summary>Whether a row's condition did not hold; the table itself may be what is missing or being deleted.</summary>
    private static bool IsAboutARow(TableTransactionFailedException failed) => failed.Status is 404 or 409 or 412
        && failed.ErrorCode?.StartsWith("Table", StringComparison.Ordinal) != true;

    private static WriteResult Result(IReadOnlyList<RowWrite> writes, Dictionary<string, ETag?> etags) => new(
        null, [.. writes.Select(write => write is RowWrite.Delete
            ? string.Empty
            : etags[write.Key]?.ToString() ?? throw NoETag(write.Key))]);

    /// <summary>The ETags that an earlier attempt of the same write made, where its answer was lost; else null.</summary>
    private async Task<Dictionary<string, ETag?>?> WrittenBeforeAsync(
        string partition, List<RowWrite> writes, string stamp, CancellationToken cancellation)
    {
        var etags = new Dictionary<string, ETag?>(StringComparer.Ordinal);
        foreach (var write in writes.Where(write => write is not RowWrite.Delete))
        {
            var entity = await FindAsync(partition, write.Key, cancellation);
            if (entity?.GetString(TableRows.Stamp) != stamp) return null;
            etags.Add(write.Key, entity.ETag);
        }

        return etags.Count > 0 ? etags : null;
    }

    private async Task<TableEntity?> FindAsync(string partition, string key, CancellationToken cancellation)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    private static RequestFailedException NoETag(string key) =>
        new($"The table service answered the write of row \"{key}\" without an ETag.");
}
