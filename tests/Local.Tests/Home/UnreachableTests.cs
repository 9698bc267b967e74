using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;

namespace Serverless.Local.Tests.Home;

/// <summary>What waits for somebody who is not there is known to somebody who is.</summary>
public sealed class UnreachableTests
{
    private const string Finding = "PERSON-UNREACHABLE";

    [Fact]
    public async Task Where_all_who_could_decide_are_away_somebody_responsible_is_told_at_once_and_once()
    {
        await using var home = await WalkHome.OpenAsync();
        await home.AbsentAsync(WalkHome.Clara, WalkHome.Anna);
        await home.AbsentAsync(WalkHome.Anna, WalkHome.Clara);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");

        // Clara finds it when she is back; Helga can do something about it now.
        Assert.Equal(WalkHome.Clara, item.Assignee!.User);
        Assert.Equal(1, home.MailsTo(WalkHome.Clara, "R-1"));
        var alarm = Assert.Single(home.Mails(), IsAlarm);
        Assert.Contains("helga.sommer@musterhaus.example", alarm, StringComparison.Ordinal);
        Assert.Contains($"/t/demo/items/{id}", alarm, StringComparison.Ordinal);
        Assert.DoesNotContain("/d/", alarm, StringComparison.Ordinal);
        Assert.Contains("Helga Sommer wurde benachrichtigt", TextOf(item), StringComparison.Ordinal);

        item = await home.UntilAsync(id, now => now.Reminders == 1, letTimePass: true);
        Assert.NotNull(TextOf(item));
        Assert.Single(home.Mails(), IsAlarm);

        // The absences end on Thursday.
        item = await home.UntilAsync(id, now => now.Reminders == 2, letTimePass: true);
        Assert.Null(TextOf(item));
        await home.AssertTrailAsync(id);
    }

    [Fact]
    public async Task Who_has_left_counts_as_told_of_nothing()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        Active(home, false);
        var item = await home.UntilAsync(id, now => TextOf(now) is not null, letTimePass: true);
        Assert.Equal((0, "Clara Winter ist nicht mehr aktiv; Helga Sommer wurde benachrichtigt."), (item.Reminders, TextOf(item)));
        var first = home.Clock.GetUtcNow();
        await home.UntilAsync(id, _ => home.Clock.GetUtcNow() > first.AddDays(5), letTimePass: true);
        Assert.Single(home.Mails(), IsAlarm);
        Assert.Equal(1, home.MailsTo(WalkHome.Clara, "R-1"));

        // Another item that she had gets an alarm of its own, and her substitute would spare both.
        await home.AbsentAsync(WalkHome.Clara, WalkHome.Jonas, days: 300);
        item = await home.UntilAsync(id, now => now.Reminders == 1, letTimePass: true);
        Assert.Null(TextOf(item));
        Assert.Equal(1, home.MailsTo(WalkHome.Jonas, "Vertretung für Clara Winter"));
    }

    [Fact]
    public async Task Who_is_given_an_item_by_hand_and_is_away_too_is_no_reason_to_be_silent()
    {
        await using var home = await WalkHome.OpenAsync();
        await home.AbsentAsync(WalkHome.Clara, WalkHome.Anna);
        await home.AbsentAsync(WalkHome.Anna, WalkHome.Clara);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        var given = await home.Get<ReassignDesk>().ReassignAsync(
            WalkHome.Tenant, id, WalkHome.Helga, new ReassignRequest(WalkHome.Anna, null, null, "page", null), home.Soon);
        Assert.Equal(DecisionResult.Accepted, given.Result);
        var item = await home.UntilAsync(id, now => now is { Visit: 2, VisitState: VisitState.Notified });
        Assert.StartsWith("Anna Berger ist abwesend", TextOf(item), StringComparison.Ordinal);
        Assert.Equal(2, home.Mails().Count(IsAlarm));
    }

    [Fact]
    public async Task A_reminder_goes_to_whoever_stands_in_with_a_link_of_their_own()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        await home.AbsentAsync(WalkHome.Clara, WalkHome.Jonas);
        var item = await home.UntilAsync(id, now => now.Reminders == 1, letTimePass: true);
        var reminder = Assert.Single(home.Mails(), mail => mail.Contains("wartet noch auf Ihre Entscheidung", StringComparison.Ordinal));
        Assert.Contains("jonas.keller@musterhaus.example", reminder, StringComparison.Ordinal);
        Assert.Contains("Vertretung für Clara Winter", reminder, StringComparison.Ordinal);
        Assert.Contains(
            home.Get<VisitMail>().Link(item, (await home.VisitsAsync(id))[0], WalkHome.Jonas), reminder, StringComparison.Ordinal);
        await home.AcceptAsync(id, WalkHome.Jonas, DecisionKinds.Approve);
    }

    private static bool IsAlarm(string mail) => mail.Contains("ist gerade niemand erreichbar", StringComparison.Ordinal);

    private static string? TextOf(Item item) => item.Checks.SingleOrDefault(check => check.Rule == Finding)?.Text;

    private static void Active(WalkHome home, bool active)
    {
        var file = Path.Combine(home.Folder.Tenants, WalkHome.Tenant, TenantFiles.FileName);
        var text = System.Text.Encoding.UTF8.GetString(DemoTenant.TenantFile);
        const string Mail = "\"mail\": \"clara.winter@musterhaus.example\",";
        File.WriteAllText(file, active ? text : text.Replace(Mail, Mail + " \"active\": false,", StringComparison.Ordinal));
        Assert.DoesNotContain(WalkHome.Tenant, home.Get<TenantFiles>().Reload().Keys);
        Assert.Equal(active, home.Get<TenantFiles>().Find(WalkHome.Tenant)!.Settings.Person(WalkHome.Clara)!.Active);
    }
}
