using System.Globalization;
using Microsoft.Extensions.Logging;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Intake.Mailboxes;

/// <summary>A session with an open mailbox.</summary>
internal sealed class MailboxRound(
    Tenant tenant, MailboxSource source, MailboxState state, IIntakeDesk desk, MailboxBook book, Suspects suspects,
    TimeProvider time, ILogger logger)
{
    /// <summary>No new message is begun after this long, so that the activity ends well within its limit.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(2);

    /// <summary>A message that broke so many rounds in a row is not tried first again.</summary>
    private const int MaxTries = 5;

    /// <summary>A message over which the process died so many times in a row is not touched again. What died with it
    /// for another reason, such as a document that is being read, has its own end sooner.</summary>
    internal const int MaxDeaths = 5;

    /// <summary>More would not fit into the state's row; the log has all of them.</summary>
    private const int MaxUntold = 50;

    private readonly long _maxBytes = TenantSources.From(tenant.Settings, source).MaxBytes;
    private string? _all;
    private DateTimeOffset _end;

    /// <summary>How far it has got; right also where <see cref="RunAsync"/> throws.</summary>
    public MailboxState State { get; private set; } = state;

    /// <summary>What it brought so far.</summary>
    public PollResult Result { get; set; } = PollResult.Nothing;

    /// <summary>Takes new messages, oldest first, in a mailbox without order behind the one over which the process died.
    /// </summary>
    public async Task RunAsync(IMailbox mailbox, int most, CancellationToken cancellation)
    {
        _end = time.GetUtcNow() + Budget;
        var all = await mailbox.ListAsync(State.After, most + 1 + State.Obstacles.Count, cancellation);
        var list = MailboxBook.HashOf(all);
        if (!mailbox.InOrder && State.Seen == list) return;
        var fresh = mailbox.InOrder ? all : await book.NewAsync(tenant.Id, source, all, cancellation);
        var obstacles = ObstaclesIn(fresh);

        // Whatever is begun before it takes the place of its count, and what only the end of the session deletes would do so
        // in every round. In order nothing is taken again, and the position must not pass what was not.
        var suspect = mailbox.InOrder ? null : State.Begun?.Uid;
        foreach (var message in fresh.Except(obstacles).OrderByDescending(one => one.Uid == suspect).Take(most).ToList())
        {
            if (time.GetUtcNow() >= _end)
            {
                Result = Result with { More = true };
                return;
            }

            cancellation.ThrowIfCancellationRequested();
            await TakeAsync(mailbox, message, obstacles, cancellation);
            obstacles = [];
        }

        if (!mailbox.InOrder && fresh.Count <= most) _all = list;
    }

    /// <summary>The session has ended properly. Before that, what was to be deleted may still come again.</summary>
    public void Closed() => State = State with { Seen = _all ?? State.Seen };

    private List<MailboxMessage> ObstaclesIn(IReadOnlyList<MailboxMessage> fresh)
    {
        State = State with { Obstacles = [.. State.Obstacles.Where(one => fresh.Any(message => message.Uid == one.Uid))] };
        var stuck = fresh.Where(message =>
            State.Obstacles.Any(one => one.Uid == message.Uid && one.Times >= MaxTries)).ToList();
        if (stuck.Count < fresh.Count) return stuck;

        // None is left that could show whether the fault is with the messages: all but the first have their turn again.
        State = State with { Obstacles = [.. State.Obstacles.Where(one => one.Uid == stuck.FirstOrDefault()?.Uid)] };
        return fresh.Count > 1 ? stuck[..1] : [];
    }

    /// <param name="obstacles">Messages that broke many rounds. When this one can be taken, the fault is not with the
    /// server or the stores; one that then breaks once more is passed over.</param>
    private async Task TakeAsync(
        IMailbox mailbox, MailboxMessage message, List<MailboxMessage> obstacles, CancellationToken cancellation)
    {
        string? left;
        try
        {
            left = await AttemptAsync(mailbox, message, cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            State = State with { Obstacles = Counted(message) };
            await book.SaveAsync(tenant.Id, source, State, cancellation);
            throw;
        }

        State = State with { Obstacles = [] };
        foreach (var obstacle in obstacles)
            await SettleAsync(mailbox, obstacle, await LastTryAsync(mailbox, obstacle, cancellation), cancellation);
        await SettleAsync(mailbox, message, left, cancellation);
        if (mailbox.InOrder) State = State with { After = message.Uid };
        if (mailbox.InOrder || left is not null || obstacles.Count > 0)
            await book.SaveAsync(tenant.Id, source, State, cancellation);
    }

    private List<Obstacle> Counted(MailboxMessage message)
    {
        var times = State.Obstacles.FirstOrDefault(one => one.Uid == message.Uid)?.Times ?? 0;
        return [.. State.Obstacles.Where(one => one.Uid != message.Uid), new Obstacle(message.Uid, times + 1)];
    }

    private async Task<string?> LastTryAsync(IMailbox mailbox, MailboxMessage obstacle, CancellationToken cancellation)
    {
        const string passedOver = "Eine Nachricht ließ sich auch nach vielen Versuchen nicht abholen.";
        if (time.GetUtcNow() >= _end) return passedOver;
        try
        {
            return await AttemptAsync(mailbox, obstacle, cancellation);
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            logger.LogError(failed, "A message of {Tenant}/{Source} broke a round again and is passed over", tenant.Id, source.Id);
            return passedOver;
        }
    }

    private async Task SettleAsync(
        IMailbox mailbox, MailboxMessage message, string? left, CancellationToken cancellation)
    {
        if (left is not null) await LeaveAsync(mailbox, message, left, cancellation);
        else if (!mailbox.InOrder && source.Afterwards == Afterwards.Keep)
            await book.RememberAsync(tenant.Id, source, message.Uid, cancellation);
    }

    /// <summary>Takes a message, counted beforehand: where the process dies over it, the next one knows, and takes it alone,
    /// so that no document that is being read is blamed for it.</summary>
    /// <returns>Why the message stays where it is, or null where it was taken.</returns>
    private async Task<string?> AttemptAsync(IMailbox mailbox, MailboxMessage message, CancellationToken cancellation)
    {
        var before = State.Begun is { } begun && begun.Uid == message.Uid ? begun : null;
        var deaths = before?.Times ?? 0;
        if (deaths >= MaxDeaths)
        {
            State = State with { Begun = null };
            return string.Create(
                CultureInfo.InvariantCulture, $"Über einer Nachricht ist der Dienst {deaths}-mal abgestürzt.");
        }

        using var alone = await suspects.AloneAsync(before is not null, cancellation);
        try
        {
            State = State with { Begun = new Obstacle(message.Uid, deaths + 1) };
            await book.SaveAsync(tenant.Id, source, State, cancellation);
            var left = await DeliverAsync(mailbox, message, cancellation);
            await EndAsync(null);
            return left;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // It neither killed nor came through. Whoever is stopped in the middle does not know, and it counts.
            await EndAsync(before);
            throw;
        }

        // As long as a suspect's attempt is on record it has its turn, or the next suspect's death is counted for it.
        Task EndAsync(Obstacle? begunStill)
        {
            State = State with { Begun = begunStill };
            return alone is null ? Task.CompletedTask : book.SaveAsync(tenant.Id, source, State, CancellationToken.None);
        }
    }

    /// <returns>Why the message stays where it is, or null where it was taken.</returns>
    private async Task<string?> DeliverAsync(IMailbox mailbox, MailboxMessage message, CancellationToken cancellation)
    {
        if (message.Bytes == 0) return "Eine Nachricht ist leer.";
        if (message.Bytes > _maxBytes) return TooLarge(message.Bytes);
        IntakeResult taken;
        try
        {
            await using var content = await mailbox.ReadAsync(message, _maxBytes, cancellation);
            taken = await desk.ReceiveAsync(
                new Delivery(tenant.Id, source.Id, "message/rfc822", null, content), cancellation);
        }
        catch (DocumentTooLargeException)
        {
            return TooLarge(message.Bytes);
        }

        await mailbox.SettleAsync(message, cancellation);
        Result = Result.With(taken);
        return null;
    }

    private async Task LeaveAsync(IMailbox mailbox, MailboxMessage message, string why, CancellationToken cancellation)
    {
        logger.LogWarning("A message of {Tenant}/{Source} stays in its mailbox: {Why}", tenant.Id, source.Id, why);
        Result = Result with { Messages = Result.Messages + 1, Left = Result.Left + 1 };
        if (State.Untold.Count < MaxUntold) State = State with { Untold = [.. State.Untold, new LeftMessage(message.Uid, why)] };
        if (!mailbox.InOrder) await book.LeaveAsync(tenant.Id, source, message.Uid, State, cancellation);
    }

    private string TooLarge(long? bytes) => string.Create(CultureInfo.InvariantCulture,
        $"Eine Nachricht ist zu groß{(bytes is { } known ? $": {known / 1_048_576} MB" : string.Empty)}, erlaubt sind {_maxBytes / 1_048_576} MB.");
}
