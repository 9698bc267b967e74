using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Digests;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing.WorkingDays;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;
using Serverless.Workflows.Tests.Routing;

namespace Serverless.Workflows.Tests.Approval.Digests;

/// <summary>When the one mail a day comes, and what cannot wait for it.</summary>
public sealed class DigestTimesTests
{
    private static readonly Person Anna = RoutingSample.Person("anna") with { Digest = "07:30" };

    // By the time zone's own rules: clocks go forward on 29 March 2026 and back on 25 October.
    [Theory]
    [InlineData("Europe/Berlin", "07:30", "2026-03-27", "2026-03-27T06:30Z")]
    [InlineData("Europe/Berlin", "07:30", "2026-03-30", "2026-03-30T05:30Z")]
    [InlineData("Europe/Berlin", "07:30", "2026-10-26", "2026-10-26T06:30Z")]
    [InlineData("Europe/Zurich", "23:45", "2026-07-01", "2026-07-01T21:45Z")]
    [InlineData("Pacific/Auckland", "07:30", "2026-03-02", "2026-03-01T18:30Z")]
    [InlineData("Asia/Jerusalem", "02:30", "2026-03-27", "2026-03-27T00:30Z")]
    public void It_comes_at_the_time_of_day_of_the_place(string zone, string at, string day, string utc) => Assert.Equal(
        DateTimeOffset.Parse(utc, null), DigestTimes.On(Settings(zone), Anna with { Digest = at }, Day(day)));

    [Theory]
    [InlineData("BY", "2026-01-06", false)]
    [InlineData("BE", "2026-01-06", true)]
    [InlineData("BY", "2026-03-07", false)]
    [InlineData("BY", "2026-03-08", false)]
    [InlineData("BY", "2026-12-25", false)]
    public void It_comes_on_working_days_of_the_state(string state, string day, bool comes) =>
        Assert.Equal(comes, DigestTimes.On(Settings() with { State = state }, Anna, Day(day)) is not null);

    [Fact]
    public void Who_wants_none_or_has_left_gets_none()
    {
        Assert.Null(DigestTimes.On(Settings(), Anna with { Digest = null }, Day("2026-03-02")));
        Assert.Null(DigestTimes.On(Settings(), Anna with { Active = false }, Day("2026-03-02")));
        Assert.Null(DigestTimes.NextDay(Settings(), Anna with { Digest = null }, Utc("2026-03-02T06:00Z")));
    }

    [Theory]
    [InlineData("2026-03-02T06:29Z", "2026-03-02")]
    [InlineData("2026-03-02T06:30Z", "2026-03-03")]
    [InlineData("2026-03-06T12:00Z", "2026-03-09")]
    [InlineData("2026-04-02T12:00Z", "2026-04-07")]
    [InlineData("2026-03-01T23:10Z", "2026-03-02")]
    public void The_next_is_on_the_next_working_day_that_it_can_still_reach(string now, string day) =>
        Assert.Equal(Day(day), DigestTimes.NextDay(Settings(), Anna, Utc(now)));

    // Now is Friday, 6 March, 13 o'clock; the next digest comes on Monday, and Tuesday is the first whole day after it.
    [Theory]
    [InlineData(null, true)]
    [InlineData("2026-03-05", true)]
    [InlineData("2026-03-06", false)]
    [InlineData("2026-03-07", false)]
    [InlineData("2026-03-09", false)]
    [InlineData("2026-03-10", true)]
    public void What_must_be_paid_before_a_whole_day_after_the_next_one_is_over_cannot_wait(string? due, bool isEnough)
    {
        var item = TestItems.New(1) with { Fields = due is null ? TestItems.Fields() : TestItems.Fields(("dueDate", due)) };
        Assert.Equal(isEnough, DigestTimes.IsEnough(Settings(), [], item, Visit("anna"), Utc("2026-03-06T12:00Z")));
    }

    // Early on Monday, 5 January; the banks work on the 6th, and in Bavaria nobody else does. However late the digest comes.
    [Theory]
    [InlineData("BY", "07:30", "2026-01-06", false)]
    [InlineData("BE", "07:30", "2026-01-06", true)]
    [InlineData("BE", "22:00", "2026-01-06", true)]
    [InlineData("BE", "22:00", "2026-01-05", false)]
    [InlineData("BY", "22:00", "2026-01-07", true)]
    public void A_day_on_which_nobody_works_leaves_no_time(string state, string at, string due, bool isEnough)
    {
        var settings = RoutingSample.Settings(Anna with { Digest = at }) with { TimeZone = "Europe/Berlin", State = state };
        var item = TestItems.New(1) with { Fields = TestItems.Fields(("dueDate", due)) };
        Assert.Equal(isEnough, DigestTimes.IsEnough(settings, [], item, Visit("anna"), Utc("2026-01-05T05:00Z")));
    }

