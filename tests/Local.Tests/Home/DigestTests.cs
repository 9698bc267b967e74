using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Digests;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Orchestrations.Steps;

namespace Serverless.Local.Tests.Home;

/// <summary>One mail a day instead of many.</summary>
public sealed class DigestTests
{
    private static readonly DateTimeOffset Tuesday = DigestWalk.Tuesday;

    [Fact]
    public async Task All_that_waits_comes_in_one_mail_a_day()
    {
        await using var home = await DigestWalk.OpenAsync();
        var first = await home.DeliverAsync(TestMails.Roof("R-1"));
        var second = await home.DeliverAsync(TestMails.WithDiscount("R-2", 14));
        await home.AtAsync(first, "Vorerfassung");
        await home.AtAsync(second, "Vorerfassung");
        Assert.Empty(home.Mails());

        var mail = Assert.Single(await home.DigestsAsync(Tuesday));
        Assert.True(mail.IndexOf("R-2", StringComparison.Ordinal) < mail.IndexOf("R-1", StringComparison.Ordinal), "the more urgent is not first");
        foreach (var id in new[] { first, second })
        {
            var item = await home.ItemAsync(id);
            Assert.Contains(home.Get<VisitMail>().Link(item, (await home.VisitsAsync(id))[0], WalkHome.Clara), mail, StringComparison.Ordinal);
        }

        // Every hour of the day, and after a new start: no second one.
        for (var hour = 0; hour < 12; hour++) Assert.Single(await home.DigestsAsync(Tuesday.AddHours(hour)));
        await home.CloseAsync();
        await home.OpenAsync();
        Assert.Single(await home.DigestsAsync(Tuesday.AddHours(13)));

        await home.AcceptAsync(first, WalkHome.Clara, DecisionKinds.Approve);
        var third = await home.DeliverAsync(TestMails.Roof("R-3"));
        await home.AtAsync(third, "Vorerfassung");
        var next = (await home.DigestsAsync(Tuesday.AddDays(1)))[^1];
        Assert.Contains("(1 neuer)", next, StringComparison.Ordinal);
        Assert.Contains("Neu: Dachdeckerei Ziegler GmbH, R-3", next, StringComparison.Ordinal);
        Assert.DoesNotContain("R-1", WalkHome.WithoutLinks(next), StringComparison.Ordinal);
        Assert.Equal(2, home.Mails().Count(ToClara));
    }

    [Fact]
    public async Task There_is_none_where_nothing_waits_and_none_on_a_weekend()
    {
        await using var home = await DigestWalk.OpenAsync();
        Assert.Empty(await home.DigestsAsync(Tuesday));
        await home.AtAsync(await home.DeliverAsync(TestMails.Roof("R-1")), "Vorerfassung");
        var friday = await home.DigestsAsync(Tuesday.AddDays(3));
        Assert.Single(friday);
        Assert.Single(await home.DigestsAsync(Tuesday.AddDays(4)));
        Assert.Single(await home.DigestsAsync(Tuesday.AddDays(5)));
        Assert.Equal(2, (await home.DigestsAsync(Tuesday.AddDays(6))).Count);
    }

    [Fact]
    public async Task It_comes_late_where_the_machine_was_off_but_not_for_days_gone()
    {
        await using var home = await DigestWalk.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        await home.CloseAsync();
        home.Clock.Advance(Tuesday.AddHours(5) - home.Clock.GetUtcNow());
        await home.OpenAsync();
        Assert.Single(await home.DigestsAsync(Tuesday.AddHours(5)));

        await home.CloseAsync();
        home.Clock.Advance(TimeSpan.FromDays(3));
        await home.OpenAsync();
        Assert.Equal(2, (await home.DigestsAsync(home.Clock.GetUtcNow())).Count);
    }

    [Fact]
    public async Task What_must_be_paid_before_the_next_one_comes_at_once_and_reminders_do_not()
    {
        await using var home = await DigestWalk.OpenAsync();

        // Issued on 27 February: the discount of the first is good until today, Monday.
        var urgent = await home.DeliverAsync(TestMails.WithDiscount("R-1", 3));
        var other = await home.DeliverAsync(TestMails.Roof("R-2"));
        await home.AtAsync(urgent, "Vorerfassung");
        await home.AtAsync(other, "Vorerfassung");
        Assert.Contains("R-1", Assert.Single(home.Mails()), StringComparison.Ordinal);

        await home.UntilAsync(other, item => item.Reminders == 2, letTimePass: true);
        Assert.DoesNotContain(home.Mails(), mail => mail.Contains("Erinnerung", StringComparison.Ordinal));
        var trail = (await home.Home.Web.Items.HistoryAsync(WalkHome.Tenant, other, home.Soon)).Audit;
        Assert.All(trail.Where(entry => entry.What is "notified" or "reminded"), entry => Assert.Equal("digest", entry.Details["by"]));
    }

    [Fact]
    public async Task Killed_between_sending_and_noting_it_sends_no_second_one()
    {
        var dies = true;
        await using var home = await DigestWalk.OpenAsync(services => services.Front<IOutbox>(inner => new DyingOutbox(inner, () => dies)));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        Assert.Single(await home.DigestsAsync(Tuesday));
        Assert.Equal(0, (await home.Get<DigestBook>().LastAsync(WalkHome.Tenant, WalkHome.Clara, home.Soon))!.Items);
        await home.CloseAsync();
        dies = false;
        await home.OpenAsync();
        var instance = DigestSteps.InstanceOf(WalkHome.Tenant, WalkHome.Clara, new DateOnly(2026, 3, 3));
        while ((await home.Engine.GetAsync(instance, home.Soon))!.Status != InstanceStatus.Completed)
        {
            await home.ToNextTimerAsync(instance);
            await Task.Delay(5);
        }

        Assert.Single(home.Mails(), ToClara);
        Assert.Equal(1, (await home.Get<DigestBook>().LastAsync(WalkHome.Tenant, WalkHome.Clara, home.Soon))!.Items);
    }

    [Fact]
    public async Task Several_workers_send_one()
    {
        await using var home = await DigestWalk.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        home.Clock.Advance(Tuesday - home.Clock.GetUtcNow());
        var tenant = home.Get<Serverless.Workflows.Tenancy.TenantFiles>().Find(WalkHome.Tenant)!;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            new DigestStarter(home.Get<IWorkflowClient>(), NullLogger<DigestStarter>.Instance).RunAsync(tenant, Tuesday, home.Soon)));
        var run = new DigestRun(WalkHome.Tenant, WalkHome.Clara, new DateOnly(2026, 3, 3), DigestSteps.CurrentRevision);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ActivatorUtilities.CreateInstance<SendDigestStep>(home.Home.Services)
            .RunAsync(new ActivityContext("any", "any", home.Soon), run)));
        Assert.Single(await home.DigestsAsync(Tuesday));
    }

    private static bool ToClara(string mail) => mail.Contains("clara.winter@musterhaus.example", StringComparison.Ordinal);

    /// <summary>Sends, and fails right after it.</summary>
    private sealed class DyingOutbox(IOutbox inner, Func<bool> dies) : IOutbox
    {
        public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
        {
            await inner.SendAsync(mail, cancellation);
            if (dies() && mail.Key.Contains("/digest/", StringComparison.Ordinal)) throw new IOException("Getötet.");
        }
    }
}
