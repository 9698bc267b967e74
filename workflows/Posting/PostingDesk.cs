using System.Collections.Concurrent;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Posting;

/// <summary>
/// Posts once. Before anything leaves, the record says <c>sending</c>; whoever finds that (a repeated activity after a
/// crash) asks the target, or sends again where the target dedupes our key, or leaves it to a person.
/// </summary>
public sealed class PostingDesk(PostingBook book, TimeProvider time)
{
    private readonly ConcurrentDictionary<PostingKey, Lazy<Task<Posting>>> _running = new();

    /// <summary>Posts what the key stands for, or finds out what became of it. Calling it again is always safe.</summary>
    /// <param name="key">Comes from whoever plans the posting and is the same in every repetition.</param>
    /// <param name="payload">Counts only for the first call with this key.</param>
    /// <param name="target">The connector that the key names.</param>
    /// <returns>The posting: confirmed, refused, or unknown, which is for a person to settle.</returns>
    /// <exception cref="ActivityFailureException">It is certain that nothing was posted, or it is too early to know;
    /// retriable.</exception>
    public async Task<Posting> PostAsync(
        PostingKey key, string payload, IPostingTarget target, CancellationToken cancellation)
    {
        key.Ensure();
        while (true)
        {
            // Within one process the same posting never runs twice at once: the second call gets the first one's result.
            var running = _running.GetOrAdd(key, _ => new Lazy<Task<Posting>>(
                () => RunAsync(key, payload, target, cancellation)));
            try
            {
                return await running.Value.WaitAsync(cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // The call that was joined has been given up; this one goes on by itself.
            }
        }
    }

    private async Task<Posting> RunAsync(
        PostingKey key, string payload, IPostingTarget target, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var (posting, etag) = await PlannedAsync(key, payload, cancellation).ConfigureAwait(false);
                var done = posting.Step switch
                {
                    PostingStep.Planned => await SendAsync(posting, etag, target, cancellation).ConfigureAwait(false),
                    PostingStep.Sending => await ResumeAsync(posting, etag, target, cancellation).ConfigureAwait(false),
                    _ => posting,
                };
                if (done is not null) return done;
            }
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }

    /// <summary>Puts a posting on record without sending it; one that is there stays as it is.</summary>
    public Task PlanAsync(PostingKey key, string payload, CancellationToken cancellation)
    {
        key.Ensure();
        return PlannedAsync(key, payload, cancellation);
    }

    private async Task<(Posting Posting, string ETag)> PlannedAsync(
        PostingKey key, string payload, CancellationToken cancellation)
    {
        while (true)
        {
            if (await book.ReadAsync(key, cancellation).ConfigureAwait(false) is { } found) return found;
            var planned = new Posting(key, PostingStep.Planned, payload, 0, time.GetUtcNow(), null);
            await book.WriteAsync(key, [PostingBook.Insert(planned)], Note(planned), cancellation).ConfigureAwait(false);
        }
    }

    /// <returns>Null where somebody else has changed the record: it is to be read again.</returns>
    private async Task<Posting?> SendAsync(
        Posting posting, string etag, IPostingTarget target, CancellationToken cancellation)
    {
        var sending = posting with
        {
            Step = PostingStep.Sending,
            Attempts = posting.Attempts + 1,
            SentUtc = time.GetUtcNow(),
            Message = null,
        };
        if (!await MoveAsync(sending, etag, cancellation).ConfigureAwait(false)) return null;

        PostingAnswer answer;
        try
        {
            answer = await target.SendAsync(posting.Key, posting.Payload, cancellation).ConfigureAwait(false);
        }
        catch (PostingNotSentException error)
        {
            await BackToPlannedAsync(sending, error.Message).ConfigureAwait(false);
            throw new ActivityFailureException(new ActivityFailure("PostingNotSent", error.Message), error);
        }
        catch (Exception error) when (target.Capability == PostingCapability.Blind && error is not OperationCanceledException)
        {
            return await DoubtAsync(sending, error.Message).ConfigureAwait(false);
        }

        return await SettleAsync(sending, answer).ConfigureAwait(false);
    }

