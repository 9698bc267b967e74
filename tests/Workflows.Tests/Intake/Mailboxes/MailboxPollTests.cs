using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Tests.Intake.Mailboxes;

public class MailboxPollTests
{
    public static TheoryData<bool, Afterwards> Mailboxes => new()
    {
        { true, Afterwards.Keep }, { true, Afterwards.Delete }, { true, Afterwards.Move },
        { false, Afterwards.Keep }, { false, Afterwards.Delete },
    };

    [Theory]
    [MemberData(nameof(Mailboxes))]
    public async Task A_round_takes_what_is_new_and_the_next_nothing_more(bool inOrder, Afterwards afterwards)
    {
        using var world = new PollWorld(inOrder, afterwards);
        world.Mailbox.Add("1", "a");
        world.Mailbox.Add("2", "b");

        Assert.Equal(new PollResult(2, 2, 0, 0, 0), await world.RunAsync());
        Assert.Equal(PollResult.Nothing, await world.RunAsync());

        world.Mailbox.Add("3", "c");
        Assert.Equal(new PollResult(1, 1, 0, 0, 0), await world.RunAsync());
        Assert.Equal(["1", "2", "3"], world.Mailbox.Read);
        Assert.Equal(3, world.Home.Items.Count);
        Assert.Equal(afterwards == Afterwards.Keep ? 3 : 0, world.Mailbox.Messages.Count);
    }

