using Serverless.Local.Engine.Storage;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Engine.Instances;

/// <summary>How a turn drives the orchestration's code.</summary>
internal sealed partial class Turn
{
    private void EnsureRun()
    {
        if (state.Run is null) Replay();
        if (_open) return;
        _open = true;
        state.Run!.OpenStep(_now, _log);
    }

    private void Replay()
    {
        var (history, stored) = core.Readers.Read(
            reader => (reader.History(_row!.Head), reader.Messages(_row.Id)));
        var start = history.Count > 0 && history[0] is GenerationStarted first
            ? first
            : throw new InvalidDataException("The history has no beginning.");
        var run = NewRun(start);
        run.Replay(history);
        state.Run = run;
        _open = true;
        run.OpenStep(_now, _log);
        if (_row!.Busy) _activities.AddRange(UnfinishedIn(history, stored));

        foreach (var message in stored)
        {
            switch (message.Body.Happened)
            {
                case EventReceived kept:
                    state.Mailbox.Add(new KeptEvent(kept.Name, kept.Payload) { Stored = message.Id });
                    break;
                case Answer answer:
                    _commit.RemoveMessages.Add(message.Id);
                    if (message.Body.Generation == _row!.Generation) state.Run!.Deliver(answer);
                    Settle();
                    break;
            }
        }
    }

    private OrchestrationRun NewRun(GenerationStarted start)
    {
        if (!core.Catalogue.TryGetOrchestration(start.Orchestration, out var entry))
        {
            throw new RunStoppedException(RunStoppedException.UnknownOrchestration,
                $"This program has no orchestration '{start.Orchestration}'.");
        }

        OrchestrationRun? run = null;
        run = new OrchestrationRun(entry, name, start, state.Mailbox, core.CodeLogger,
            stop => core.Post(name, new StrayMessage(run!, stop)));
        return run;
    }

    private void BeginGeneration(GenerationStarted start)
    {
        _log = [start];
        state.Run = NewRun(start);
        state.Run.OpenStep(_now, _log);
        _open = true;
    }

    /// <summary>Follows the code to its end or into its next generations.</summary>
    private void Settle()
    {
        while (state.Run is { End: { } end } run && !_row!.HasEnded)
        {
            LeaveWork(run);
            switch (end)
            {
                case OrchestrationCompleted completed:
                    End(RowStatus.Completed, completed.Output, null);
                    return;
                case OrchestrationFailed failed:
                    End(RowStatus.Failed, null, failed.Failure);
                    return;
                case ContinuedAsNew next:
                    NextGeneration(run, next);
                    if (++_generations >= MaxGenerations) return;
                    state.Run.Continue();
                    break;
            }
        }
    }

    private void NextGeneration(OrchestrationRun run, ContinuedAsNew next)
    {
        _row = _row! with { Generation = _row.Generation + 1, Custom = run.CustomStatusJson ?? _row.Custom };
        _commit.DropStepsFrom = _before?.Head;
        NoteTaken(run);
        if (core.Options.Strict is { } strict) state.Mailbox.Shuffle(strict.Order(name, _row.Generation));
        BeginGeneration(new GenerationStarted(_row.Orchestration, _row.Generation, next.Input));
    }

    /// <summary>Activities that the generation leaves behind still run; from now on a row of their own keeps them.</summary>
    private void LeaveWork(OrchestrationRun run)
    {
        NoteScheduled();
        foreach (var open in run.Open.OfType<ActivityScheduled>()) _commit.AddWork.Add(WorkOf(_row!, open));
    }

    /// <summary>Gathers what the log so far asks to be done.</summary>
    private void NoteScheduled()
    {
        foreach (var happened in _log)
        {
            switch (happened)
            {
                case ActivityScheduled activity:
                    _activities.Add(WorkOf(_row!, activity));
                    break;
                case ChildStarted child:
                    var work = new ChildWork(child.InstanceId, child.Name, child.Input,
                        new ParentLink(name, _row!.Id, _row.Generation, child.Seq));
                    _commit.AddWork.Add(work);
                    _children.Add(work);
                    break;
            }
        }
    }

    private void NoteTaken(OrchestrationRun run)
    {
        foreach (var taken in run.DrainTaken())
        {
            if (taken is KeptEvent { Stored: > 0 } kept) _commit.RemoveMessages.Add(kept.Stored);
        }
    }

    private ActivityWork WorkOf(InstanceRow row, ActivityScheduled activity) =>
        new(name, row.Id, row.Generation, activity.Seq, activity.Name, activity.Input);
}
