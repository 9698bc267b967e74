using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Posting;

namespace Serverless.Workflows.Tests.Posting;

public sealed class PostingDeskTests
{
    private static readonly PostingKey Key = new("demo", "0a", "erp", "invoice", 1);
    private readonly MemoryRecordStore _records = new();
    private readonly ManualTime _time = new();
    private readonly PostingBook _book;

    public PostingDeskTests() => _book = new PostingBook(_records, _time);

    public static TheoryData<PostingCapability> Capabilities => new(Enum.GetValues<PostingCapability>());

    private static CancellationToken None => CancellationToken.None;

    /// <summary>A desk of its own, as another process has one.</summary>
    private PostingDesk Desk => new(_book, _time);

    [Theory]
    [MemberData(nameof(Capabilities))]
    public async Task A_posting_is_sent_once_however_often_it_is_asked_for(PostingCapability capability)
    {
        var target = new FakeTarget(capability);
        var first = await Desk.PostAsync(Key, "sha", target, None);
        var second = await Desk.PostAsync(Key, "other", target, None);

        Assert.Equal(PostingStep.Confirmed, first.Step);
        Assert.Equal("ERP-1", first.Number);
        Assert.Equal("sha", second.Payload);
        Assert.Equal(1, target.Calls);
        Assert.Equal([(Key, "sha")], target.Taken);
        Assert.Equal("confirmed", first.Shown.State);
    }

