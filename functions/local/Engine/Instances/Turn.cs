using System.Diagnostics;
using System.Text.Json;
using Serverless.Local.Engine.Storage;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Engine.Instances;

/// <summary>What one turn makes of its messages: a commit, and what may leave the process once that is on disk.</summary>
internal sealed partial class Turn(Core core, string name, LiveState state, List<Message> messages)
{
    /// <summary>After so many generations in one turn the instance lets others have theirs.</summary>
    private const int MaxGenerations = 16;

    private readonly DateTimeOffset _now = core.Time.GetUtcNow();
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly List<Action> _replies = [];
    private readonly List<ActivityWork> _activities = [];
    private readonly List<ChildWork> _children = [];
    private readonly List<Action> _afterwards = [];
    private List<HistoryEvent> _log = [];
    private Commit _commit = new();
    private InstanceRow? _before;
    private InstanceRow? _row;
    private bool _open;
    private int _generations;

    /// <summary>Handles the messages.</summary>
    /// <returns>What is to be committed, or null.</returns>
    public Commit? Run()
    {
        if (!state.Known)
        {
            state.Row = core.Readers.Read(reader => reader.Find(name));
            state.Known = true;
        }

        _before = _row = state.Row;
        try
        {
            foreach (var message in messages) Handle(message);
        }
        catch (RunStoppedException stop)
        {
            Stop(stop);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException)
        {
            Stop(new RunStoppedException("Unreadable", "The instance's history cannot be read: " + unreadable.Message));
        }

        return Finish();
    }

    /// <summary>Nothing had to be written: answers may go out at once.</summary>
    public void Settled()
    {
        LetOut();
    }

    /// <summary>It is on disk.</summary>
    public void Committed(InstanceRow? row)
    {
        if (_commit.Row is not null) state.Row = row;
        if (state.Row is null or { HasEnded: true }) state.DropRun();
        core.StepMeasured?.Invoke(Stopwatch.GetElapsedTime(_began));
        LetOut();
        if (row?.Due is { } due) core.Clock.Notify(due);
        if (row is { HasEnded: true } or { Status: RowStatus.Stopped }) core.Ended(name);
    }

    /// <summary>It is not on disk: clients hear it, what is from the engine itself comes again.</summary>
    public IEnumerable<Message> Fail(Exception failure)
    {
        foreach (var message in messages) message.Refuse(failure);
        core.Logger.LogTurnFailed(name, failure);
        return messages.Where(message => message is AnswerMessage or StartMessage { Child: not null })
            .Append(new TickMessage(null, messages.OfType<TickMessage>().Any(tick => tick.Retry)));
    }

    private void LetOut()
    {
        foreach (var reply in _replies) reply();
        foreach (var message in messages)
        {
            if (message is AnswerMessage { Work: ActivityWork done }) core.Activities.Forget(done);
        }

        foreach (var activity in _activities) core.Activities.Enqueue(activity);
        foreach (var child in _children) core.StartChild(child);
        foreach (var action in _afterwards) action();
    }

    private void Handle(Message message)
    {
        switch (message)
        {
            case StartMessage start: Start(start); break;
            case EventMessage raised: Raise(raised); break;
            case AnswerMessage answer: Answer(answer); break;
            case TickMessage tick: Tick(tick); break;
            case ControlMessage control: Do(control); break;
            case StrayMessage stray when stray.Run == state.Run: throw stray.Stop;
        }
    }

    private void Start(StartMessage start)
    {
        if (start.Child is { } child)
        {
            // Who takes up work may have read it before the child began, ended and was purged.
            if (!core.Readers.Read(reader => reader.HasWork(child.Key))) return;
            _commit.RemoveWork.Add(child.Key);
        }

        if (_row is not null)
        {
            _replies.Add(() => start.Reply?.TrySetResult(StartResult.AlreadyExists));
            if (start.Child is not null && ParentOf(_row) != start.Child.Parent)
            {
                Tell(start.Child.Parent, new ChildFailed(start.Child.Parent.Seq, new ActivityFailure(
                    "InstanceExists", $"There is an instance '{name}' already.", Retriable: false)));
            }

            return;
        }

        _row = new InstanceRow(core.NextInstance(), name, start.Orchestration, RowStatus.Running, 1, _now.UtcTicks,
            _now.UtcTicks, null, false, null,
            start.Child is null ? null : DurableJson.Serialize(start.Child.Parent), null, null);
        _commit.IsNew = true;
        _replies.Add(() => start.Reply?.TrySetResult(StartResult.Started));
        BeginGeneration(new GenerationStarted(start.Orchestration, 1, start.Input));
        state.Run!.Continue();
        Settle();
    }

    private void Raise(EventMessage raised)
    {
        if (_row is null or { HasEnded: true })
        {
            _replies.Add(() => raised.Reply?.TrySetResult(false));
            return;
        }

        _replies.Add(() => raised.Reply?.TrySetResult(true));
        var kept = new KeptEvent(raised.Name, raised.Payload);
        if (_row.Status != RowStatus.Running)
        {
            Keep(kept);
            return;
        }

        EnsureRun();
        state.Mailbox.Add(kept);
        state.Run!.Continue();
        Settle();
    }

    private void Answer(AnswerMessage message)
    {
        // The call is answered, so that the child is not started when its orchestration is there again.
        if (message.Work is ChildWork child) _commit.RemoveWork.Add(child.Key);
        if (IsStale(message))
        {
            Drop(message);
            return;
        }

        if (_row!.Status != RowStatus.Running)
        {
            if (message.Stored == 0) Store(_row.Id, new StoredMessage(message.Generation, message.Answer), fresh: false);
            return;
        }

        // Where the run has to be replayed first, that delivers what is stored, this very answer with it. It may end
        // the generation, and the next one numbers its calls alike.
        EnsureRun();
        if (IsStale(message))
        {
            Drop(message);
            if (!_row.HasEnded) state.Run!.Continue();
        }
        else
        {
            if (message.Stored != 0) _commit.RemoveMessages.Add(message.Stored);
            if (!state.Run!.Deliver(message.Answer)) state.Run.Continue();
        }

        Settle();
    }

    private bool IsStale(AnswerMessage message) =>
        _row is null || _row.HasEnded || _row.Id != message.Row || _row.Generation != message.Generation;

    private void Drop(AnswerMessage message)
    {
        if (message.Stored != 0) _commit.RemoveMessages.Add(message.Stored);
        if (message.Work is { } work) _commit.RemoveWork.Add(work.Key);
    }

    private void Tick(TickMessage tick)
    {
        _replies.Add(() => tick.Reply?.TrySetResult());
        if (_row is null or { HasEnded: true }) return;
        if (tick.Retry && _row.Status == RowStatus.Stopped)
            _row = _row with { Status = RowStatus.Running, Result = null };
        if (_row.Status != RowStatus.Running)
        {
            DispatchUnfinished();
            return;
        }

        EnsureRun();

        // Work that had no room in memory is dispatched now; what runs or waits already is known and stays one.
        if (tick.Retry) DispatchUnfinished();
        state.Run!.Continue();
        state.Run.FireTimers(_now);
        Settle();
    }

    private static ParentLink? ParentOf(InstanceRow row) =>
        row.Parent is null ? null : DurableJson.Deserialize<ParentLink>(row.Parent);
}