    private async Task<Posting?> ResumeAsync(
        Posting posting, string etag, IPostingTarget target, CancellationToken cancellation)
    {
        switch (target.Capability)
        {
            case PostingCapability.Keyed:
                return await SendAsync(posting, etag, target, cancellation).ConfigureAwait(false);

            case PostingCapability.Lookup:
                var answer = await target.FindAsync(posting.Key, cancellation).ConfigureAwait(false);
                if (answer is not null) return await SettleAsync(posting, answer).ConfigureAwait(false);
                if (time.GetUtcNow() < posting.SentUtc + target.SettleTime)
                {
                    throw new ActivityFailureException(new ActivityFailure("PostingOnItsWay",
                        $"{posting.Key.Target} hat die Buchung noch nicht; sie kann noch unterwegs sein. Es wird später "
                        + "noch einmal nachgefragt."));
                }

                return await SendAsync(posting, etag, target, cancellation).ConfigureAwait(false);

            default:
                return await DoubtAsync(posting, null).ConfigureAwait(false);
        }
    }

    /// <summary>Writes down what the target answered, however far others have brought the record meanwhile: an answer is
    /// worth more than a doubt. Not cancelled, for it is the one thing that must not be lost.</summary>
    private async Task<Posting?> SettleAsync(Posting sent, PostingAnswer answer)
    {
        while (true)
        {
            var (now, etag) = (await book.ReadAsync(sent.Key, CancellationToken.None).ConfigureAwait(false))!.Value;
            if (now.Step is PostingStep.Confirmed or PostingStep.Refused || now.Next is not null) return now;
            var settled = now with
            {
                Step = answer.Accepted ? PostingStep.Confirmed : PostingStep.Refused,
                SettledUtc = time.GetUtcNow(),
                Number = answer.Number,
                Message = answer.Message,
            };
            if (await MoveAsync(settled, etag, CancellationToken.None).ConfigureAwait(false)) return settled;
        }
    }

    private async Task<Posting?> DoubtAsync(Posting sent, string? reason)
    {
        var (now, etag) = (await book.ReadAsync(sent.Key, CancellationToken.None).ConfigureAwait(false))!.Value;
        if (now.Step != PostingStep.Sending || now.Attempts != sent.Attempts) return null;
        var unknown = now with
        {
            Step = PostingStep.Unknown,
            Message = $"Es ist nicht bekannt, ob {sent.Key.Target} die Buchung bekommen hat"
                + (reason is null ? ". " : $" ({reason}). ")
                + "Bitte dort nachsehen und „ist vorhanden“ oder „noch einmal senden“ wählen.",
        };
        return await MoveAsync(unknown, etag, CancellationToken.None).ConfigureAwait(false) ? unknown : null;
    }

    private async Task BackToPlannedAsync(Posting sent, string message)
    {
        var (now, etag) = (await book.ReadAsync(sent.Key, CancellationToken.None).ConfigureAwait(false))!.Value;
        if (now.Step != PostingStep.Sending || now.Attempts != sent.Attempts) return;

        // An earlier attempt may have reached the target; that this one did not says nothing about it.
        if (now.Attempts > 1) return;
        await MoveAsync(now with { Step = PostingStep.Planned, Attempts = 0, SentUtc = null, Message = message },
            etag, CancellationToken.None).ConfigureAwait(false);
    }

    private Task<bool> MoveAsync(Posting posting, string etag, CancellationToken cancellation) =>
        book.WriteAsync(posting.Key, [PostingBook.Replace(posting, etag)], Note(posting), cancellation);

    private static AuditNote Note(Posting posting) => PostingNotes.Of(posting, ItemChange.System);
}
