using Microsoft.Extensions.Logging;
using Serverless.Local.Engine.Instances;
using Serverless.Local.Engine.Storage;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Engine;

/// <summary>
/// Durable orchestrations on one SQLite file in this process. What it answers is on disk; a process that dies at any
/// moment goes on where it was when the engine is opened again.
/// </summary>
public sealed class EmbeddedEngine : IWorkflowClient, IAsyncDisposable
{
    private const int MaxScanned = 10_000;
    private readonly DataLock _lock;
    private readonly Core _core;
    private readonly CancellationTokenSource _stop = new();
    private Task _recovery = Task.CompletedTask;
    private int _disposed;
    private bool _begun;

    private EmbeddedEngine(DataLock held, Core core)
    {
        _lock = held;
        _core = core;
    }

    internal Core Core => _core;

    /// <summary>Opens the file; nothing runs before <see cref="Begin"/>.</summary>
    /// <param name="options">The file and the limits.</param>
    /// <param name="catalogue">All orchestrations and activities.</param>
    /// <param name="services">Each run of an activity gets a scope of them, where they have scopes.</param>
    /// <param name="time">The clock of timers and time limits.</param>
    /// <param name="loggers">For operators and for the orchestrations' own messages.</param>
    /// <param name="cancellation">Stops the opening.</param>
    /// <exception cref="IOException">Another process has the file open, or it cannot be read.</exception>
    /// <exception cref="InvalidDataException">A newer version wrote it.</exception>
    public static Task<EmbeddedEngine> OpenAsync(
        EngineOptions options, Catalogue catalogue, IServiceProvider services, TimeProvider time,
        ILoggerFactory loggers, CancellationToken cancellation) => Task.Run(
        () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.File))!);
            var held = new DataLock(options.File);
            try
            {
                cancellation.ThrowIfCancellationRequested();
                return new EmbeddedEngine(held, new Core(options, catalogue, services, time, loggers));
            }
            catch
            {
                held.Dispose();
                throw;
            }
        },
        cancellation);

    /// <summary>Takes up unfinished work and watches the timers. Call it when everything the activities need is there.
    /// Before it, clients may start instances and raise events; their activities run at once.</summary>
    public void Begin()
    {
        if (_begun) return;
        _begun = true;
        _core.Clock.Begin();
        _core.Recovery.Signal();
        _recovery = _core.Recovery.RunAsync(_stop.Token);
    }

    /// <inheritdoc/>
    public async Task<StartResult> StartAsync(
        string orchestration, string instanceId, string inputJson, CancellationToken cancellation)
    {
        EnsureOpen();
        DurableNames.EnsureInstanceId(instanceId);
        RawJson.Ensure(inputJson);
        if (!_core.Catalogue.TryGetOrchestration(orchestration, out _))
            throw new ArgumentException($"There is no orchestration '{orchestration}'.", nameof(orchestration));
        var reply = new TaskCompletionSource<StartResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(instanceId, new StartMessage(orchestration, inputJson, null, reply));
        return await reply.Task.WaitAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task<bool> RaiseEventAsync(
        string instanceId, string eventName, string payloadJson, CancellationToken cancellation)
    {
        EnsureOpen();
        DurableNames.EnsureInstanceId(instanceId);
        DurableNames.EnsureEventName(eventName);
        RawJson.Ensure(payloadJson);
        var reply = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(instanceId, new EventMessage(eventName, payloadJson, reply));
        if (_core.Options.Strict?.DeliversTwice(instanceId, eventName) == true)
            _core.Post(instanceId, new EventMessage(eventName, payloadJson, null));
        return await reply.Task.WaitAsync(cancellation);
    }

    /// <inheritdoc/>
    public Task<InstanceState?> GetAsync(string instanceId, CancellationToken cancellation)
    {
        EnsureOpen();
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(_core.Readers.Read(reader => reader.Find(instanceId))?.ToState());
    }

    /// <inheritdoc/>
    public Task<InstancePage> QueryAsync(InstanceFilter filter, string? continuation, CancellationToken cancellation)
    {
        EnsureOpen();
        ArgumentOutOfRangeException.ThrowIfLessThan(filter.PageSize, 1);
        return Task.Run(() => _core.Readers.Read(reader => Page(reader, filter, continuation)), cancellation);
    }

    /// <inheritdoc/>
    public Task<bool> SuspendAsync(string instanceId, string reason, CancellationToken cancellation) =>
        DoAsync(Control.Suspend, instanceId, reason, cancellation);

    /// <summary>Lets a suspended instance go on; one that was stopped because the code did not fit is tried again.</summary>
    public Task<bool> ResumeAsync(string instanceId, string reason, CancellationToken cancellation) =>
        DoAsync(Control.Resume, instanceId, reason, cancellation);

    /// <inheritdoc/>
    public Task<bool> TerminateAsync(string instanceId, string reason, CancellationToken cancellation) =>
        DoAsync(Control.Terminate, instanceId, reason, cancellation);

    /// <inheritdoc/>
    public Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation) =>
        DoAsync(Control.Purge, instanceId, string.Empty, cancellation);

    /// <summary>Waits until the instance has ended; null where there is none.</summary>
    public async Task<InstanceState?> WaitForEndAsync(string instanceId, CancellationToken cancellation)
    {
        while (true)
        {
            // Asked for first and read then, so that an end between the two is not missed.
            var end = _core.End(instanceId);
            var state = await GetAsync(instanceId, cancellation);
            if (state is { Status: InstanceStatus.Pending or InstanceStatus.Running or InstanceStatus.Suspended })
            {
                await end.WaitAsync(cancellation);
                continue;
            }

            _core.Ended(instanceId);
            return state;
        }
    }

    /// <summary>The history of the instance's last generation, to be kept and replayed by tests; null where there is
    /// no such instance.</summary>
    public Task<RecordedHistory?> ExportHistoryAsync(string instanceId, CancellationToken cancellation)
    {
        EnsureOpen();
        cancellation.ThrowIfCancellationRequested();

        // The next generation may begin while this is read, and with it the steps of this one go.
        return Task.FromResult(_core.Readers.Read(reader => reader.AtOneMoment(() => reader.Find(instanceId) is { } row
            ? new RecordedHistory(instanceId, reader.History(row.Head))
            : null)));
    }

    /// <summary>Stops: running activities are signalled and waited for within the grace, every commit is finished.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _stop.CancelAsync();
        await _recovery;
        await _core.Clock.StopAsync();
        await _core.Activities.StopAsync();
        _core.Close();
        var until = Environment.TickCount64 + (long)_core.Options.StopGrace.TotalMilliseconds;
        while (!_core.IsIdle && Environment.TickCount64 < until) await Task.Delay(2);
        _core.Dispose();
        _lock.Dispose();
        _stop.Dispose();
    }

    /// <summary>Looks at the clock at once, where else one that jumps between two looks is seen only after the longest
    /// sleep; for tests.</summary>
    internal void LookAtTheClock()
    {
        if (Volatile.Read(ref _disposed) == 0) _core.Clock.Notify(0);
    }

    /// <summary>Ends as a killed process would, as far as one process can; for tests.</summary>
    internal async Task AbandonAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _core.Abandon();
        await _stop.CancelAsync();
        await _recovery;
        await _core.Clock.StopAsync();
        _lock.Dispose();
    }

    private static InstancePage Page(Reader reader, InstanceFilter filter, string? continuation)
    {
        var found = new List<InstanceState>();
        var after = continuation ?? string.Empty;
        for (var scanned = 0; scanned < MaxScanned;)
        {
            var rows = reader.Page(after, filter.IdPrefix ?? string.Empty, Math.Max(filter.PageSize, 100));
            if (rows.Count == 0) return new InstancePage(found, null);
            scanned += rows.Count;
            foreach (var row in rows)
            {
                after = row.Name;
                var state = row.ToState();
                if (filter.Status is { } wanted && state.Status != wanted) continue;
                found.Add(state);
                if (found.Count == filter.PageSize) return new InstancePage(found, after);
            }
        }

        return new InstancePage(found, after);
    }

    private async Task<bool> DoAsync(Control control, string instanceId, string reason, CancellationToken cancellation)
    {
        EnsureOpen();
        DurableNames.EnsureInstanceId(instanceId);
        var reply = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(instanceId, new ControlMessage(control, reason, reply));
        return await reply.Task.WaitAsync(cancellation);
    }

    private void Post(string instanceId, Message message) =>
        ObjectDisposedException.ThrowIf(!_core.Post(instanceId, message), this);

    private void EnsureOpen() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
}
