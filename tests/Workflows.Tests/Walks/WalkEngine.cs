using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Tests.Walks;

/// <summary>
/// An engine that does one thing at a time, which a random number chooses: an activity, or a timer that is due. An activity
/// may be done twice, one after the other or one within the other, as where its result was not recorded in time; a
/// wake-up may be lost, and an instance may fail for no reason that its code knows.
/// </summary>
internal sealed class WalkEngine(Catalogue catalogue, TimeProvider time) : IWorkflowClient
{
    private readonly Dictionary<string, Instance> _instances = new(StringComparer.Ordinal);
    private readonly List<Call> _calls = [];
    private readonly List<Timer> _timers = [];
    private Call? _running;

    public required IServiceProvider Services { get; set; }

    public required Random Random { get; init; }

    /// <summary>Whether anything goes wrong at present.</summary>
    public bool IsRough { get; set; }

    public int Repeated { get; private set; }

    /// <summary>The earliest timer that somebody waits for.</summary>
    public DateTimeOffset? Next => Live().Select(timer => (DateTimeOffset?)timer.Due).Min();

    /// <summary>Does one thing.</summary>
    /// <returns>False where there is nothing to do at this moment.</returns>
    public async Task<bool> StepAsync()
    {
        var now = time.GetUtcNow();
        var due = Live().Where(timer => timer.Due <= now).ToList();
        var calls = _calls.Where(call => call.Owner.IsCurrent).ToList();
        if (calls.Count + due.Count == 0) return false;
        var chosen = Random.Next(calls.Count + due.Count);
        if (chosen < due.Count)
        {
            _timers.Remove(due[chosen]);
            await due[chosen].Owner.GoOnAsync(() => due[chosen].Done.TrySetResult());
            return true;
        }

        var call = calls[chosen - due.Count];
        _calls.Remove(call);
        _running = call;
        var (result, failure) = await DoAsync(call);
        if (IsRough && Random.Next(6) == 0)
        {
            Repeated++;
            (result, failure) = await DoAsync(call);
        }

        _running = null;
        await call.Owner.GoOnAsync(() =>
        {
            if (failure is null) call.Done.TrySetResult(result!);
            else call.Done.TrySetException(new ActivityFailureException(failure));
        });
        return true;
    }

    /// <summary>Does the activity that is under way once more, while it is.</summary>
    public async Task RepeatAsync()
    {
        if (_running is not { } call) return;
        Repeated++;
        await DoAsync(call);
    }

    /// <summary>Lets one instance fail.</summary>
    public void Break()
    {
        var running = _instances.Values.Where(instance => instance.Status == InstanceStatus.Running && instance.Name == "Item").ToList();
        if (running.Count > 0) running[Random.Next(running.Count)].End(InstanceStatus.Failed);
    }

    public Task<StartResult> StartAsync(string orchestration, string instanceId, string inputJson, CancellationToken cancellation)
    {
        if (IsRough && Random.Next(20) == 0) throw new IOException("Kein Start.");
        if (_instances.ContainsKey(instanceId)) return Task.FromResult(StartResult.AlreadyExists);
        catalogue.TryGetOrchestration(orchestration, out var entry);
        var instance = new Instance(this, entry!, instanceId);
        _instances.Add(instanceId, instance);
        instance.Begin(inputJson);
        return Task.FromResult(StartResult.Started);
    }

    public Task<bool> RaiseEventAsync(string instanceId, string eventName, string payloadJson, CancellationToken cancellation)
    {
        if (IsRough && Random.Next(8) == 0) throw new IOException("Kein Ereignis.");
        if (_instances.GetValueOrDefault(instanceId) is not { Status: InstanceStatus.Running } instance) return Task.FromResult(false);
        instance.Raise(payloadJson);
        return Task.FromResult(true);
    }

    public Task<InstanceState?> GetAsync(string instanceId, CancellationToken cancellation) => Task.FromResult(
        _instances.GetValueOrDefault(instanceId) is { } instance
            ? new InstanceState(instanceId, instance.Name, instance.Status, default, default, null, null, null)
            : null);

    public Task<bool> TerminateAsync(string instanceId, string reason, CancellationToken cancellation)
    {
        if (_instances.GetValueOrDefault(instanceId) is not { Status: InstanceStatus.Running } instance) return Task.FromResult(false);
        instance.End(InstanceStatus.Terminated);
        return Task.FromResult(true);
    }

