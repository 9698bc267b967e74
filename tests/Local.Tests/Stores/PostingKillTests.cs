using System.Globalization;
using Serverless.Local.Stores;
using Serverless.Workflows.Posting;

namespace Serverless.Local.Tests.Stores;

/// <summary>A real process is killed again and again while it posts, before and after the target has the posting and
/// always before that is recorded. The target is outside and counts.</summary>
public sealed class PostingKillTests : IDisposable
{
    private const int Kills = 12;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_keyed_target_does_each_posting_exactly_once()
    {
        await KillAgainAndAgainAsync(PostingCapability.Keyed);

        var done = FileTarget.Done(_folder.Path);
        Assert.Equal(AllKeys(), done.Order(StringComparer.Ordinal));
        Assert.True(FileTarget.Calls(_folder.Path).Length > done.Length, "no posting was sent again after a kill");
        Assert.All(await PostingsAsync(), posting => Assert.Equal(PostingStep.Confirmed, posting.Step));
    }

    [Fact]
    public async Task A_target_that_can_be_asked_does_each_posting_exactly_once()
    {
        await KillAgainAndAgainAsync(PostingCapability.Lookup);

        Assert.Equal(AllKeys(), FileTarget.Done(_folder.Path).Order(StringComparer.Ordinal));
        Assert.NotEmpty(FileTarget.Found(_folder.Path));
        Assert.All(await PostingsAsync(), posting => Assert.Equal(PostingStep.Confirmed, posting.Step));
    }

    [Fact]
    public async Task A_blind_target_does_each_posting_at_most_once_and_a_person_settles_the_rest()
    {
        await KillAgainAndAgainAsync(PostingCapability.Blind);

        var done = FileTarget.Done(_folder.Path).ToHashSet();
        Assert.Equal(done.Count, FileTarget.Done(_folder.Path).Length);
        Assert.Equal(FileTarget.Calls(_folder.Path).Distinct(), FileTarget.Calls(_folder.Path));
        var postings = await PostingsAsync();
        Assert.All(postings, posting => Assert.True(
            posting.Step == PostingStep.Unknown
            || (posting.Step == PostingStep.Confirmed && done.Contains(posting.Key.ToString()))));
        Assert.Contains(postings, posting => posting.Step == PostingStep.Unknown && done.Contains(posting.Key.ToString()));
        Assert.Contains(postings, posting => posting.Step == PostingStep.Unknown && !done.Contains(posting.Key.ToString()));

        // The person looks at the target and says what is there.
        await using var records = Open();
        var book = new PostingBook(records, TimeProvider.System);
        var review = new PostingReview(book, TimeProvider.System);
        var desk = new PostingDesk(book, TimeProvider.System);
        foreach (var doubt in postings.Where(posting => posting.Step == PostingStep.Unknown))
        {
            if (done.Contains(doubt.Key.ToString()))
            {
                await review.ItIsThereAsync(doubt.Key, "anna", null, default);
                continue;
            }

            var again = await review.SendAgainAsync(doubt.Key, "anna", null, default);
            await desk.PostAsync(again.Key, again.Payload, new FileTarget(_folder.Path, PostingCapability.Blind, null), default);
        }

        var items = FileTarget.Done(_folder.Path).Select(line => PostingKey.Parse(line).Item).ToList();
        Assert.Equal(PostingWorker.Postings, items.Count);
        Assert.Equal(PostingWorker.Postings, items.Distinct().Count());
    }

    private static IEnumerable<string> AllKeys() =>
        Enumerable.Range(0, PostingWorker.Postings).Select(i => $"{PostingWorker.Key(i)}").Order(StringComparer.Ordinal);

    private SqliteRecordStore Open() => new(_folder.File("records.db"));

    private async Task KillAgainAndAgainAsync(PostingCapability capability)
    {
        var random = new Random(17);
        for (var kill = 0; kill < Kills; kill++)
        {
            var at = random.Next(1, 5).ToString(CultureInfo.InvariantCulture);
            Assert.True(await SelfKill.EndsWorkerAsync(
                "postings", _folder.Path, $"{capability}", at, $"{kill % 2 == 0}"));
        }

        Assert.False(await SelfKill.EndsWorkerAsync("postings", _folder.Path, $"{capability}", "0", "false"));
    }

    private async Task<List<Posting>> PostingsAsync()
    {
        await using var records = Open();
        var book = new PostingBook(records, TimeProvider.System);
        var postings = new List<Posting>();
        for (var i = 0; i < PostingWorker.Postings; i++)
            postings.Add((await book.GetAsync(PostingWorker.Key(i), default))!);
        return postings;
    }
}
