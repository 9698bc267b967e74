using Microsoft.Extensions.Logging;

namespace Serverless.Workflows.Durable.Execution;

/// <summary>
/// The code of one generation of one instance, as far as it has come: first it replays what happened, then it takes
/// steps. The same history always brings it to the same place. Not for more than one thread at a time.
/// </summary>
public sealed class OrchestrationRun
{
    private readonly OrchestrationEntry _entry;
    private readonly GenerationStarted _start;
    private readonly CodeLoop _loop;
    private readonly RunContext _context;
    private readonly Mailbox _mailbox;
    private readonly Action<RunStoppedException>? _strayedBetweenSteps;
    private readonly Queue<CodeAction> _asked = new();
    private readonly List<PendingEvent> _taken = [];
    private volatile RunStoppedException? _stray;
    private Task<string>? _code;
    private List<HistoryEvent>? _log;
    private bool _stepRecorded;

    /// <summary>Prepares a run; no code runs yet.</summary>
    /// <param name="entry">The code.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="start">The generation's first event.</param>
    /// <param name="mailbox">Events that wait; listeners take from it in steps, never in a replay.</param>
    /// <param name="logger">Where the code's own messages go.</param>
    /// <param name="strayedBetweenSteps">Called, on any thread, where code that awaited a foreign task goes on while
    /// no step is under way.</param>
    public OrchestrationRun(
        OrchestrationEntry entry, string instanceId, GenerationStarted start, Mailbox mailbox, ILogger logger,
        Action<RunStoppedException>? strayedBetweenSteps = null)
    {
        _entry = entry;
        _start = start;
        _mailbox = mailbox;
        _strayedBetweenSteps = strayedBetweenSteps;
        _loop = new CodeLoop(Stray);
        _context = new RunContext(instanceId, start.Generation, _loop, logger, Ask, Stray);
    }

    /// <summary>How the generation ended, or null.</summary>
    public CodeAction? End { get; private set; }

    /// <summary>Whether the code has begun.</summary>
    public bool Begun => _code is not null;

    /// <summary>The status that the code last set in this generation.</summary>
    public string? CustomStatusJson => _context.CustomStatus;

    /// <summary>When the earliest open timer is due.</summary>
    public DateTimeOffset? NextDue => End is not null ? null : _context.Open.Values
        .Select(call => (call.Action as TimerCreated)?.Due).Min();

    /// <summary>What the code waits for.</summary>
    public IEnumerable<NumberedAction> Open => _context.Open.Values.Select(call => call.Action);

    /// <summary>Events that listeners took since this was last asked.</summary>
    public IReadOnlyList<PendingEvent> DrainTaken()
    {
        if (_taken.Count == 0) return [];
        var taken = _taken.ToArray();
        _taken.Clear();
        return taken;
    }

    /// <summary>Runs the code over what has happened.</summary>
    /// <exception cref="RunStoppedException">The code asks for something else than the history has.</exception>
    public void Replay(IEnumerable<HistoryEvent> history)
    {
        _context.IsReplaying = true;
        var at = 0;
        foreach (var happened in history)
        {
            at++;
            switch (happened)
            {
                case CodeAction action:
                    if (!_asked.TryDequeue(out var asked) || !HistoryText.Same(action, asked))
                        throw HistoryText.Mismatch(at, action, asked);
                    if (action is NumberedAction recorded) _context.Keep(recorded);
                    break;
                case StepStarted step:
                    EnsureNothingAsked(at, step);
                    _context.CurrentUtc = step.At;
                    if (!Begun) Go(BeginCode);
                    break;
                case Answer answer:
                    EnsureNothingAsked(at, answer);
                    var fits = false;
                    Go(() => fits = _context.Complete(answer));
                    if (!fits) throw HistoryText.Mismatch(at, answer, null);
                    break;
            }
        }

        EnsureNothingAsked(at + 1, null);
        _context.IsReplaying = false;
    }

    /// <summary>Opens a step: the members below add to <paramref name="log"/> what comes of them.</summary>
    public void OpenStep(DateTimeOffset now, List<HistoryEvent> log)
    {
        _log = log;
        _stepRecorded = false;
        _context.CurrentUtc = now;
    }

