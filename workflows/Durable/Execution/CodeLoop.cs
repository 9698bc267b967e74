namespace Serverless.Workflows.Durable.Execution;

/// <summary>
/// Runs the continuations of one orchestration, in order, on the thread that drives it. A continuation that arrives
/// from any other thread comes from a task that the context did not give out, and is refused.
/// </summary>
internal sealed class CodeLoop(Action<string> strayed) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private int _thread;

    /// <summary>Whether the caller is the orchestration's code, inside a step.</summary>
    public bool IsInside => Volatile.Read(ref _thread) == Environment.CurrentManagedThreadId;

    /// <summary>Does something as the orchestration's code would, then everything that follows from it.</summary>
    public void Run(Action action)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
        try
        {
            action();
            while (_queue.TryDequeue(out var next)) next.Callback(next.State);
        }
        finally
        {
            Volatile.Write(ref _thread, 0);
            SetSynchronizationContext(outer);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsInside) _queue.Enqueue((d, state));
        else strayed("a task from elsewhere came back to the orchestration");
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (IsInside) d(state);
        else strayed("another thread called into the orchestration");
    }

    public override SynchronizationContext CreateCopy() => this;
}
