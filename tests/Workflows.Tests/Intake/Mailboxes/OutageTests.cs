using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Tests.Intake.Mailboxes;

public class OutageTests
{
    [Fact]
    public async Task A_refused_sign_in_is_told_at_once_and_once_with_its_cure()
    {
        using var world = new PollWorld();
        world.Mailbox.Refusal = new MailboxException(MailboxFault.SignIn, "535 5.7.3 Authentication unsuccessful.");
        for (var round = 0; round < 3; round++) Assert.Equal(MailboxFault.SignIn, (await world.RunAsync()).Fault);

        var told = Assert.Single(world.Home.Sent.Values);
        Assert.Contains("oAuth", told.Text, StringComparison.Ordinal);
        Assert.Contains("535 5.7.3", told.Text, StringComparison.Ordinal);

        world.Mailbox.Refusal = null;
        Assert.Null((await world.RunAsync()).Fault);
        world.Mailbox.Refusal = new MailboxException(MailboxFault.SignIn, "535");
        await world.RunAsync();
        Assert.Equal(2, world.Home.Sent.Count);
    }

    [Fact]
    public async Task A_server_that_is_away_is_told_when_it_stays_away()
    {
        using var world = new PollWorld();
        world.Mailbox.Refusal = new MailboxException(MailboxFault.Unreachable, "No route to host.");
        await world.RunAsync();
        world.Time.Advance(MailboxPoll.Patience - TimeSpan.FromSeconds(1));
        await world.RunAsync();
        Assert.Empty(world.Home.Sent);

        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.RunAsync();
        Assert.Single(world.Home.Sent);
    }

    [Fact]
    public async Task What_cannot_be_taken_in_here_is_told_when_it_stays_so()
    {
        using var world = new PollWorld();
        world.Mailbox.Add("1", "a");
        async Task FailAsync()
        {
            world.Mailbox.Meanwhile = () => throw new InvalidOperationException("Genau daran.");
            await Assert.ThrowsAsync<InvalidOperationException>(() => world.RunAsync());
        }

        await FailAsync();
        Assert.Empty(world.Home.Sent);
        world.Time.Advance(MailboxPoll.Patience);
        await FailAsync();
        await FailAsync();
        Assert.Contains("Genau daran.", Assert.Single(world.Home.Sent.Values).Text, StringComparison.Ordinal);

        Assert.Equal(1, (await world.RunAsync()).Items);
    }

    [Fact]
    public async Task The_outage_of_another_mailbox_of_the_same_source_is_told_too()
    {
        using var world = new PollWorld();
        world.Mailbox.Refusal = new MailboxException(MailboxFault.SignIn, "535");
        await world.RunAsync();
        world.Configure(inOrder: true, Afterwards.Keep, most: 100, user: "andere");
        await world.RunAsync();
        Assert.Equal(2, world.Home.Sent.Count);
    }

    [Fact]
    public async Task Where_nobody_can_be_told_the_intake_goes_on_and_tells_later()
    {
        using var world = new PollWorld();
        world.Mailbox.Messages.Add(("1", []));
        world.Mailbox.Add("2", "b");
        var relay = new BrokenRelay();
        using var suspects = new Suspects();
        var poll = new MailboxPoll(
            world.Tenants, world.Mailbox, world.Home.Desk(), world.Book, new MailboxNotices(relay), suspects, world.Time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<MailboxPoll>.Instance);
        Assert.Equal(1, (await poll.RunAsync("demo", "postfach", 0, CancellationToken.None)).Items);

        await world.RunAsync();
        Assert.Single(world.Home.Sent);
    }

    [Theory]
    [InlineData(MailboxFault.Secret)]
    [InlineData(MailboxFault.SignIn)]
    [InlineData(MailboxFault.Unreachable)]
    [InlineData(MailboxFault.Untrusted)]
    [InlineData(MailboxFault.InUse)]
    [InlineData(MailboxFault.Folder)]
    [InlineData(MailboxFault.Protocol)]
    [InlineData(MailboxFault.Intake)]
    public void Every_fault_says_what_the_server_said(MailboxFault fault)
    {
        var broken = new MailboxException(fault, "Genau das.");
        foreach (var provider in new OAuthProvider?[] { null, OAuthProvider.Google, OAuthProvider.Microsoft365 })
        {
            var text = broken.TextFor(new Pop3Source
            {
                Id = "p",
                Name = "P",
                Host = "mail.example.org",
                User = "rechnung",
                OAuth = provider is null ? null : new OAuthSettings
                {
                    Provider = provider.Value,
                    ClientId = "c",
                    ClientSecret = new SecretReference("s"),
                },
            });
            Assert.Contains("Genau das.", text, StringComparison.Ordinal);
        }
    }

    private sealed class BrokenRelay : Serverless.Workflows.Intake.IOutbox
    {
        public Task SendAsync(Serverless.Workflows.Intake.OutgoingMail mail, CancellationToken cancellation) =>
            throw new IOException("The relay is away.");
    }
}
