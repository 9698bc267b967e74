using Serverless.Web;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Local.Tests.Home;

/// <summary>Absences entered at the page, in a home with its real stores.</summary>
public sealed class AbsenceWebTests
{
    private const string Page = "/t/demo/absences";

    [Fact]
    public async Task What_waits_already_and_what_comes_is_the_substitute_s_until_the_person_is_back()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var old = await home.DeliverAsync(TestMails.Roof("R-alt"));
        var other = await home.DeliverAsync(TestMails.Roof("R-zwei"));
        await home.AtAsync(old, "Vorerfassung");
        await home.AtAsync(other, "Vorerfassung");

        // Jonas may not read everything; before, he sees nothing of it.
        Assert.DoesNotContain(old, (await HomePages.SendAsync(home, web, "GET", "/t/demo/inbox", person: WalkHome.Jonas)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await HomePages.SendAsync(home, web, "GET", "/t/demo/items/" + old, person: WalkHome.Jonas)).Status);
        var (status, _) = await HomePages.PostAsync(home, web, Page, WalkHome.Clara,
            ("action", "enter"), ("from", "2026-03-02"), ("until", "2026-03-06"), ("substitute", WalkHome.Jonas));
        Assert.Equal(303, status);

        var inbox = (await HomePages.SendAsync(home, web, "GET", "/t/demo/inbox", person: WalkHome.Jonas)).Text;
        Assert.Contains("Sie vertreten Clara Winter bis 06.03.2026.", inbox, StringComparison.Ordinal);
        Assert.Contains("/t/demo/items/" + old, inbox, StringComparison.Ordinal);
        Assert.Contains("/t/demo/items/" + other, inbox, StringComparison.Ordinal);
        (status, _) = await HomePages.PostAsync(home, web, "/t/demo/items/" + old, WalkHome.Jonas, ("decision", "approve"));
        Assert.Equal(303, status);
        await home.AtAsync(old, "Sachliche Prüfung");
        var decision = (await home.VisitsAsync(old))[0].Decision!;
        Assert.Equal((WalkHome.Jonas, WalkHome.Clara), (decision.By, decision.For));

        // What comes new is with the substitute at once.
        var fresh = await home.AtAsync(await home.DeliverAsync(TestMails.Roof("R-neu")), "Vorerfassung");
        Assert.Equal((WalkHome.Jonas, WalkHome.Clara), (fresh.Assignee!.User, fresh.Assignee.For));

        // She comes back early: the rest is hers alone again.
        var known = Assert.Single(await home.Home.Web.Absences.ListAsync("demo", null, home.Soon), one => one.Absence.Person == WalkHome.Clara).Absence;
        home.Clock.Advance(TimeSpan.FromDays(1));
        (status, _) = await HomePages.PostAsync(home, web, Page, WalkHome.Clara,
            ("action", "end"), ("id", known.Key), ("revision", $"{known.Revision}"));
        Assert.Equal(303, status);
        Assert.DoesNotContain(other, (await HomePages.SendAsync(home, web, "GET", "/t/demo/inbox", person: WalkHome.Jonas)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await HomePages.SendAsync(home, web, "GET", "/t/demo/items/" + other, person: WalkHome.Jonas)).Status);
        var next = await home.AtAsync(await home.DeliverAsync(TestMails.Roof("R-danach")), "Vorerfassung");
        Assert.Equal(WalkHome.Clara, next.Assignee!.User);
    }

    [Fact]
    public async Task What_was_entered_survives_a_restart_and_the_seed_does_not_bring_the_old_one_back()
    {
        await using var home = await WalkHome.OpenAsync();
        var seeded = Assert.Single(await home.Home.Web.Absences.ListAsync("demo", null, home.Soon), one => one.Absence.Person == WalkHome.Jonas).Absence;
        var web = WebApp.Create(home.Home.Web);
        var (status, _) = await HomePages.PostAsync(home, web, Page, WalkHome.Helga,
            ("action", "change"), ("id", seeded.Key), ("revision", $"{seeded.Revision}"), ("person", WalkHome.Jonas),
            ("from", "2026-12-23"), ("until", "2026-12-30"), ("substitute", WalkHome.Clara));
        Assert.Equal(303, status);
        await home.CloseAsync();
        await home.OpenAsync();
        var now = Assert.Single(await home.Home.Web.Absences.ListAsync("demo", null, home.Soon), one => one.Absence.Person == WalkHome.Jonas).Absence;
        Assert.Equal((seeded.Key, new DateOnly(2026, 12, 30), WalkHome.Clara), (now.Key, now.Until, now.Substitute));
        Assert.Equal("changed", Assert.Single(await home.Home.Web.Absences.HistoryAsync("demo", WalkHome.Jonas, home.Soon)).What);
    }
}
