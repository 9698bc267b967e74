using Microsoft.Extensions.DependencyInjection;
using Serverless.Local.Engine;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Orchestrations.Polling;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Tests.Home;

public sealed class MailboxTests
{
    private const string Source = """
        "sources": [
          { "kind": "pop3", "id": "postfach", "name": "Postfach", "host": "mail.example.org", "user": "rechnung",
            "password": "secret:postfach", "everyMinutes": 5, "criteria": { "attachments": { "allow": "any" } } },
        """;

    [Fact]
    public async Task The_minute_fetches_each_mail_once_also_after_a_restart()
    {
        var mailbox = new Mailbox();
        for (var i = 1; i <= 3; i++) mailbox.Mails.Add(TestMails.Roof($"POST-{i}"));
        await using var home = await WalkHome.OpenAsync(
            services => services.AddSingleton<IMailboxes>(mailbox), new StrictMode(4711), WithMailbox);

        await PolledAsync(home, 3);
        await home.CloseAsync();
        mailbox.Mails.Add(TestMails.Roof("POST-4"));
        await home.OpenAsync();
        home.Clock.Advance(TimeSpan.FromMinutes(5));
        await home.Get<MinuteTick>().RunAsync(home.Soon);
        await PolledAsync(home, 4);

        var items = new List<Item>();
        foreach (var status in new[] { ItemStatus.Running, ItemStatus.Waiting })
            items.AddRange((await home.Get<IItemBook>().ListAsync(WalkHome.Tenant, new ItemQuery(status), home.Soon)).Items);
        Assert.Equal(4, items.Count);
        Assert.All(items, item => Assert.Equal("postfach", item.Origin.Source));
    }

    /// <summary>Waits until the round that has read so many messages in all has ended.</summary>
    private static async Task PolledAsync(WalkHome home, int atLeast)
    {
        var id = PollRun.InstanceOf(WalkHome.Tenant, "postfach");
        var client = home.Get<IWorkflowClient>();
        while (true)
        {
            var state = await client.GetAsync(id, home.Soon);
            Assert.NotEqual(InstanceStatus.Failed, state?.Status);
            var known = await home.Get<IItemBook>().ListAsync(WalkHome.Tenant, new ItemQuery(ItemStatus.Waiting), home.Soon);
            if (state?.Status == InstanceStatus.Completed && known.Items.Count >= atLeast) return;
            await Task.Delay(10, home.Soon);
        }
    }

    private static string WithMailbox(string file) => file
        .Replace("\"sources\": [", Source, StringComparison.Ordinal)
        .Replace("\"routeSources\": [", """
            "routeSources": [ { "id": "p", "source": "postfach", "routeKind": "invoice", "route": "rechnung" },
            """, StringComparison.Ordinal);

    private sealed class Mailbox : IMailboxes, IMailbox
    {
        public List<byte[]> Mails { get; } = [];

        public bool InOrder => false;

        public Task<IMailbox> OpenAsync(string tenant, MailboxSource source, CancellationToken cancellation) =>
            Task.FromResult<IMailbox>(this);

        public Task<IReadOnlyList<MailboxMessage>> ListAsync(string? after, int most, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<MailboxMessage>>(
                [.. Mails.Select((mail, number) => new MailboxMessage($"u{number}", mail.Length))]);

        public Task<Stream> ReadAsync(MailboxMessage message, long maxBytes, CancellationToken cancellation) =>
            Task.FromResult<Stream>(new MemoryStream(Mails[message.Uid[1] - '0']));

        public Task SettleAsync(MailboxMessage message, CancellationToken cancellation) => Task.CompletedTask;

        public Task CloseAsync(CancellationToken cancellation) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
