using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Tests.Intake.Mailboxes;

/// <summary>The process dies over a message.</summary>
public class DeathTests
{
    private const int Most = 5;

    [Theory]
    [MemberData(nameof(MailboxPollTests.Mailboxes), MemberType = typeof(MailboxPollTests))]
    public async Task What_kills_the_process_is_set_aside_wherever_it_lies_and_the_others_come(bool inOrder, Afterwards afterwards)
    {
        using var world = new PollWorld(inOrder, afterwards);
        foreach (var name in new[] { "a", "b", "c", "d" }) world.Mailbox.Add(name, name);
        world.Mailbox.Deadly.UnionWith(["b", "d"]);

        for (var deaths = 0; await world.RunOrDieAsync() is null; deaths++) Assert.NotEqual(2 * Most, deaths);

        Assert.Equal(2 * Most, world.Mailbox.Read.Count(world.Mailbox.Deadly.Contains));
        Assert.Equal(["a", "c"], world.Home.Items.Values.Select(item => item.Origin.Subject).Order());
        Assert.Equal(["b", "d"], world.Mailbox.Messages.Select(message => message.Uid).Except(["a", "c"]));
        var told = Assert.Single(world.Home.Sent.Values).Text;
        Assert.Equal(2, told.Split("Über einer Nachricht ist der Dienst 5-mal abgestürzt").Length - 1);
        Assert.Equal(PollResult.Nothing, await world.RunAsync());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task No_other_suspect_has_its_turn_before_the_end_is_on_record(bool inOrder, bool breaks)
    {
        using var world = new PollWorld(inOrder, Afterwards.Delete);
        world.Mailbox.Add("a", "a");
        world.Mailbox.Deadly.Add("a");
        Assert.Null(await world.RunOrDieAsync());

        world.Mailbox.Deadly.Clear();
        if (breaks) world.Mailbox.Broken.Add("a");
        var isBegun = false;
        (int? Deaths, bool IsAlone)? end = null;
        world.Records.BeforeWrite = (_, writes) =>
        {
            if (StateIn(writes) is not { } state) return;
            if (state.Begun is { Times: 2 }) isBegun = true;
            else if (isBegun) end ??= (state.Begun?.Times, !world.Suspects.AloneAsync(true, CancellationToken.None).IsCompleted);
        };
        await world.RunAsync();
        Assert.Equal((breaks ? 1 : null, true), end);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_broken_connection_is_no_death_and_forgets_none(bool inOrder)
    {
        using var world = new PollWorld(inOrder);
        world.Mailbox.Add("a", "a");
        for (var deaths = 0; deaths < Most; deaths++)
        {
            world.Mailbox.Broken.Add("a");
            for (var round = 0; round <= Most; round++) Assert.Equal(MailboxFault.Unreachable, (await world.RunAsync()).Fault);
            world.Mailbox.Broken.Clear();
            world.Mailbox.Deadly.Add("a");
            Assert.Null(await world.RunOrDieAsync());
            world.Mailbox.Deadly.Clear();
        }

        Assert.Equal(new PollResult(1, 0, 0, 0, 1), await world.RunAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_cannot_be_counted_is_no_death_either(bool inOrder)
    {
        using var world = new PollWorld(inOrder);
        world.Mailbox.Add("a", "a");
        for (var round = 0; round <= Most; round++)
        {
            // The first says that the round has begun, the second that the message has.
            var states = 0;
            world.Records.BeforeWrite = (_, writes) =>
            {
                if (StateIn(writes) is not null && ++states == 2) throw new IOException("The disk is full.");
            };
            await Assert.ThrowsAsync<IOException>(() => world.RunAsync());
        }

        world.Records.BeforeWrite = null;
        Assert.Equal(new PollResult(1, 1, 0, 0, 0), await world.RunAsync());
    }

    [Fact]
    public async Task That_a_message_is_left_and_that_this_is_still_to_be_told_are_one_write()
    {
        using var world = new PollWorld(inOrder: false);
        world.Mailbox.Messages.Add(("a", []));
        var written = new List<bool>();
        world.Records.BeforeWrite = (_, writes) =>
        {
            var puts = writes.OfType<RowWrite.Put>().ToList();
            if (!puts.Exists(put => put.Key.StartsWith("uid", StringComparison.Ordinal))) return;
            written.Add(puts.Exists(put => put.Key == "state" && DurableJson.Deserialize<MailboxState>(put.Json).Untold.Count == 1));
        };
        await world.RunAsync();
        Assert.True(Assert.Single(written));
    }

    private static MailboxState? StateIn(IReadOnlyList<RowWrite> writes) =>
        writes is [RowWrite.Put { Key: "state" } put] ? DurableJson.Deserialize<MailboxState>(put.Json) : null;
}
