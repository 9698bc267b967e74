using System.Collections.Concurrent;
using System.Text;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Workflows.Tests.Walks;

/// <summary>
/// Records that fail now and then: before a write, after it, or with the answer that a repeated request gets from a store
/// that has done the first one already. Before an item is written somebody else may be faster. What happens depends on the
/// seed, the round and the rows alone, so that a walk can be repeated.
/// </summary>
internal sealed class WalkStore(MemoryRecordStore inner, int seed) : IRecordStore
{
    private readonly ConcurrentDictionary<string, int> _times = new(StringComparer.Ordinal);
    private int _round;
    private bool _isMeanwhile;

    /// <summary>One operation in so many fails; 0 for none.</summary>
    public int FailsOneIn { get; set; }

    /// <summary>What somebody else does before an item is written, by a seed.</summary>
    public Func<int, Task>? Meanwhile { get; set; }

    public int Failures { get; private set; }

    public int Overtaken { get; private set; }

    public void NextRound()
    {
        _round++;
        _times.Clear();
    }

    public async Task<Row?> GetAsync(string partition, string key, CancellationToken cancellation)
    {
        // Lists read their items side by side: how many were read when one failed would be chance. They can be cancelled,
        // nothing else in a walk can.
        if (FailsOneIn > 0 && !cancellation.CanBeCanceled && Dice("get", partition, key) % (uint)(FailsOneIn * 4) == 0) throw Failed();
        return await inner.GetAsync(partition, key, cancellation);
    }

    public async Task<RowPage> QueryAsync(
        string partition, RowRange range, int pageSize, string? continuation, CancellationToken cancellation)
    {
        if (FailsOneIn > 0 && Dice("query", partition, range.From ?? "-") % (uint)(FailsOneIn * 4) == 0) throw Failed();
        return await inner.QueryAsync(partition, range, pageSize, continuation, cancellation);
    }

    public async Task<WriteResult> WriteAsync(string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation)
    {
        if (Meanwhile is { } other && !_isMeanwhile && writes.Any(write => write is RowWrite.Replace { Key: ItemKeys.Item })
            && Dice("other", partition, writes[0].Key) % 10 == 0)
        {
            _isMeanwhile = true;
            try
            {
                Overtaken++;
                await other((int)(Dice("what", partition, writes[0].Key) & int.MaxValue));
            }
            finally
            {
                _isMeanwhile = false;
            }
        }

        var fault = FailsOneIn == 0 ? uint.MaxValue : Dice("write", partition, writes[0].Key) % (uint)(FailsOneIn * 3);
        if (fault == 0) throw Failed();
        var result = await inner.WriteAsync(partition, writes, cancellation);
        if (fault == 1) throw Failed();
        var condition = writes.FirstOrDefault(write => write is RowWrite.Insert or RowWrite.Replace or RowWrite.Delete { ETag: not null });
        if (fault != 2 || !result.Written || condition is null) return result;
        Failures++;
        return new WriteResult(condition.Key, []);
    }

    private IOException Failed()
    {
        Failures++;
        return new IOException("Die Ablage antwortet nicht.");
    }

    private uint Dice(string what, string partition, string key)
    {
        // Names that are drawn anew each time would make each walk another one.
        var name = partition.Contains("list-marks", StringComparison.Ordinal) ? what + partition : $"{what} {partition} {key}";
        var times = _times.AddOrUpdate(name, 1, (_, before) => before + 1);
        var hash = 2166136261u;
        foreach (var one in Encoding.UTF8.GetBytes($"{seed} {_round} {times} {name}")) hash = (hash ^ one) * 16777619;
        hash ^= hash >> 15;
        hash *= 0x2c1b3c6d;
        hash ^= hash >> 12;
        hash *= 0x297a2d39;
        return hash ^ (hash >> 15);
    }
}