    /// <summary>Begins the code if it has not begun, and hands out events that wait for its listeners.</summary>
    /// <exception cref="RunStoppedException">The code awaits what it must not.</exception>
    public void Continue()
    {
        if (!Begun)
        {
            Record(null);
            Go(BeginCode);
        }

        HandOutEvents();
    }

    /// <summary>Gives the code an answer.</summary>
    /// <returns>False where it does not wait for it, or no longer; nothing happens then.</returns>
    /// <exception cref="RunStoppedException">The code awaits what it must not.</exception>
    public bool Deliver(Answer answer)
    {
        if (End is not null || !_context.Open.TryGetValue(answer.Seq, out var call) || !call.Fits(answer)) return false;
        Record(answer);
        Go(() => _context.Complete(answer));
        HandOutEvents();
        return true;
    }

    /// <summary>Fires the timers that are due, in the order of their times.</summary>
    /// <exception cref="RunStoppedException">The code awaits what it must not.</exception>
    public void FireTimers(DateTimeOffset now)
    {
        while (End is null && _context.Open.Values.Select(call => call.Action).OfType<TimerCreated>()
            .Where(timer => timer.Due <= now).MinBy(timer => timer.Due) is { } due)
        {
            Deliver(new TimerFired(due.Seq));
        }
    }

    private void HandOutEvents()
    {
        while (End is null && _mailbox.Events.Count > 0)
        {
            var (listening, pending) = _context.Listeners.Select(call => (Listening)call.Action)
                .OrderBy(listening => listening.Seq)
                .Select(listening => (listening, _mailbox.Take(listening.Name)))
                .FirstOrDefault(pair => pair.Item2 is not null);
            if (pending is null) return;
            _taken.Add(pending);
            var received = new EventReceived(listening.Seq, pending.Name, pending.PayloadJson);
            Record(received);
            Go(() => _context.Complete(received));
        }
    }

    private void Record(HistoryEvent? happened)
    {
        if (!_stepRecorded) _log!.Add(new StepStarted(_context.CurrentUtc));
        _stepRecorded = true;
        if (happened is not null) _log!.Add(happened);
    }

    private void Ask(CodeAction action)
    {
        if (_context.IsReplaying) _asked.Enqueue(action);
        else Record(action);
    }

    private void BeginCode()
    {
        _code = _entry.RunAsync(_context, _start.Input);
        _code.ContinueWith(
            _ =>
            {
                if (!_loop.IsInside) Stray("it ended on another thread");
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Go(Action action)
    {
        try
        {
            _loop.Run(action);
        }
        catch (Exception loose)
        {
            throw new RunStoppedException(RunStoppedException.ForeignAwait,
                $"The orchestration '{_entry.Name}' let an exception go past its task (async void?): {loose.Message}");
        }

        if (_stray is { } stray) throw stray;
        if (End is not null) return;
        if (_code!.IsCompleted)
        {
            End = Outcome(_code);
            Ask(End);
        }
        else if (_context.Open.Count == 0)
        {
            throw ForeignAwait("it waits, but for nothing that its context gave out");
        }
    }

    private CodeAction Outcome(Task<string> code)
    {
        if (code.IsCompletedSuccessfully)
            return _context.NextInput is { } next ? new ContinuedAsNew(next) : new OrchestrationCompleted(code.Result);
        var thrown = code.Exception?.InnerException ?? new OperationCanceledException("The orchestration was cancelled.");
        return new OrchestrationFailed(ActivityFailureException.From(thrown));
    }

    private void EnsureNothingAsked(int at, HistoryEvent? next)
    {
        if (_asked.TryPeek(out var asked)) throw HistoryText.Mismatch(at, next, asked);
    }

    private void Stray(string how)
    {
        var stray = ForeignAwait(how);
        _stray = stray;
        _strayedBetweenSteps?.Invoke(stray);
    }

    private RunStoppedException ForeignAwait(string how) => new(RunStoppedException.ForeignAwait,
        $"The orchestration '{_entry.Name}' awaits a task that its context did not give out ({how}). "
        + "It may await only activities, timers, events and sub-orchestrations of the context, without ConfigureAwait.");
}
