using Serverless.Local.Engine.Storage;

namespace Serverless.Local.Engine.Instances;

/// <summary>
/// An instance in memory: its inbox, and one turn at a time over it. A turn ends when its commit is on disk; what
/// arrives meanwhile goes into the next turn together.
/// </summary>
internal sealed class Instance(Core core, string name) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly LiveState _state = new();
    private List<Message> _inbox = [];
    private bool _busy;
    private bool _retired;

    public string Name { get; } = name;

    /// <summary>Where the cache keeps it; owned by the cache.</summary>
    public LinkedListNode<Instance>? Resting { get; set; }

    /// <summary>Puts a message in.</summary>
    /// <param name="message">The message.</param>
    /// <param name="inline">Whether a turn may run on this thread before the call returns.</param>
    /// <returns>False where this object is no longer the instance's.</returns>
    public bool TryPost(Message message, bool inline)
    {
        lock (_gate)
        {
            if (_retired) return false;
            _inbox.Add(message);
            if (_busy) return true;
            _busy = true;
        }

        core.TurnBegins(this);
        if (inline) Execute();
        else ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Takes it out of use if nothing is going on.</summary>
    public bool TryRetire()
    {
        lock (_gate)
        {
            if (_busy) return false;
            _retired = true;
            return true;
        }
    }

    /// <summary>The engine is closed and there is no further turn: whoever waits for an answer hears that.</summary>
    public void Close()
    {
        List<Message> left;
        lock (_gate)
        {
            _retired = true;
            left = _inbox;
            _inbox = [];
        }

        foreach (var message in left) message.Refuse(new ObjectDisposedException(nameof(EmbeddedEngine)));
    }

    /// <summary>One turn.</summary>
    public void Execute()
    {
        var messages = Take();
        var turn = new Turn(core, Name, _state, messages);
        try
        {
            var commit = turn.Run();
            if (commit is null)
            {
                turn.Settled();
                Rest();
                return;
            }

            commit.Done = row =>
            {
                turn.Committed(row);
                Rest();
            };
            commit.Failed = failure => Retry(turn, failure);
            core.Commits.Enqueue(commit);
        }
        catch (Exception failure)
        {
            Retry(turn, failure);
        }
    }

    private List<Message> Take()
    {
        lock (_gate)
        {
            // What may let an instance go on has a turn of its own: it needs on disk what came before it.
            var count = _inbox.FindIndex(message => message is ControlMessage or TickMessage { Retry: true });
            count = count < 0 ? _inbox.Count : Math.Max(count, 1);
            if (count == _inbox.Count)
            {
                var all = _inbox;
                _inbox = [];
                return all;
            }

            var first = _inbox.GetRange(0, count);
            _inbox.RemoveRange(0, count);
            return first;
        }
    }

    private void Retry(Turn turn, Exception failure)
    {
        _state.Forget();
        var again = turn.Fail(failure);
        lock (_gate) _inbox.InsertRange(0, again);
        core.Later(this);
    }

    /// <summary>Ends a turn: the next one, or rest.</summary>
    private void Rest()
    {
        bool forget;
        lock (_gate)
        {
            if (_inbox.Count > 0)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                return;
            }

            _busy = false;
            forget = _state.Row is not { HasEnded: false };
        }

        core.TurnEnds(this, forget);
    }
}
