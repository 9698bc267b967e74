using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Digests;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Orchestrations;

namespace Serverless.Local.Tests.Home;

/// <summary>Nobody is left without knowing because they read one mail a day.</summary>
public sealed class DigestReachTests
{
    private static readonly DateTimeOffset Tuesday = DigestWalk.Tuesday;

    [Fact]
    public async Task What_must_be_paid_on_the_day_of_the_next_one_comes_at_once()
    {
        await using var home = await DigestWalk.OpenAsync();

        // Issued on 27 February: good until Tuesday, the day of the next digest, and until Wednesday.
        var last = await home.DeliverAsync(TestMails.WithDiscount("R-1", 4));
        var later = await home.DeliverAsync(TestMails.WithDiscount("R-2", 5));
        await home.AtAsync(last, "Vorerfassung");
        await home.AtAsync(later, "Vorerfassung");
        Assert.Equal(new DateOnly(2026, 3, 3), (await home.ItemAsync(last)).Deadlines!.PayBy);
        Assert.Contains("R-1", Assert.Single(home.Mails()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_that_went_out_is_the_reminder_and_one_that_did_not_is_none()
    {
        var outbox = new FlakyOutbox();
        await using var home = await DigestWalk.OpenAsync(services => services.Front<IOutbox>(inner =>
        {
            outbox.Inner = inner;
            return outbox;
        }));
        var id = await home.DeliverAsync(TestMails.WithDiscount("R-1", 5));
        await home.AtAsync(id, "Vorerfassung");
        var other = await home.DeliverAsync(TestMails.WithDiscount("R-2", 6));
        await home.AtAsync(other, "Vorerfassung");

        // Each is reminded at 8 o'clock on the day before its last one: the digest of Tuesday went out, that of Wednesday not.
        Assert.Single(await home.DigestsAsync(Tuesday));
        await home.UntilAsync(id, item => item.Reminders == 1, letTimePass: true);
        Assert.DoesNotContain(outbox.Given, mail => mail.Key.Contains("/visit-1-reminder-", StringComparison.Ordinal));
        outbox.Before = mail => mail.Key.Contains("/digest/", StringComparison.Ordinal)
            ? throw new IOException("Der Mailserver antwortet nicht.")
            : Task.CompletedTask;
        await home.DigestsAsync(Tuesday.AddDays(1));
        await home.UntilAsync(other, item => item.Reminders == 1, letTimePass: true);
        Assert.Single(outbox.Given, mail => mail.Key.Contains($"{other}/{WalkHome.Clara}/visit-1-reminder-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_is_refused_for_good_is_told_to_somebody_else_and_shown_until_the_next_goes_out()
    {
        var outbox = new FlakyOutbox
        {
            Before = mail => mail.ToAddress.StartsWith("clara", StringComparison.Ordinal)
                ? throw new ActivityFailureException(new ActivityFailure(OutgoingMail.Refused, "550 unbekannt", Retriable: false))
                : Task.CompletedTask,
        };
        await using var home = await DigestWalk.OpenAsync(services => services.Front<IOutbox>(inner =>
        {
            outbox.Inner = inner;
            return outbox;
        }));
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await home.DeliverAsync(TestMails.Roof($"R-{i}")));
            await home.AtAsync(ids[i], "Vorerfassung");
        }

        Assert.Empty(await home.DigestsAsync(Tuesday));
        var notice = Assert.Single(outbox.Given);
        Assert.Equal(("helga.sommer@musterhaus.example", true), (notice.ToAddress, notice.Text.Contains("550 unbekannt", StringComparison.Ordinal)));
        Assert.Contains("Clara Winter", notice.Subject, StringComparison.Ordinal);
        Assert.Contains("Es warten 3 Vorgänge", notice.Text, StringComparison.Ordinal);
        foreach (var id in ids) Assert.Equal(["DIGEST-NOT-SENT"], await FindingsAsync(home, id));

        outbox.Before = null;
        Assert.Single(await home.DigestsAsync(Tuesday.AddDays(1)));
        foreach (var id in ids) Assert.Empty(await FindingsAsync(home, id));
        await home.AssertTrailAsync(ids[0]);
    }

    [Fact]
    public async Task One_that_could_not_go_out_all_day_is_told_when_mail_goes_again()
    {
        var outbox = new FlakyOutbox();
        await using var home = await DigestWalk.OpenAsync(services => services.Front<IOutbox>(inner =>
        {
            outbox.Inner = inner;
            return outbox;
        }));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        outbox.Broken = true;
        await home.DigestsAsync(Tuesday);
        var instance = DigestSteps.InstanceOf(WalkHome.Tenant, WalkHome.Clara, new DateOnly(2026, 3, 3));
        while (home.Clock.GetUtcNow() < Tuesday.AddHours(20)) await PassAsync(home, instance);
        outbox.Broken = false;
        while ((await home.Engine.GetAsync(instance, home.Soon))!.Status != InstanceStatus.Completed) await PassAsync(home, instance);

        Assert.Contains("am 03.03.2026 nicht mehr", Assert.Single(outbox.Given).Text, StringComparison.Ordinal);
        Assert.Equal(["DIGEST-NOT-SENT"], await FindingsAsync(home, id));
    }

    [Fact]
    public async Task A_sign_in_that_the_relay_refuses_can_be_mended_within_the_day()
    {
        var outbox = new FlakyOutbox
        {
            Before = _ => throw new ActivityFailureException(new ActivityFailure("MailSignIn", "535", Retriable: false)),
        };
        await using var home = await DigestWalk.OpenAsync(services => services.Front<IOutbox>(inner =>
        {
            outbox.Inner = inner;
            return outbox;
        }));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        Assert.Empty(await home.DigestsAsync(Tuesday));
        outbox.Before = null;
        var instance = DigestSteps.InstanceOf(WalkHome.Tenant, WalkHome.Clara, new DateOnly(2026, 3, 3));
        while (outbox.Given.Count == 0) await PassAsync(home, instance);
        Assert.Single(await home.DigestsAsync(Tuesday.AddHours(1)));
        Assert.Empty(await FindingsAsync(home, id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_stands_in_reads_what_waits_for_the_one_who_is_away_with_a_link_of_their_own(bool wantsDigest)
    {
        await using var home = await DigestWalk.OpenAsync(null, wantsDigest ? [(WalkHome.Anna, "07:00")] : []);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");
        Assert.Empty(home.Mails());
        await home.AbsentAsync(WalkHome.Clara, WalkHome.Anna);

        var mail = Assert.Single(await home.DigestsAsync(Tuesday));
        Assert.Contains("anna.berger@musterhaus.example", mail, StringComparison.Ordinal);
        Assert.Contains("in Vertretung für Clara Winter", mail, StringComparison.Ordinal);
        Assert.Contains(
            home.Get<VisitMail>().Link(item, (await home.VisitsAsync(id))[0], WalkHome.Anna), mail, StringComparison.Ordinal);
        Assert.Single(await home.DigestsAsync(Tuesday.AddHours(2)));
        await home.AcceptAsync(id, WalkHome.Anna, DecisionKinds.Approve);
        Assert.Equal(WalkHome.Clara, (await home.VisitsAsync(id))[0].Decision!.For);
    }

    [Fact]
    public async Task Who_is_back_reads_their_own_again()
    {
        await using var home = await DigestWalk.OpenAsync(null, (WalkHome.Anna, "07:00"));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        await home.AbsentAsync(WalkHome.Clara, WalkHome.Anna, days: 1);
        Assert.Single(await home.DigestsAsync(Tuesday));
        var mails = await home.DigestsAsync(Tuesday.AddDays(1));
        Assert.Contains("clara.winter@musterhaus.example", mails[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Vertretung", mails[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_are_good_for_long_after_each_mail_however_old_the_visit_is()
    {
        await using var home = await DigestWalk.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");
        var visit = (await home.VisitsAsync(id))[0];
        home.Clock.Advance(TimeSpan.FromDays(120));
        await home.DigestsAsync(home.Clock.GetUtcNow());
        var (links, keys, now) = (home.Get<VisitMail>(), home.Get<IKeySets>().For(WalkHome.Tenant), home.Clock.GetUtcNow());
        var link = links.Link(item, visit, WalkHome.Clara);
        Assert.Equal(TokenStatus.Valid, Read(link, now.AddDays(90)).Status);
        Assert.Equal(TokenStatus.Expired, Read(link, now.AddDays(92)).Status);
        Assert.Equal(link, links.Link(item, visit, WalkHome.Clara));

        // Day after day the digest brings one that is good; with the visit it dies.
        var mails = await home.DigestsAsync(new DateTimeOffset(2026, 7, 1, 5, 30, 0, TimeSpan.Zero));
        var renewed = links.Link(item, visit, WalkHome.Clara);
        Assert.NotEqual(link, renewed);
        Assert.Contains(renewed, mails[^1], StringComparison.Ordinal);

        TokenReading Read(string url, DateTimeOffset at) =>
            TokenFormat.Read(keys, url.Split('/')[^1], WalkHome.Tenant, TokenPurpose.Decide, at);
    }

    private static async Task<IEnumerable<string>> FindingsAsync(WalkHome home, string id) =>
        (await home.ItemAsync(id)).Checks.Select(check => check.Rule).Where(rule => rule.EndsWith("NOT-SENT", StringComparison.Ordinal));

    private static async Task PassAsync(WalkHome home, string instance)
    {
        await home.ToNextTimerAsync(instance);
        await Task.Delay(5);
    }
}