    public Task<InstancePage> QueryAsync(InstanceFilter filter, string? continuation, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<bool> SuspendAsync(string instanceId, string reason, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> ResumeAsync(string instanceId, string reason, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation) => throw new NotSupportedException();

    private IEnumerable<Timer> Live() =>
        _timers.Where(timer => timer.Owner.IsCurrent && !timer.Done.Task.IsCompleted && !timer.Cancellation.IsCancellationRequested);

    private async Task<(string?, ActivityFailure?)> DoAsync(Call call)
    {
        catalogue.TryGetActivity(call.Name, out var entry);
        try
        {
            return (await entry!.RunAsync(Services, new ActivityContext(call.Owner.InstanceId, call.Name, CancellationToken.None), call.Input), null);
        }
        catch (Exception failed) when (failed is not Xunit.Sdk.XunitException)
        {
            return (null, ActivityFailureException.From(failed));
        }
    }

    private sealed record Call(Generation Owner, string Name, string Input, TaskCompletionSource<string> Done);

    private sealed record Timer(Generation Owner, DateTimeOffset Due, TaskCompletionSource Done, CancellationToken Cancellation);

    private sealed class Instance(WalkEngine engine, OrchestrationEntry entry, string id)
    {
        private readonly Queue<string> _early = [];

        public string Name => entry.Name;

        public string Id => id;

        public InstanceStatus Status { get; private set; } = InstanceStatus.Running;

        public Generation? Current { get; private set; }

        public WalkEngine Engine => engine;

        public void Begin(string input)
        {
            var generation = Current = new Generation(this);
            _ = RunAsync(generation, input);
        }

        public void End(InstanceStatus status) => (Status, Current) = (status, null);

        public void Raise(string payload)
        {
            if (Current?.Waiting is { } waiting)
            {
                Current.Waiting = null;
                waiting.TrySetResult(payload);
            }
            else
            {
                _early.Enqueue(payload);
            }
        }

        public string? TakeEarly() => _early.TryDequeue(out var payload) ? payload : null;

        private async Task RunAsync(Generation generation, string input)
        {
            InstanceStatus status;
            try
            {
                await entry.RunAsync(generation, input);
                status = InstanceStatus.Completed;
            }
            catch (ActivityFailureException)
            {
                status = InstanceStatus.Failed;
            }

            if (Current == generation)
            {
                if (generation.NextInput is { } next) Begin(next);
                else End(status);
            }

            generation.Progress++;
        }
    }

    private sealed class Generation(Instance instance) : IOrchestrationContext
    {
        public bool IsCurrent => instance.Current == this;

        public int Progress { get; set; }

        public string? NextInput { get; private set; }

        public TaskCompletionSource<string>? Waiting { get; set; }

        public string InstanceId => instance.Id;

        public DateTimeOffset CurrentUtc { get; private set; } = instance.Engine.Now;

        public bool IsReplaying => false;

        public ILogger Logger => NullLogger.Instance;

        public Guid NewGuid() => Guid.NewGuid();

        /// <summary>Tells the code something and waits until it has gone on as far as it can.</summary>
        public async Task GoOnAsync(Action tell)
        {
            if (!IsCurrent) return;
            var before = Progress;
            CurrentUtc = instance.Engine.Now;
            tell();
            while (Progress == before) await Task.Yield();
        }

        public Task<string> CallActivityAsync(string name, string inputJson)
        {
            var call = new Call(this, name, inputJson, new TaskCompletionSource<string>());
            instance.Engine._calls.Add(call);
            Progress++;
            return call.Done.Task;
        }

        public Task CreateTimerAsync(DateTimeOffset due, CancellationToken cancellation)
        {
            var timer = new Timer(this, due, new TaskCompletionSource(), cancellation);
            instance.Engine._timers.RemoveAll(old => !old.Owner.IsCurrent);
            instance.Engine._timers.Add(timer);
            Progress++;
            return timer.Done.Task;
        }

        public Task<string> Listen(string eventName)
        {
            if (instance.TakeEarly() is { } early) return Task.FromResult(early);
            Waiting = new TaskCompletionSource<string>();
            return Waiting.Task;
        }

        public void ContinueAsNew(string inputJson) => NextInput = inputJson;

        public Task<string> CallSubOrchestrationAsync(string name, string instanceId, string inputJson) => throw new NotSupportedException();

        public void SetCustomStatus(string json)
        {
        }
    }

    private DateTimeOffset Now => time.GetUtcNow();
}
