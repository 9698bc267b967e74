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
}
