using Serverless.Workflows.Archive.Records;

namespace Serverless.Workflows.Tests.Archive.Lists;

/// <summary>
/// Records in memory that several use at the same time, in an order that a random number decides; after every single
/// operation somebody may look at what is there. Whoever uses it may die at any of its operations, and does nothing more.
/// </summary>
internal sealed class WatchedStore(MemoryRecordStore inner, Random random, Action look) : IRecordStore
{
    private static readonly AsyncLocal<Life?> Living = new();

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Does something that ends at its operation of that number, or not at all where there are fewer.</summary>
    /// <returns>Whether it lived to its end.</returns>
    public static async Task<bool> LiveAsync(int operations, Func<Task> work)
    {
        var life = Living.Value = new Life { Left = operations };
        try
        {
            await work();
            return true;
        }
        catch (IOException) when (life.Left <= 0)
        {
            return false;
        }
    }

    public Task<Row?> GetAsync(string partition, string key, CancellationToken cancellation) =>
        InTurnAsync(() => inner.GetAsync(partition, key, cancellation));

    public Task<RowPage> QueryAsync(
        string partition, RowRange range, int pageSize, string? continuation, CancellationToken cancellation) =>
        InTurnAsync(() => inner.QueryAsync(partition, range, pageSize, continuation, cancellation));

    public Task<WriteResult> WriteAsync(string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation) =>
        InTurnAsync(() => inner.WriteAsync(partition, writes, cancellation));

    private async Task<T> InTurnAsync<T>(Func<Task<T>> operation)
    {
        for (var wait = Next(); wait > 0; wait--) await Task.Yield();
        await _one.WaitAsync();
        try
        {
            if (Living.Value is { } life && --life.Left < 0) throw new IOException("The process is dead.");
            var done = await operation();
            look();
            return done;
        }
        finally
        {
            _one.Release();
        }
    }

    private int Next()
    {
        lock (_lock)
        {
            // Most follow each other closely; some stand still while much happens.
            return random.Next(12) == 0 ? random.Next(400) : random.Next(4);
        }
    }

    private sealed class Life
    {
        public int Left { get; set; }
    }
}
