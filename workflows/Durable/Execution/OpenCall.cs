namespace Serverless.Workflows.Durable.Execution;

/// <summary>Something the code has asked for and not yet got, with the task it may await.</summary>
internal sealed class OpenCall(NumberedAction action)
{
    // Continuations are not forced to run elsewhere: Task.WhenAny and WhenAll would then leave the driving thread.
    private readonly TaskCompletionSource<string> _source = new();

    /// <summary>What was asked for: in a replay first as the code of the day asks, then as it is recorded.</summary>
    public NumberedAction Action { get; set; } = action;

    public Task<string> Task => _source.Task;

    public CancellationTokenRegistration Registration { get; set; }

    public bool Fits(Answer answer) => (Action, answer) switch
    {
        (ActivityScheduled, ActivityCompleted or ActivityFailed) => true,
        (TimerCreated, TimerFired) => true,
        (ChildStarted, ChildCompleted or ChildFailed) => true,
        (Listening listening, EventReceived received) => listening.Name == received.Name,
        _ => false,
    };

    public void Complete(Answer answer)
    {
        Registration.Unregister();
        switch (answer)
        {
            case ActivityCompleted completed: _source.SetResult(completed.Output); break;
            case ChildCompleted completed: _source.SetResult(completed.Output); break;
            case EventReceived received: _source.SetResult(received.Payload); break;
            case ActivityFailed failed: _source.SetException(new ActivityFailureException(failed.Failure)); break;
            case ChildFailed failed: _source.SetException(new ActivityFailureException(failed.Failure)); break;
            case TimerFired: _source.SetResult(string.Empty); break;
            default: throw new ArgumentException("Unknown answer " + answer.GetType().Name, nameof(answer));
        }
    }

    public void Cancel(CancellationToken cancellation) => _source.SetCanceled(cancellation);
}
