namespace Serverless.Workflows.Archive.Records;

/// <summary>
/// JSON rows by (partition, row key), each with an ETag. The contract is what Azure Table Storage keeps, and every
/// adapter enforces it: at most 100 rows and
/// 2 MiB a batch, 512 KiB a row, 400 characters a key of <c>[A-Za-z0-9._~-]</c>. Partitions begin with the tenant.
/// </summary>
public interface IRecordStore
{
    /// <summary>One row, or null.</summary>
    Task<Row?> GetAsync(string partition, string key, CancellationToken cancellation);

    /// <summary>Rows of one partition in ordinal order of their keys. A page may be empty and still go on.</summary>
    Task<RowPage> QueryAsync(
        string partition, RowRange range, int pageSize, string? continuation, CancellationToken cancellation);

    /// <summary>Writes all or nothing, within one partition. On disk when it answers.</summary>
    /// <returns>Whether it was written; if not, the first row whose condition did not hold.</returns>
    /// <exception cref="ArgumentException">A limit of the contract is broken.</exception>
    Task<WriteResult> WriteAsync(string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation);
}

/// <summary>A row as stored.</summary>
public sealed record Row(string Key, string Json, string ETag);

/// <summary>A page of rows; <see cref="Continuation"/> is null at the end.</summary>
public sealed record RowPage(IReadOnlyList<Row> Rows, string? Continuation);

/// <summary>Keys from <see cref="From"/> (included) to before <see cref="To"/>; null means open.</summary>
public readonly record struct RowRange(string? From, string? To)
{
    /// <summary>Every row.</summary>
    public static RowRange All => default;

    /// <summary>Every key that begins with the prefix. Valid for the characters that keys may have.</summary>
    public static RowRange Prefix(string prefix) => new(prefix, prefix + '\x7f');
}

/// <summary>One change of a row, with its condition.</summary>
public abstract record RowWrite(string Key)
{
    /// <summary>Only if the row is absent.</summary>
    public sealed record Insert(string Key, string Json) : RowWrite(Key);

    /// <summary>Only if the row has that ETag.</summary>
    public sealed record Replace(string Key, string Json, string ETag) : RowWrite(Key);

    /// <summary>In any case.</summary>
    public sealed record Put(string Key, string Json) : RowWrite(Key);

    /// <summary>Only if the row has that ETag, or in any case where it is null; deleting an absent row in any case
    /// is no conflict.</summary>
    public sealed record Delete(string Key, string? ETag = null) : RowWrite(Key);
}

/// <summary>What a write did.</summary>
/// <param name="ConflictKey">Null where all was written, else the row whose condition did not hold.</param>
/// <param name="ETags">The new ETags in the order of the writes (empty text for a delete); empty on conflict.</param>
public sealed record WriteResult(string? ConflictKey, IReadOnlyList<string> ETags)
{
    /// <summary>Whether everything was written.</summary>
    public bool Written => ConflictKey is null;
}
