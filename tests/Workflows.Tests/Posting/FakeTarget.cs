using Serverless.Workflows.Posting;

namespace Serverless.Workflows.Tests.Posting;

/// <summary>A target that counts what it took, and fails as a test wants it.</summary>
internal sealed class FakeTarget(PostingCapability capability) : IPostingTarget
{
    private readonly Lock _lock = new();

    public PostingCapability Capability => capability;

    public TimeSpan SettleTime { get; init; }

    /// <summary>What it has, in the order in which it took it.</summary>
    public List<(PostingKey Key, string Payload)> Taken { get; } = [];

    public int Calls { get; private set; }

    /// <summary>Called before it takes anything.</summary>
    public Func<Task>? Before { get; set; }

    /// <summary>Called after it took something and before it answers.</summary>
    public Func<Task>? After { get; set; }

    public string? Refuses { get; set; }

    public async Task<PostingAnswer> SendAsync(PostingKey key, string payload, CancellationToken cancellation)
    {
        lock (_lock) Calls++;
        if (Before is not null) await Before();
        if (Refuses is not null) return PostingAnswer.Refuse(Refuses);
        lock (_lock)
        {
            if (capability != PostingCapability.Keyed || Taken.All(taken => taken.Key != key)) Taken.Add((key, payload));
        }

        if (After is not null) await After();
        return PostingAnswer.Accept($"ERP-{key.N}");
    }

    public async Task<PostingAnswer?> FindAsync(PostingKey key, CancellationToken cancellation)
    {
        Assert.Equal(PostingCapability.Lookup, capability);
        await Task.Yield();
        lock (_lock) return Taken.Any(taken => taken.Key == key) ? PostingAnswer.Accept($"ERP-{key.N}") : null;
    }
}
