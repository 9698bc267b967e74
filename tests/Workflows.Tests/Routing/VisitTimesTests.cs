using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.WorkingDays;
using Serverless.Workflows.Tenancy;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>Reminders and escalation in working days, and before a deadline.</summary>
public sealed class VisitTimesTests
{
    private static readonly ReminderSettings Rules =
        new() { FirstAfter = 3, Every = 3, AtMost = 2, EscalateAfter = 6, EscalateTo = To("boss") };

    // Opened on Monday, 2 March 2026, at 10 o'clock in Berlin; at 8 o'clock it is 7 UTC there.
    [Theory]
    [InlineData(null, "5 10", 10)]
    [InlineData("2026-03-30", "5 10 27", 10)]
    [InlineData("2026-03-09", "5 6 10", 6)]
    [InlineData("2026-03-06", "5 10", 5)]
    [InlineData("2026-03-04", "3 5 10", 3)]
    [InlineData("2026-03-03", "3 5 10", 3)]
    [InlineData("2026-03-02", "5 10", 10)]
    [InlineData("2026-02-20", "5 10", 10)]
    public void The_last_day_to_pay_brings_both_forward(string? payBy, string reminders, int escalation)
    {
        var times = Of(Settings(), Rules, payBy);

        Assert.Equal(reminders.Split(' ').Select(day => Utc(int.Parse(day, null))), times.Reminders);
        Assert.Equal(Utc(escalation), times.Escalation);
    }

    [Fact]
    public void Days_before_the_deadline_are_working_days_of_the_state()
    {
        // 8 March is a holiday in Berlin in 2027, and a Monday.
        var opened = new DateTimeOffset(2027, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var rules = Rules with { FirstAfter = 100, EscalateAfter = 100, BeforeDeadline = 1 };
        DateTimeOffset Before(string state) => VisitTimes.Of(
            Settings() with { State = state }, rules, opened, new DateOnly(2027, 3, 9)).Escalation!.Value;

        Assert.Equal(new DateTimeOffset(2027, 3, 5, 7, 0, 0, TimeSpan.Zero), Before("BE"));
        Assert.Equal(new DateTimeOffset(2027, 3, 8, 7, 0, 0, TimeSpan.Zero), Before("BY"));
    }

    [Fact]
    public void Who_wants_none_gets_none()
    {
        var silent = Of(Settings(), Rules with { AtMost = 0, EscalateAfter = null }, "2026-03-09");
        Assert.Equal((0, null), (silent.Reminders.Count, silent.Escalation));
        Assert.Null(Of(Settings(), Rules with { EscalateAfter = 0 }, "2026-03-09").Escalation);
        Assert.Equal([Utc(5), Utc(10)], Of(Settings(), Rules with { BeforeDeadline = 0 }, "2026-03-09").Reminders);
    }

    [Fact]
    public void A_station_has_what_it_says_and_for_the_rest_what_the_tenant_says()
    {
        var settings = Settings() with { Reminders = Rules };
        var station = Station(10, "Prüfung", null) with
        {
            Reminders = new StationReminders { FirstAfter = 1, EscalateAfter = 0, At = "16:30", EscalateTo = To("hv") },
        };

        Assert.Equal(
            Rules with { FirstAfter = 1, EscalateAfter = 0, At = "16:30", EscalateTo = station.Reminders.EscalateTo },
            StationReminders.For(settings, station));
        Assert.Same(Rules, StationReminders.For(settings, null));
        Assert.Same(Rules, StationReminders.For(settings, station with { Reminders = null }));
    }

    [Fact]
    public void Whatever_the_dates_times_lie_after_the_opening_in_order_on_working_days_and_in_time()
    {
        var calendar = HolidayCalendar.For("DE", "BY");
        var settings = Settings() with { State = "BY" };
        Prop.ForAll(
            Gen.Choose(0, 365 * 24 * 60).ToArbitrary(), Gen.Choose(-20, 60).ToArbitrary(), Gen.Choose(0, 5).ToArbitrary(),
            (minutes, due, before) =>
            {
                var opened = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
                var payBy = settings.DateAt(opened).AddDays(due);
                var rules = Rules with { BeforeDeadline = before };
                var times = VisitTimes.Of(settings, rules, opened, payBy);
                var plain = VisitTimes.Of(settings, rules, opened, null);
                return times.Reminders.All(time => time > opened && calendar.IsWorkingDay(settings.DateAt(time)))
                    && times.Reminders.SequenceEqual(times.Reminders.Distinct().Order())
                    && plain.Reminders.All(times.Reminders.Contains)
                    && times.Escalation <= plain.Escalation && times.Escalation > opened
                    && (times.Escalation == plain.Escalation || settings.DateAt(times.Escalation!.Value) <= payBy);
            }).Hold();
    }

    private static VisitTimes Of(Settings settings, ReminderSettings rules, string? payBy) => VisitTimes.Of(
        settings, rules, Now, payBy is null ? null : DateOnly.Parse(payBy, System.Globalization.CultureInfo.InvariantCulture));

    private static DateTimeOffset Utc(int day) => new(2026, 3, day, 7, 0, 0, TimeSpan.Zero);
}
