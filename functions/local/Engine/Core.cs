using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Serverless.Local.Engine.Instances;
using Serverless.Local.Engine.Storage;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Engine;

/// <summary>What the engine's parts share: where instances, storage, activities and timers find each other.</summary>
internal sealed class Core : IDisposable
{
    private readonly ConcurrentDictionary<string, Instance> _instances = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new(StringComparer.Ordinal);
    private readonly WarmCache _warm;
    private long _lastInstance;
    private long _lastMessage;
    private int _turns;
    private volatile bool _closed;

    public Core(
        EngineOptions options, Catalogue catalogue, IServiceProvider services, TimeProvider time, ILoggerFactory loggers)
    {
        Options = options;
        Catalogue = catalogue;
        Time = time;
        Logger = loggers.CreateLogger("Serverless.Engine");
        CodeLogger = loggers.CreateLogger("Serverless.Orchestrations");
        Commits = new CommitThread(options.File, Logger);
        Readers = new Readers(options.File);
        (_lastInstance, _lastMessage) = Readers.Read(reader => (reader.LastInstanceId(), reader.LastMessageId()));
        _warm = new WarmCache(options.WarmInstances, Evict);
        Activities = new Activities(this, services);
        Clock = new DueClock(this);
        Recovery = new Recovery(this);
    }

    public EngineOptions Options { get; }

    public Catalogue Catalogue { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public ILogger CodeLogger { get; }

    public CommitThread Commits { get; }

    public Readers Readers { get; }

    public Activities Activities { get; }

    public DueClock Clock { get; }

    public Recovery Recovery { get; }

    /// <summary>How long each step takes from its beginning until it is on disk, where someone measures.</summary>
    public Action<TimeSpan>? StepMeasured { get; set; }

    public bool IsIdle => Volatile.Read(ref _turns) == 0;

    public int InMemory => _instances.Count;

    public long NextInstance() => Interlocked.Increment(ref _lastInstance);

    public long NextMessage() => Interlocked.Increment(ref _lastMessage);

    /// <summary>Gives an instance a message.</summary>
    /// <returns>False where the engine is closed.</returns>
    public bool Post(string name, Message message, bool inline = false)
    {
        while (!_closed)
        {
            var instance = _instances.GetOrAdd(name, static (key, core) => new Instance(core, key), this);
            if (instance.TryPost(message, inline)) return true;

            // It was just retired; the next look makes a new one.
        }

        return false;
    }

    public void StartChild(ChildWork child)
    {
        if (Catalogue.TryGetOrchestration(child.Orchestration, out _))
        {
            Post(child.Instance, new StartMessage(child.Orchestration, child.Input, child, null));
            return;
        }

        var failure = new ActivityFailure(RunStoppedException.UnknownOrchestration,
            $"This program has no orchestration '{child.Orchestration}'.", Retriable: false);
        var parent = child.Parent;
        Post(parent.Name, new AnswerMessage(
            parent.Row, parent.Generation, new ChildFailed(parent.Seq, failure), 0, child));
    }

    public void TurnBegins(Instance instance) => Interlocked.Increment(ref _turns);

    public void TurnEnds(Instance instance, bool forget)
    {
        if (forget) Evict(instance);
        else _warm.Rest(instance);
        Interlocked.Decrement(ref _turns);
    }

    /// <summary>Lets the instance have its next turn a little later.</summary>
    public void Later(Instance instance)
    {
        ITimer? timer = null;
        timer = Time.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                if (!_closed)
                {
                    instance.Execute();
                    return;
                }

                instance.Close();
                Interlocked.Decrement(ref _turns);
            },
            null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Completes when the instance ends while the engine runs.</summary>
    public Task End(string name) => _awaited.GetOrAdd(
        name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Ended(string name)
    {
        if (_awaited.TryRemove(name, out var waiting)) waiting.TrySetResult();
    }

    /// <summary>From now on nothing is posted.</summary>
    public void Close() => _closed = true;

    /// <summary>Leaves everything as a killed process would; for tests.</summary>
    public void Abandon()
    {
        _closed = true;
        Commits.Abandon();
        Readers.Dispose();
    }

    public void Dispose()
    {
        Commits.Dispose();
        Activities.Dispose();
        Clock.Dispose();
        Recovery.Dispose();
        Readers.Dispose();
    }

    private void Evict(Instance instance)
    {
        if (!instance.TryRetire()) return;
        _warm.Remove(instance);
        _instances.TryRemove(new KeyValuePair<string, Instance>(instance.Name, instance));
    }
}
