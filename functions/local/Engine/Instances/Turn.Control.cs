using System.Text.Json;
using Serverless.Local.Engine.Storage;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Engine.Instances;

/// <summary>What is done to an instance from outside its code.</summary>
internal sealed partial class Turn
{
    private void Do(ControlMessage control)
    {
        var done = _row is not null && control.Control switch
        {
            Control.Suspend => Suspend(control.Reason),
            Control.Resume => Resume(control.Reason),
            Control.Terminate => Terminate(control.Reason),
            Control.Purge => Purge(),
            _ => false,
        };
        _replies.Add(() => control.Reply.TrySetResult(done));
    }

    private bool Suspend(string reason)
    {
        if (_row!.Status == RowStatus.Suspended) return true;
        if (_row.Status != RowStatus.Running) return false;
        state.DropRun();
        _row = _row with { Status = RowStatus.Suspended, Due = null };
        _log.Add(new Suspended(reason));
        return true;
    }

    private bool Resume(string reason)
    {
        if (_row!.HasEnded) return false;
        if (_row.Status == RowStatus.Running) return true;
        var wasStopped = _row.Status == RowStatus.Stopped;
        _row = _row with { Status = RowStatus.Running, Result = null };
        if (!wasStopped) _log.Add(new Resumed(reason));
        EnsureRun();
        state.Run!.Continue();
        state.Run.FireTimers(_now);
        Settle();
        return true;
    }

    private bool Terminate(string reason)
    {
        if (_row!.HasEnded) return false;
        if (_row.Busy) _commit.AddWork.AddRange(Unfinished());
        _log.Add(new Terminated(reason));
        End(RowStatus.Terminated, null, new ActivityFailure("Terminated", reason, Retriable: false));
        return true;
    }

    private bool Purge()
    {
        if (!_row!.HasEnded) return false;
        _commit.Purge = true;
        _commit.RemoveAllMessages = true;
        _commit.DropStepsFrom = _row.Head;
        return true;
    }

    private void End(RowStatus status, string? output, ActivityFailure? failure)
    {
        if (_row!.Parent is not null)
        {
            var parent = ParentOf(_row)!;
            Tell(parent, failure is null
                ? new ChildCompleted(parent.Seq, output!)
                : new ChildFailed(parent.Seq, failure));
        }

        _row = _row with
        {
            Status = status,
            Due = null,
            Busy = false,
            Custom = state.Run?.CustomStatusJson ?? _row.Custom,
            Result = failure is null ? output : JsonSerializer.Serialize(failure, DurableJson.Options),
        };
        _commit.RemoveAllMessages = true;
    }

    /// <summary>The code of the day cannot go on. Nothing of this turn has happened but that its messages are kept.</summary>
    private void Stop(RunStoppedException stop)
    {
        core.Logger.LogInstanceStopped(name, stop);
        var created = _commit.IsNew ? _row : null;
        var child = messages.OfType<StartMessage>().FirstOrDefault(start => start.Child is not null)?.Child;
        _commit = new Commit { IsNew = created is not null };
        if (child is not null) _commit.RemoveWork.Add(child.Key);
        _replies.Clear();
        _activities.Clear();
        _children.Clear();
        _afterwards.Clear();
        state.DropRun();
        _log = [];
        _row = (created ?? _before)! with
        {
            Status = RowStatus.Stopped,
            Generation = (created ?? _before)!.Generation,
            Due = null,
            Result = JsonSerializer.Serialize(stop.Failure, DurableJson.Options),
        };

        foreach (var message in messages)
        {
            switch (message)
            {
                case StartMessage start when created is not null && start.Child?.Parent == ParentOf(created):
                    _log.Add(new GenerationStarted(start.Orchestration, 1, start.Input));
                    _row = _row with { Generation = 1 };
                    _replies.Add(() => start.Reply?.TrySetResult(StartResult.Started));
                    created = null;
                    break;
                case ControlMessage control:
                    _replies.Add(() => control.Reply.TrySetResult(control.Control == Control.Resume));
                    break;
                case StrayMessage: break;
                case TickMessage tick: Tick(tick with { Retry = false }); break;
                default: Handle(message); break;
            }
        }
    }

    private void Tell(ParentLink parent, Answer answer)
    {
        var row = Store(parent.Row, new StoredMessage(parent.Generation, answer), fresh: true);
        _afterwards.Add(() => core.Post(
            parent.Name, new AnswerMessage(parent.Row, parent.Generation, answer, row, null)));
    }
}
