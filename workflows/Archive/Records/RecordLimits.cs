using System.Buffers;
using System.Text;

namespace Serverless.Workflows.Archive.Records;

/// <summary>What <see cref="IRecordStore"/> allows. Every adapter checks here before it does anything, so that what
/// works in one home works in the other.</summary>
public static class RecordLimits
{
    /// <summary>Rows in a batch.</summary>
    public const int MaxRows = 100;

    /// <summary>Bytes of all rows and keys in a batch, in UTF-8.</summary>
    public const int MaxBatchBytes = 2 * 1024 * 1024;

    /// <summary>Bytes of one row's JSON, in UTF-8. What is larger goes to a document.</summary>
    public const int MaxRowBytes = 512 * 1024;

    /// <summary>Characters of a key.</summary>
    public const int MaxKeyLength = 400;

    /// <summary>Rows on a page.</summary>
    public const int MaxPageSize = 1000;

    /// <summary>A page ends early once its rows are this large, in bytes.</summary>
    public const int MaxPageBytes = 4 * 1024 * 1024;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");

    /// <summary>Refuses what is no key of a partition or row.</summary>
    /// <exception cref="ArgumentException">Empty, too long, or another character than <c>[A-Za-z0-9._~-]</c>.</exception>
    public static void EnsureKey(string key, string parameter)
    {
        ArgumentNullException.ThrowIfNull(key, parameter);
        if (key.Length is 0 or > MaxKeyLength)
            throw new ArgumentException($"A key has 1 to {MaxKeyLength} characters, this one {key.Length}.", parameter);
        if (key.AsSpan().IndexOfAnyExcept(Allowed) is var at and >= 0)
        {
            throw new ArgumentException(
                $"The key \"{key}\" has a character other than [A-Za-z0-9._~-] at {at}; build keys with Keys.Join.",
                parameter);
        }
    }

    /// <summary>Refuses a batch that a store may not take.</summary>
    /// <exception cref="ArgumentException">A limit is broken; nothing may be written.</exception>
    public static void EnsureBatch(string partition, IReadOnlyList<RowWrite> writes)
    {
        EnsureKey(partition, nameof(partition));
        ArgumentNullException.ThrowIfNull(writes);
        if (writes.Count is 0 or > MaxRows)
            throw new ArgumentException($"A batch has 1 to {MaxRows} rows, this one {writes.Count}.", nameof(writes));

        var keys = writes.Count > 1 ? new HashSet<string>(writes.Count, StringComparer.Ordinal) : null;
        long bytes = 0;
        foreach (var write in writes)
        {
            EnsureKey(write.Key, nameof(writes));
            if (keys?.Add(write.Key) == false)
                throw new ArgumentException($"The row \"{write.Key}\" is twice in one batch.", nameof(writes));
            bytes += write.Key.Length + EnsureRow(write);
        }

        if (bytes > MaxBatchBytes)
        {
            throw new ArgumentException(
                $"A batch has at most {MaxBatchBytes} bytes, this one {bytes}.", nameof(writes));
        }
    }

    /// <summary>Refuses a query that a store may not take.</summary>
    /// <exception cref="ArgumentException">The partition, the bounds or the page's size are wrong.</exception>
    public static void EnsureQuery(string partition, RowRange range, int pageSize)
    {
        EnsureKey(partition, nameof(partition));
        if (pageSize is < 1 or > MaxPageSize)
            throw new ArgumentOutOfRangeException(nameof(pageSize), pageSize, $"A page has 1 to {MaxPageSize} rows.");
        EnsureBound(range.From);
        EnsureBound(range.To);

        static void EnsureBound(string? bound)
        {
            // The character after the last allowed one closes a range of prefixes, and an empty text begins one.
            var key = bound is [.., '\x7f'] ? bound[..^1] : bound;
            if (!string.IsNullOrEmpty(key)) EnsureKey(key, nameof(range));
        }
    }

    private static int EnsureRow(RowWrite write)
    {
        var json = write switch
        {
            RowWrite.Insert insert => insert.Json,
            RowWrite.Replace replace => replace.Json,
            RowWrite.Put put => put.Json,
            RowWrite.Delete => string.Empty,
            _ => throw new ArgumentException($"{write.GetType().Name} is no write that a store knows.", nameof(write)),
        };
        ArgumentNullException.ThrowIfNull(json, nameof(write));
        var bytes = Encoding.UTF8.GetByteCount(json);
        return bytes <= MaxRowBytes
            ? bytes
            : throw new ArgumentException(
                $"The row \"{write.Key}\" has {bytes} bytes; at most {MaxRowBytes} fit, larger data is a document.",
                nameof(write));
    }
}
