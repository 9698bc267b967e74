using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Serverless.Workflows.Durable.Execution;

/// <summary>The context that <see cref="OrchestrationRun"/> gives to the code: it numbers and hands out its tasks.</summary>
internal sealed class RunContext : IOrchestrationContext
{
    private readonly CodeLoop _loop;
    private readonly Action<CodeAction> _ask;
    private readonly Action<string> _strayed;
    private readonly int _generation;
    private readonly SortedDictionary<int, OpenCall> _open = [];
    private readonly Dictionary<string, OpenCall> _listeners = new(StringComparer.Ordinal);
    private int _seq;
    private int _guids;

    public RunContext(
        string instanceId, int generation, CodeLoop loop, ILogger logger, Action<CodeAction> ask, Action<string> strayed)
    {
        InstanceId = instanceId;
        _generation = generation;
        _loop = loop;
        _ask = ask;
        _strayed = strayed;
        Logger = new QuietLogger(logger, () => IsReplaying);
    }

    public string InstanceId { get; }

    public DateTimeOffset CurrentUtc { get; set; }

    public bool IsReplaying { get; set; }

    public ILogger Logger { get; }

    public string? CustomStatus { get; private set; }

    public string? NextInput { get; private set; }

    public IReadOnlyDictionary<int, OpenCall> Open => _open;

    public IEnumerable<OpenCall> Listeners => _listeners.Values;

    public Guid NewGuid()
    {
        EnsureInside();
        var name = string.Create(CultureInfo.InvariantCulture, $"{InstanceId}/{_generation}/{++_guids}");
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
    }

    public Task<string> CallActivityAsync(string name, string inputJson)
    {
        EnsureInside();
        RawJson.Ensure(inputJson);
        return Ask(new ActivityScheduled(++_seq, name, inputJson)).Task;
    }

    public Task<string> CallSubOrchestrationAsync(string name, string instanceId, string inputJson)
    {
        EnsureInside();
        DurableNames.EnsureInstanceId(instanceId);
        RawJson.Ensure(inputJson);
        return Ask(new ChildStarted(++_seq, name, instanceId, inputJson)).Task;
    }

    public Task<string> Listen(string eventName)
    {
        EnsureInside();
        DurableNames.EnsureEventName(eventName);
        if (_listeners.TryGetValue(eventName, out var waiting)) return waiting.Task;
        var call = Ask(new Listening(++_seq, eventName));
        _listeners.Add(eventName, call);
        return call.Task;
    }

    public Task CreateTimerAsync(DateTimeOffset due, CancellationToken cancellation)
    {
        EnsureInside();
        if (cancellation.IsCancellationRequested) return Task.FromCanceled(cancellation);
        var call = Ask(new TimerCreated(++_seq, due.ToUniversalTime()));
        call.Registration = cancellation.UnsafeRegister(_ =>
        {
            if (!_loop.IsInside) _strayed("a timer was cancelled from another thread");
            else if (_open.Remove(call.Action.Seq)) call.Cancel(cancellation);
        }, null);
        return call.Task;
    }

    public void SetCustomStatus(string json)
    {
        EnsureInside();
        CustomStatus = RawJson.Ensure(json);
    }

    public void ContinueAsNew(string inputJson)
    {
        EnsureInside();
        NextInput = RawJson.Ensure(inputJson);
    }

    /// <summary>The call, if it is open, goes on with what is recorded of it: its input, its due time.</summary>
    public void Keep(NumberedAction recorded)
    {
        if (_open.TryGetValue(recorded.Seq, out var call)) call.Action = recorded;
    }

    /// <summary>Completes the call of that number; false where none is open.</summary>
    public bool Complete(Answer answer)
    {
        if (!_open.TryGetValue(answer.Seq, out var call) || !call.Fits(answer)) return false;
        _open.Remove(answer.Seq);
        if (call.Action is Listening listening) _listeners.Remove(listening.Name);
        call.Complete(answer);
        return true;
    }

    private OpenCall Ask(NumberedAction action)
    {
        var call = new OpenCall(action);
        _open.Add(action.Seq, call);
        _ask(action);
        return call;
    }

    private void EnsureInside()
    {
        if (_loop.IsInside) return;
        const string Reason = "its context was used from another thread";
        _strayed(Reason);
        throw new InvalidOperationException($"The orchestration '{InstanceId}' may not go on: {Reason}.");
    }
}