    [Fact]
    public void A_discount_on_the_day_of_the_digest_cannot_wait_and_one_that_is_lost_can()
    {
        var item = TestItems.New(1) with
        {
            Fields = TestItems.Fields(("dueDate", "2026-03-31")),
            Deadlines = new Deadlines(null, null, [new CashDiscount(7, "2026-03-09", "2", null, null)]),
        };
        Assert.False(DigestTimes.IsEnough(Settings(), [], item, Visit("anna"), Utc("2026-03-06T12:00Z")));
        Assert.False(DigestTimes.IsEnough(Settings(), [], item, Visit("anna"), Utc("2026-03-09T12:00Z")));
        Assert.True(DigestTimes.IsEnough(Settings(), [], item, Visit("anna"), Utc("2026-03-10T12:00Z")));
    }

    [Fact]
    public void Whoever_stands_in_reads_in_their_own_digest_while_they_do()
    {
        var settings = RoutingSample.Settings(Anna, RoutingSample.Person("bernd"), RoutingSample.Person("carla") with { Digest = "09:00" });
        var (item, now) = (TestItems.New(1), Utc("2026-03-06T12:00Z"));
        bool IsEnough(string person, params Absence[] absences) => DigestTimes.IsEnough(settings, absences, item, Visit(person), now);

        Assert.True(IsEnough("bernd", Away("bernd", "carla", "2026-03-09")));
        Assert.True(IsEnough("anna", Away("anna", "carla", "2026-03-09")));
        Assert.False(IsEnough("anna", Away("anna", "bernd", "2026-03-09")));

        // On Monday somebody else reads: who is away until Sunday is back, who goes on Monday is gone.
        Assert.False(IsEnough("bernd", Away("bernd", "carla", "2026-03-08")));
        Assert.False(IsEnough("anna", new Absence("anna", Day("2026-03-09"), Day("2026-03-10"), "bernd")));

        // Nobody reads: both are away for each other.
        Assert.False(IsEnough("anna", Away("anna", "carla", "2026-03-09"), Away("carla", "anna", "2026-03-09")));

        static Absence Away(string person, string substitute, string until) => new(person, Day("2026-03-02"), Day(until), substitute);
    }

    [Fact]
    public void Others_and_operators_get_their_own_mail()
    {
        var (item, now) = (TestItems.New(1), Utc("2026-03-06T12:00Z"));
        Assert.False(DigestTimes.IsEnough(Settings(), [], item, Visit("bernd"), now));
        Assert.False(DigestTimes.IsEnough(Settings(), [], item, Visit("gone"), now));
        Assert.False(DigestTimes.IsEnough(Settings(), [], item, Visit("anna") with { Purpose = VisitPurposes.Operator }, now));
    }

    [Fact]
    public void Whatever_the_moment_the_next_digest_is_the_first_on_a_working_day()
    {
        var calendar = HolidayCalendar.For("DE", null);
        Prop.ForAll(Gen.Choose(0, 400 * 24 * 60).ToArbitrary(), Gen.Choose(0, (24 * 60) - 1).ToArbitrary(), (minutes, at) =>
        {
            var now = Utc("2026-01-01T00:00Z").AddMinutes(minutes);
            var person = Anna with { Digest = $"{at / 60:00}:{at % 60:00}" };
            var next = DigestTimes.NextDay(Settings(), person, now)!.Value;
            var today = Settings().DateAt(now);
            var before = Enumerable.Range(0, next.DayNumber - today.DayNumber).Select(today.AddDays);
            return calendar.IsWorkingDay(next) && DigestTimes.On(Settings(), person, next) > now
                && before.All(day => !(DigestTimes.On(Settings(), person, day) > now));
        }).Hold();
    }

    private static Settings Settings(string zone = "Europe/Berlin") =>
        RoutingSample.Settings(Anna, RoutingSample.Person("bernd")) with { TimeZone = zone };

    private static Visit Visit(string person) =>
        new(1, 10, "Prüfung", person, "weil", VisitPurposes.Station, default, [], null);

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, null);
}
