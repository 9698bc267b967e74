using Serverless.Workflows.Posting;

namespace Serverless.Workflows.Tests.Posting;

public sealed class PostingReviewTests
{
    private static readonly PostingKey Key = new("demo", "0a", "agency", "claim", 1);
    private readonly PostingBook _book;
    private readonly PostingDesk _desk;
    private readonly PostingReview _review;
    private readonly FakeTarget _target = new(PostingCapability.Blind);

    public PostingReviewTests()
    {
        var time = new ManualTime();
        _book = new PostingBook(new MemoryRecordStore(), time);
        _desk = new PostingDesk(_book, time);
        _review = new PostingReview(_book, time);
    }

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task It_is_there_confirms_it()
    {
        await DoubtAsync();
        var posting = await _review.ItIsThereAsync(Key, "anna", "A-7", None);
        Assert.Equal((PostingStep.Confirmed, "anna", "A-7"), (posting.Step, posting.SettledBy, posting.Number));
        Assert.Equal(posting, await _review.ItIsThereAsync(Key, "bernd", "A-8", None));
        Assert.Equal(PostingStep.Confirmed, (await _desk.PostAsync(Key, "sha", _target, None)).Step);
        await Assert.ThrowsAsync<PostingReviewException>(() => _review.SendAgainAsync(Key, "anna", null, None));
        Assert.Equal(1, _target.Calls);
    }

    [Fact]
    public async Task Send_again_is_a_posting_of_its_own_once()
    {
        await DoubtAsync();
        var again = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(
            () => _review.SendAgainAsync(Key, "anna", null, None))));

        var next = Assert.Single(again.Distinct());
        Assert.Equal((Key with { N = 2 }, PostingStep.Planned, "sha"), (next.Key, next.Step, next.Payload));
        Assert.Equal(next, await _book.LastAsync("demo", "0a", "agency", "claim", None));
        await Assert.ThrowsAsync<PostingReviewException>(() => _review.ItIsThereAsync(Key, "anna", null, None));

        _target.Before = null;
        Assert.Equal(PostingStep.Confirmed, (await _desk.PostAsync(next.Key, "x", _target, None)).Step);
        Assert.Equal([(next.Key, "sha")], _target.Taken);
        Assert.Equal([PostingStep.Unknown, PostingStep.Confirmed],
            (await _book.OfItemAsync("demo", "0a", None)).Select(posting => posting.Step));
    }

    [Fact]
    public async Task What_was_refused_is_sent_again_with_what_was_mended()
    {
        _target.Refuses = "Konto fehlt";
        await _desk.PostAsync(Key, "sha", _target, None);
        _target.Refuses = null;

        var next = await _review.SendAgainAsync(Key, "anna", "sha2", None);
        await _desk.PostAsync(next.Key, "sha2", _target, None);
        Assert.Equal([(next.Key, "sha2")], _target.Taken);
    }

    [Fact]
    public async Task What_is_not_in_doubt_is_not_for_a_person()
    {
        await Assert.ThrowsAsync<PostingReviewException>(() => _review.ItIsThereAsync(Key, "anna", null, None));
        await Assert.ThrowsAsync<PostingReviewException>(() => _review.SendAgainAsync(Key, "anna", null, None));
        _target.Before = () => throw new PostingNotSentException("keine Verbindung");
        await Assert.ThrowsAnyAsync<Exception>(() => _desk.PostAsync(Key, "sha", _target, None));
        var error = await Assert.ThrowsAsync<PostingReviewException>(
            () => _review.SendAgainAsync(Key, "anna", null, None));
        Assert.Contains("noch nicht gesendet", error.Message, StringComparison.Ordinal);
    }

    private async Task DoubtAsync()
    {
        _target.Before = () => throw new IOException("Verbindung abgebrochen");
        Assert.Equal(PostingStep.Unknown, (await _desk.PostAsync(Key, "sha", _target, None)).Step);
    }
}