    [Theory]
    [MemberData(nameof(Capabilities))]
    public async Task Many_at_once_in_one_process_send_once(PostingCapability capability)
    {
        var target = new FakeTarget(capability) { After = () => Task.Delay(20) };
        var desk = Desk;
        var postings = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(
            () => desk.PostAsync(Key, "sha", target, None))));

        Assert.Equal(1, target.Calls);
        Assert.All(postings, posting => Assert.Equal(PostingStep.Confirmed, posting.Step));
    }

    [Theory]
    [MemberData(nameof(Capabilities))]
    public async Task What_the_target_refuses_stays_refused(PostingCapability capability)
    {
        var target = new FakeTarget(capability) { Refuses = "Wirtschaftsjahr nicht angelegt" };
        Assert.Equal(PostingStep.Refused, (await Desk.PostAsync(Key, "sha", target, None)).Step);
        var again = await Desk.PostAsync(Key, "sha", target, None);
        Assert.Equal("Wirtschaftsjahr nicht angelegt", again.Message);
        Assert.Equal(1, target.Calls);
    }

    [Theory]
    [MemberData(nameof(Capabilities))]
    public async Task What_certainly_was_not_sent_is_sent_later(PostingCapability capability)
    {
        var target = new FakeTarget(capability) { Before = () => throw new PostingNotSentException("keine Verbindung") };
        var failure = await Assert.ThrowsAsync<ActivityFailureException>(() => Desk.PostAsync(Key, "sha", target, None));
        Assert.True(failure.Failure.Retriable);
        Assert.Equal(PostingStep.Planned, (await _book.GetAsync(Key, None))!.Step);

        target.Before = null;
        Assert.Equal(PostingStep.Confirmed, (await Desk.PostAsync(Key, "sha", target, None)).Step);
        Assert.Single(target.Taken);
    }

    [Theory]
    [InlineData(PostingCapability.Keyed, true, 2)]
    [InlineData(PostingCapability.Keyed, false, 2)]
    [InlineData(PostingCapability.Lookup, true, 1)]
    [InlineData(PostingCapability.Lookup, false, 2)]
    public async Task After_a_crash_it_is_finished_and_taken_once(PostingCapability capability, bool taken, int calls)
    {
        var target = new FakeTarget(capability);
        await CrashAsync(target, taken);
        Assert.Equal(PostingStep.Sending, (await _book.GetAsync(Key, None))!.Step);

        Assert.Equal(PostingStep.Confirmed, (await Desk.PostAsync(Key, "sha", target, None)).Step);
        Assert.Equal([(Key, "sha")], target.Taken);
        Assert.Equal(calls, target.Calls);
    }

    [Fact]
    public async Task What_is_not_found_yet_is_not_sent_again_too_early()
    {
        var target = new FakeTarget(PostingCapability.Lookup) { SettleTime = TimeSpan.FromMinutes(1) };
        await CrashAsync(target, taken: false);

        var early = await Assert.ThrowsAsync<ActivityFailureException>(() => Desk.PostAsync(Key, "sha", target, None));
        Assert.True(early.Failure.Retriable);
        Assert.Equal(1, target.Calls);

        _time.Advance(TimeSpan.FromMinutes(1));
        await Desk.PostAsync(Key, "sha", target, None);
        Assert.Single(target.Taken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_crash_a_blind_target_is_left_to_a_person(bool taken)
    {
        var target = new FakeTarget(PostingCapability.Blind);
        await CrashAsync(target, taken);

        var posting = await Desk.PostAsync(Key, "sha", target, None);
        Assert.Equal(PostingStep.Unknown, posting.Step);
        Assert.Contains("nachsehen", posting.Message, StringComparison.Ordinal);
        Assert.Equal(PostingStep.Unknown, (await Desk.PostAsync(Key, "sha", target, None)).Step);
        Assert.Equal(1, target.Calls);
    }

    [Fact]
    public async Task A_blind_target_that_breaks_off_is_left_to_a_person_at_once()
    {
        var target = new FakeTarget(PostingCapability.Blind) { After = () => throw new IOException("Verbindung abgebrochen") };
        var posting = await Desk.PostAsync(Key, "sha", target, None);
        Assert.Equal(PostingStep.Unknown, posting.Step);
        Assert.Contains("Verbindung abgebrochen", posting.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_doubt_settles_it()
    {
        var target = new FakeTarget(PostingCapability.Blind);
        target.After = async () =>
        {
            // Another process finds the posting on its way and gives up on it.
            target.After = null;
            Assert.Equal(PostingStep.Unknown, (await Desk.PostAsync(Key, "sha", target, None)).Step);
        };
        Assert.Equal(PostingStep.Confirmed, (await Desk.PostAsync(Key, "sha", target, None)).Step);
        Assert.Single(target.Taken);
    }

    [Fact]
    public async Task A_caller_that_goes_does_not_take_the_posting_of_the_others_with_it()
    {
        using var leaving = new CancellationTokenSource();
        var sent = new TaskCompletionSource();
        var target = new FakeTarget(PostingCapability.Keyed);
        target.Before = async () =>
        {
            sent.TrySetResult();
            await Task.Delay(Timeout.Infinite, leaving.Token);
        };
        var desk = Desk;
        var first = desk.PostAsync(Key, "sha", target, leaving.Token);
        await sent.Task;
        var second = desk.PostAsync(Key, "sha", target, None);
        target.Before = null;
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(PostingStep.Confirmed, (await second).Step);
        Assert.Single(target.Taken);
    }

    [Fact]
    public async Task Every_step_is_on_the_items_record()
    {
        await CrashAsync(new FakeTarget(PostingCapability.Keyed), taken: true);
        await Desk.PostAsync(Key, "sha", new FakeTarget(PostingCapability.Keyed), None);

        var trail = await new AuditTrail(_records, _time).ReadAsync("demo", "0a", None);
        Assert.Equal(["postingPlanned", "postingSending", "postingSending", "postingConfirmed"],
            trail.Entries.Select(entry => entry.What));
        Assert.All(trail.Entries, entry => Assert.Equal("demo/0a/erp/invoice/1", entry.Details["key"]));
        Assert.True(AuditVerifier.Verify("demo", "0a", trail).Intact);
    }

    [Theory]
    [InlineData("demo", "a/b", "erp", "invoice", 1)]
    [InlineData("demo", "", "erp", "invoice", 1)]
    [InlineData("demo", "0a", "erp", "invoice", 0)]
    [InlineData("demo", "0a", "erp", "invoice", 10_000)]
    public async Task A_key_that_could_be_taken_for_another_is_refused(
        string tenant, string item, string target, string purpose, int n)
    {
        var key = new PostingKey(tenant, item, target, purpose, n);
        await Assert.ThrowsAsync<ArgumentException>(
            () => Desk.PostAsync(key, "sha", new FakeTarget(PostingCapability.Keyed), None));
        Assert.Throws<FormatException>(() => PostingKey.Parse(key.ToString()));
    }

    [Fact]
    public void A_key_is_read_back_from_its_text()
    {
        Assert.Equal(Key, PostingKey.Parse("demo/0a/erp/invoice/1"));
        Assert.Throws<FormatException>(() => PostingKey.Parse("demo/0a/erp/invoice/01"));
        Assert.Throws<FormatException>(() => PostingKey.Parse("demo/0a/erp/invoice"));
    }

    /// <summary>Leaves the record as a process does that dies while it sends.</summary>
    private async Task CrashAsync(FakeTarget target, bool taken)
    {
        target.Before = taken ? null : () => throw new OperationCanceledException();
        target.After = () => throw new OperationCanceledException();
        using var dead = new CancellationTokenSource();
        var dying = new Dying(target, dead);
        var posting = Desk.PostAsync(Key, "sha", dying, dead.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => posting);

        // The caller is answered at once; what it left behind must be over before the target works again.
        await dying.Over.Task;
        target.Before = target.After = null;
    }

    private sealed class Dying(FakeTarget target, CancellationTokenSource dead) : IPostingTarget
    {
        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public PostingCapability Capability => target.Capability;

        public async Task<PostingAnswer> SendAsync(PostingKey key, string payload, CancellationToken cancellation)
        {
            await dead.CancelAsync();
            try
            {
                return await target.SendAsync(key, payload, cancellation);
            }
            finally
            {
                Over.TrySetResult();
            }
        }
    }
}
