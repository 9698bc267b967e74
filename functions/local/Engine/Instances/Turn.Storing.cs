using System.Text.Json;
using Serverless.Local.Engine.Storage;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Engine.Instances;

/// <summary>What a turn leaves on disk.</summary>
internal sealed partial class Turn
{
    private Commit? Finish()
    {
        if (_row is { Status: RowStatus.Running } && state.Run is { } run && _open)
        {
            NoteScheduled();
            NoteTaken(run);
            foreach (var pending in state.Mailbox.Events)
            {
                if (pending is KeptEvent { Stored: 0 } kept) Keep(kept);
            }

            // A generation that has not begun is due at once, whatever the clock says: others had their turn first.
            _row = _row with
            {
                Busy = run.Open.Any(open => open is ActivityScheduled),
                Due = run.Begun ? run.NextDue?.UtcTicks : 0,
                Custom = run.CustomStatusJson ?? _row.Custom,
            };
        }

        if (_log.Count > 0) _commit.Step = JsonSerializer.SerializeToUtf8Bytes(_log, DurableJson.Options);
        if (_commit.Purge || _commit.Step is not null || _row != _before)
            _commit.Row = _row! with { Updated = _now.UtcTicks };
        return _commit.Row is null && _commit.RemoveMessages.Count == 0 && _commit.AddMessages.Count == 0
            && _commit.RemoveWork.Count == 0 ? null : _commit;
    }

    private void Keep(KeptEvent kept) => kept.Stored = Store(
        _row!.Id, new StoredMessage(0, new EventReceived(0, kept.Name, kept.PayloadJson)), fresh: false);

    private long Store(long instance, StoredMessage message, bool fresh)
    {
        var id = core.NextMessage();
        _commit.AddMessages.Add(new MessageRow(id, instance, fresh, message));
        return id;
    }

    /// <summary>Dispatches, once this turn is over, what runs nowhere: after a restart or a failed commit.</summary>
    private void DispatchUnfinished()
    {
        // What is on disk is of the generation that this turn began with; a newer one is dispatched by what it asks.
        if (!_row!.Busy || _commit.IsNew || _row.Generation != _before!.Generation) return;
        _activities.AddRange(Unfinished());
    }

    /// <summary>The activities on disk that have no answer. Where nobody can read them there are none: that stops an
    /// instance that is to go on, but not one that rests or is to end.</summary>
    private List<ActivityWork> Unfinished()
    {
        try
        {
            var (history, stored) = core.Readers.Read(
                reader => (reader.History(_row!.Head), reader.Messages(_row.Id)));
            return [.. UnfinishedIn(history, stored)];
        }
        catch (InvalidDataException unreadable)
        {
            core.Logger.LogUnreadable(name, unreadable);
            return [];
        }
    }

    private IEnumerable<ActivityWork> UnfinishedIn(List<HistoryEvent> history, List<MessageRow> stored)
    {
        var answered = history.OfType<Answer>().Select(answer => answer.Seq).ToHashSet();
        answered.UnionWith(stored.Where(message => message.Body.Generation == _row!.Generation)
            .Select(message => message.Body.Happened).OfType<Answer>().Select(answer => answer.Seq));
        answered.UnionWith(messages.OfType<AnswerMessage>()
            .Where(message => message.Row == _row!.Id && message.Generation == _row.Generation)
            .Select(message => message.Answer.Seq));
        return history.OfType<ActivityScheduled>().Where(activity => !answered.Contains(activity.Seq))
            .Select(open => WorkOf(_row!, open));
    }
}