    /// <summary>The server breaks at any call, the stores at any write, and the next rounds go on.</summary>
    [Theory]
    [MemberData(nameof(Mailboxes))]
    public async Task A_round_that_breaks_anywhere_loses_and_doubles_nothing(bool inOrder, Afterwards afterwards)
    {
        var broke = 0;
        for (var call = 1; call < 40; call++)
        {
            foreach (var where in new[] { "server", "intake", "records" })
            {
                using var world = new PollWorld(inOrder, afterwards);
                foreach (var name in new[] { "a", "b", "c" }) world.Mailbox.Add(name, name);
                var writes = 0;
                if (where == "server") world.Mailbox.BreakAt = call;
                else if (where == "intake") world.Home.BreakAt = call;
                else world.Records.BeforeWrite = (_, _) => ThrowAt(++writes == call);

                for (var round = 0; round < 3; round++)
                {
                    try
                    {
                        if ((await world.RunAsync()).Fault is not null) broke++;
                    }
                    catch (IOException)
                    {
                        broke++;
                    }
                }

                (world.Mailbox.BreakAt, world.Home.BreakAt, world.Records.BeforeWrite) = (0, 0, null);
                Assert.Equal(["a", "b", "c"], world.Home.Items.Values.Select(item => item.Origin.Subject).Order());
                Assert.Equal(world.Home.Started.Distinct(), world.Home.Started);
                Assert.Equal(afterwards == Afterwards.Keep ? 3 : 0, world.Mailbox.Messages.Count);
                Assert.Equal(PollResult.Nothing, await world.RunAsync());
            }
        }

        Assert.InRange(broke, 20, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Mailboxes))]
    public async Task Two_workers_at_one_mailbox_make_nothing_twice(bool inOrder, Afterwards afterwards)
    {
        using var world = new PollWorld(inOrder, afterwards);
        foreach (var name in new[] { "a", "b", "c" }) world.Mailbox.Add(name, name);

        // While the first has a message in its hands, the second does a whole round. What it then deletes the first has
        // to find gone.
        PollResult? second = null;
        world.Mailbox.Meanwhile = async () =>
        {
            var kept = world.Mailbox.Messages.ToList();
            second = await world.RunAsync();
            world.Mailbox.Messages.Clear();
            world.Mailbox.Messages.AddRange(kept);
        };
        var first = await world.RunAsync();

        Assert.Equal(3, second!.Items);
        Assert.Equal((3, 0, 3), (first.Messages, first.Items, first.Duplicates));
        Assert.Equal(3, world.Home.Items.Count);
        Assert.Equal(3, world.Home.Started.Count);
        Assert.Equal(PollResult.Nothing, await world.RunAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_more_than_the_setting_says_is_taken_a_round(bool inOrder)
    {
        using var world = new PollWorld(inOrder, most: 2);
        foreach (var name in new[] { "a", "b", "c", "d", "e" }) world.Mailbox.Add(name, name);

        var counts = new List<int>();
        for (var round = 0; round < 4; round++) counts.Add((await world.RunAsync()).Items);

        Assert.Equal([2, 2, 1, 0], counts);
        Assert.Equal(["a", "b", "c", "d", "e"], world.Mailbox.Read);
    }

    [Theory]
    [MemberData(nameof(Mailboxes))]
    public async Task What_is_too_large_stays_where_it_is_and_is_told_once(bool inOrder, Afterwards afterwards)
    {
        using var world = new PollWorld(inOrder, afterwards);
        world.Mailbox.Messages.Add(("1", new byte[IntakeOptions.DefaultMaxBytes + 1]));
        world.Mailbox.Messages.Add(("2", []));
        world.Mailbox.Add("3", "c");

        Assert.Equal(new PollResult(3, 1, 0, 0, 2), await world.RunAsync());
        Assert.Equal(PollResult.Nothing, await world.RunAsync());

        var told = world.Home.Sent.Values.Single();
        Assert.Equal(world.Tenant.Settings.Person(world.Tenant.Settings.Global.FallbackAssignee)!.Mail, told.ToAddress);
        Assert.Contains("zu groß: 64 MB", told.Text, StringComparison.Ordinal);
        Assert.Contains("leer", told.Text, StringComparison.Ordinal);
        Assert.Equal(["1", "2"], world.Mailbox.Messages.Select(message => message.Uid).Except(["3"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_that_cannot_be_fetched_does_not_keep_the_others_from_coming(bool inOrder)
    {
        using var world = new PollWorld(inOrder);
        world.Mailbox.Broken.Add("1");
        foreach (var name in new[] { "1", "2", "3" }) world.Mailbox.Add(name, name);

        for (var round = 0; round < 5; round++) Assert.Equal(MailboxFault.Unreachable, (await world.RunAsync()).Fault);
        Assert.Empty(world.Home.Items);

        Assert.Equal(new PollResult(3, 2, 0, 0, 1), await world.RunAsync());
        Assert.Contains("bleiben Nachrichten liegen", world.Home.Sent.Values.Single().Subject, StringComparison.Ordinal);
        Assert.Equal(PollResult.Nothing, await world.RunAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Several_that_cannot_be_fetched_do_not_keep_the_others_from_coming_either(bool inOrder)
    {
        using var world = new PollWorld(inOrder, most: 2);
        foreach (var name in new[] { "1", "2", "3", "4", "5" }) world.Mailbox.Add(name, name);
        foreach (var name in new[] { "1", "2", "3" }) world.Mailbox.Broken.Add(name);

        for (var round = 0; round < 15; round++) Assert.Equal(MailboxFault.Unreachable, (await world.RunAsync()).Fault);
        Assert.Empty(world.Home.Items);

        Assert.Equal(new PollResult(5, 2, 0, 0, 3), await world.RunAsync());
        Assert.Equal(PollResult.Nothing, await world.RunAsync());
        Assert.Single(world.Home.Sent);
        Assert.Equal(5, world.Mailbox.Messages.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_can_be_fetched_after_all_is_taken_with_the_others(bool inOrder)
    {
        using var world = new PollWorld(inOrder);
        world.Mailbox.Broken.Add("1");
        foreach (var name in new[] { "1", "2" }) world.Mailbox.Add(name, name);
        for (var round = 0; round < 5; round++) await world.RunAsync();

        world.Mailbox.Broken.Clear();
        Assert.Equal(new PollResult(2, 2, 0, 0, 0), await world.RunAsync());
        Assert.Equal(PollResult.Nothing, await world.RunAsync());
        Assert.Empty(world.Home.Sent);
    }

    [Fact]
    public async Task While_nothing_at_all_can_be_fetched_no_message_is_passed_over()
    {
        using var world = new PollWorld();
        foreach (var name in new[] { "1", "2" })
        {
            world.Mailbox.Add(name, name);
            world.Mailbox.Broken.Add(name);
        }

        for (var round = 0; round < 12; round++) await world.RunAsync();
        world.Mailbox.Broken.Clear();
        for (var round = 0; round < 2; round++) await world.RunAsync();

        // One that broke so often is not tried before another one works; here it only waits for the next message.
        world.Mailbox.Add("3", "3");
        await world.RunAsync();
        Assert.Contains("2", world.Home.Items.Values.Select(item => item.Origin.Subject));
        Assert.Contains("3", world.Home.Items.Values.Select(item => item.Origin.Subject));
        Assert.Equal(3, world.Mailbox.Messages.Count);
    }

    [Fact]
    public async Task Pointed_at_another_mailbox_a_source_begins_anew()
    {
        using var world = new PollWorld();
        world.Mailbox.Add("7", "a");
        await world.RunAsync();
        world.Mailbox.Messages.Clear();
        world.Mailbox.Add("2", "b");
        Assert.Equal(0, (await world.RunAsync()).Messages);

        world.Configure(inOrder: true, Afterwards.Keep, most: 100, user: "andere");
        Assert.Equal(1, (await world.RunAsync()).Items);
    }

    [Fact]
    public async Task What_is_gone_from_a_mailbox_without_order_is_forgotten()
    {
        using var world = new PollWorld(inOrder: false);
        for (var i = 0; i < 250; i++) world.Mailbox.Add($"{i:000}", $"{i}");
        for (var round = 0; round < 3; round++) await world.RunAsync();
        Assert.Equal(250, await RememberedAsync(world));

        world.Mailbox.Messages.RemoveRange(0, 240);
        await world.RunAsync();
        Assert.Equal(10, await RememberedAsync(world));
        Assert.Equal(250, world.Home.Items.Count);
    }

    [Fact]
    public async Task A_source_that_is_not_active_any_more_is_left_alone()
    {
        using var world = new PollWorld();
        Assert.Equal(PollResult.Nothing, await world.Poll().RunAsync("demo", "mail", 0, CancellationToken.None));
        Assert.Equal(PollResult.Nothing, await world.Poll().RunAsync("nobody", "postfach", 0, CancellationToken.None));
    }

    private static void ThrowAt(bool now)
    {
        if (now) throw new IOException("The power went.");
    }

    private static async Task<int> RememberedAsync(PollWorld world) =>
        (await world.Records.QueryAsync(
            Keys.Join("demo", "mailbox", "postfach"), RowRange.Prefix("uid"), 1000, null, CancellationToken.None)).Rows.Count;
}
