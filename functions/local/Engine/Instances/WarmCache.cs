namespace Serverless.Local.Engine.Instances;

/// <summary>The instances that rest in memory, the longest at rest first out.</summary>
internal sealed class WarmCache(int limit, Action<Instance> evict)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Instance> _resting = new();

    /// <summary>The instance has come to rest.</summary>
    public void Rest(Instance instance)
    {
        Instance? oldest = null;
        lock (_gate)
        {
            if (instance.Resting is { } known) _resting.Remove(known);
            else instance.Resting = new LinkedListNode<Instance>(instance);
            _resting.AddLast(instance.Resting);
            if (_resting.Count > limit)
            {
                oldest = _resting.First!.Value;
                Unlink(oldest);
            }
        }

        // One that is in a turn again stays; it comes back here when it rests.
        if (oldest is not null) evict(oldest);
    }

    /// <summary>The instance is no longer in memory.</summary>
    public void Remove(Instance instance)
    {
        lock (_gate)
        {
            if (instance.Resting is not null) Unlink(instance);
        }
    }

    private void Unlink(Instance instance)
    {
        _resting.Remove(instance.Resting!);
        instance.Resting = null;
    }
}
