using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.WorkingDays;
using Serverless.Workflows.Tenancy;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

public class WorkingDayTests
{
    [Theory]
    [InlineData(2024, "2024-03-31")]
    [InlineData(2025, "2025-04-20")]
    [InlineData(2026, "2026-04-05")]
    [InlineData(2038, "2038-04-25")]
    [InlineData(1981, "1981-04-19")]
    [InlineData(2285, "2285-03-22")]
    public void Easter(int year, string sunday) =>
        Assert.Equal(DateOnly.Parse(sunday, null), HolidayCalendar.Easter(year));

    [Fact]
    public void Easter_is_a_sunday_between_the_equinox_and_the_end_of_april()
    {
        for (var year = 1900; year < 2400; year++)
        {
            var easter = HolidayCalendar.Easter(year);
            Assert.Equal(DayOfWeek.Sunday, easter.DayOfWeek);
            Assert.InRange(easter, new DateOnly(year, 3, 22), new DateOnly(year, 4, 25));
        }
    }

    [Theory]
    [InlineData("DE", null, "2026-04-03", "Karfreitag")]
    [InlineData("DE", null, "2026-05-14", "Christi Himmelfahrt")]
    [InlineData("DE", null, "2026-05-25", "Pfingstmontag")]
    [InlineData("DE", null, "2026-06-04", null)]
    [InlineData("DE", "BY", "2026-06-04", "Fronleichnam")]
    [InlineData("DE", "BE", "2026-03-08", "Internationaler Frauentag")]
    [InlineData("DE", "BE", "2018-03-08", null)]
    [InlineData("DE", "SN", "2026-11-18", "Buß- und Bettag")]
    [InlineData("DE", "SN", "2022-11-16", "Buß- und Bettag")]
    [InlineData("DE", "BY", "2017-10-31", "500. Reformationstag")]
    [InlineData("DE", "BY", "2018-10-31", null)]
    [InlineData("AT", null, "2026-10-26", "Nationalfeiertag")]
    [InlineData("AT", null, "2026-04-03", null)]
    [InlineData("CH", null, "2026-08-01", "Bundesfeiertag")]
    public void Holidays(string country, string? state, string day, string? name) =>
        Assert.Equal(name, HolidayCalendar.For(country, state).NameOf(DateOnly.Parse(day, null)));

    [Theory]
    [InlineData("2026-04-02", 1, "2026-04-07")]
    [InlineData("2026-04-03", 0, "2026-04-07")]
    [InlineData("2026-12-23", 2, "2026-12-28")]
    [InlineData("2026-03-02", 5, "2026-03-09")]
    public void Working_days_later(string day, int days, string expected) => Assert.Equal(
        DateOnly.Parse(expected, null), HolidayCalendar.For("DE", null).Add(DateOnly.Parse(day, null), days));

    [Fact]
    public void Reminders_are_at_the_tenant_s_time_across_the_change_of_clocks()
    {
        var settings = Settings() with
        {
            Reminders = new ReminderSettings { FirstAfter = 1, Every = 1, AtMost = 2, EscalateAfter = 3, At = "08:00" },
        };

        // Friday before the clocks go forward on 29 March 2026.
        var times = VisitTimes.Of(settings, new DateTimeOffset(2026, 3, 26, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal([Utc(27, 7), Utc(30, 6)], times.Reminders);
        Assert.Equal(Utc(31, 6), times.Escalation);
        Assert.Equal(Utc(30, 6), times.NextReminder(Utc(27, 7)));
        Assert.Null(times.NextReminder(Utc(30, 6)));
    }

    [Fact]
    public void A_time_that_the_change_of_clocks_leaves_out_is_the_hour_after()
    {
        var settings = Settings() with { Reminders = new ReminderSettings { FirstAfter = 1, At = "02:30" }, TimeZone = "Asia/Jerusalem" };

        // Israel's clocks go forward on Friday 27 March 2026 at 02:00.
        var times = VisitTimes.Of(settings, new DateTimeOffset(2026, 3, 26, 8, 0, 0, TimeSpan.Zero));

        Assert.Equal(new DateTimeOffset(2026, 3, 27, 0, 30, 0, TimeSpan.Zero), times.Reminders[0]);
    }

    private static DateTimeOffset Utc(int day, int hour) => new(2026, 3, day, hour, 0, 0, TimeSpan.Zero);
}
