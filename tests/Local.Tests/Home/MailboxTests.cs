using Microsoft.Extensions.DependencyInjection;
using Serverless.Local.Engine;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Orchestrations.Polling;

namespace Serverless.Local.Tests.Home;

public sealed class MailboxTests
{
    [Fact]
    public async Task The_minute_fetches_each_mail_once_also_after_a_restart()
    {
        var mailbox = new TestMailbox();
        for (var i = 1; i <= 3; i++) mailbox.Mails.Add(TestMails.Roof($"POST-{i}"));
        await using var home = await WalkHome.OpenAsync(
            services => services.AddSingleton<IMailboxes>(mailbox), new StrictMode(4711), TestMailbox.Configure);

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
}
