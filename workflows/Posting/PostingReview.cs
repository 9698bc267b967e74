namespace Serverless.Workflows.Posting;

/// <summary>Where a person settles what no target can say. The messages of its exceptions are German and fit to be
/// shown.</summary>
public sealed class PostingReview(PostingBook book, TimeProvider time)
{
    /// <summary>A person has looked: the target has the posting. Saying so again changes nothing.</summary>
    /// <param name="number">The target's number for it, where the person knows it.</param>
    /// <exception cref="PostingReviewException">It is not in doubt.</exception>
    public async Task<Posting> ItIsThereAsync(
        PostingKey key, string person, string? number, CancellationToken cancellation)
    {
        while (true)
        {
            var (posting, etag) = await ReadAsync(key, cancellation).ConfigureAwait(false);
            if (posting.Step == PostingStep.Confirmed) return posting;
            if (posting.Step != PostingStep.Unknown || posting.Next is not null)
                throw new PostingReviewException(key, posting.Step, "als vorhanden bestätigt");

            var settled = posting with
            {
                Step = PostingStep.Confirmed,
                SettledBy = person,
                SettledUtc = time.GetUtcNow(),
                Number = number,
                Message = null,
            };
            if (await book.WriteAsync(key, [PostingBook.Replace(settled, etag)], PostingNotes.Of(settled, person),
                cancellation).ConfigureAwait(false))
            {
                return settled;
            }
        }
    }

    /// <summary>A person has looked: it is to be sent again, as a posting of its own. Asking for it again yields the same
    /// one.</summary>
    /// <param name="payload">What is to be sent now, or null for the same as before.</param>
    /// <returns>The new posting, planned; its key goes to <see cref="PostingDesk.PostAsync"/>.</returns>
    /// <exception cref="PostingReviewException">It is neither in doubt nor refused.</exception>
    public async Task<Posting> SendAgainAsync(
        PostingKey key, string person, string? payload, CancellationToken cancellation)
    {
        while (true)
        {
            var (posting, etag) = await ReadAsync(key, cancellation).ConfigureAwait(false);
            if (posting.Next is { } next)
                return (await ReadAsync(key with { N = next }, cancellation).ConfigureAwait(false)).Posting;
            if (posting.Step is not (PostingStep.Unknown or PostingStep.Refused))
                throw new PostingReviewException(key, posting.Step, "noch einmal gesendet");

            var again = new Posting(key with { N = key.N + 1 }, PostingStep.Planned, payload ?? posting.Payload, 0,
                time.GetUtcNow(), null);
            again.Key.Ensure();
            var left = posting with { Next = again.Key.N, SettledBy = person, SettledUtc = time.GetUtcNow() };
            if (await book.WriteAsync(key, [PostingBook.Replace(left, etag), PostingBook.Insert(again)],
                PostingNotes.Of(left, person), cancellation).ConfigureAwait(false))
            {
                return again;
            }
        }
    }

    private async Task<(Posting Posting, string ETag)> ReadAsync(PostingKey key, CancellationToken cancellation) =>
        await book.ReadAsync(key, cancellation).ConfigureAwait(false) ?? throw new PostingReviewException(key);
}

/// <summary>A posting is not one that a person has to settle.</summary>
public sealed class PostingReviewException : Exception
{
    internal PostingReviewException(PostingKey key)
        : base($"Die Buchung {key} gibt es nicht.")
    {
    }

    internal PostingReviewException(PostingKey key, PostingStep step, string wish)
        : base($"Die Buchung an {key.Target} kann nicht {wish} werden: Sie ist {Name(step)}.")
    {
    }

    private static string Name(PostingStep step) => step switch
    {
        PostingStep.Planned => "noch nicht gesendet",
        PostingStep.Sending => "gerade unterwegs; bitte später noch einmal versuchen",
        PostingStep.Confirmed => "bereits bestätigt",
        PostingStep.Refused => "abgelehnt worden",
        _ => "bereits noch einmal gesendet worden",
    };
}
