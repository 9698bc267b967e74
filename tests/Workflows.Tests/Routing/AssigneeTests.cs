using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

public class AssigneeTests
{
    private static readonly Process Holders = Process(Route(Station(10, "Prüfung", Holder("hv2"))), []);

    [Fact]
    public void The_first_assignee_rule_that_holds_wins_and_ends_the_search()
    {
        var process = Process(
            Route(Station(10, "Prüfung", To("books"), Use(30, "immer", "boss"), Use(20, "immer", "clerk"), Use(10, "nie", "hv"))),
            [Rule("immer", Always), Rule("nie", When("grossTotal", Operator.Less, "5"))],
            Set("boss"), Set("clerk"), Set("hv"));

        var outcome = RouteEvaluation.Decide(Input(process));

        Assert.Equal("clerk", outcome.Assignee!.User);
        Assert.Contains(outcome.Trace, line => line.Contains("wird nicht geprüft"));
    }

    [Fact]
    public void The_station_s_rules_come_before_the_route_s_and_inactive_ones_do_not_count()
    {
        var route = Route(Station(10, "Prüfung", To("books"), Use(50, "immer", "hv"), Use(1, "immer", "boss", active: false)))
            with
        { Rules = [Use(1, "immer", "clerk")] };

        var outcome = RouteEvaluation.Decide(Input(Process(
            route, [Rule("immer", Always)], Set("hv"), Set("clerk"), Set("boss"))));

        Assert.Equal("hv", outcome.Assignee!.User);
    }

    [Fact]
    public void The_station_s_own_assignee_counts_only_where_no_rule_sets_one() =>
        Assert.Equal("books", RouteEvaluation.Decide(
            Input(Process(Route(Station(10, "Prüfung", To("books"))), []))).Assignee!.User);

    [Theory]
    [InlineData("hv", null, "hv")]
    [InlineData(null, "books", "books")]
    [InlineData("gone", "books", "books")]
    [InlineData(null, null, "hv2")]
    public void A_vacant_role_goes_to_its_backup(string? holder, string? backup, string expected)
    {
        var outcome = RouteEvaluation.Decide(Input(Holders, property: Property("12", holder, backup)));

        Assert.Equal(expected, outcome.Assignee!.User);
        if (holder != expected)
            Assert.Contains(outcome.Trace, line => line.Contains("nicht vergeben") || line.Contains("gibt es nicht mehr"));
    }

    [Fact]
    public void An_item_without_property_goes_to_the_backup() =>
        Assert.Equal("hv2", RouteEvaluation.Decide(Input(Holders)).Assignee!.User);

    [Fact]
    public void Where_nobody_is_active_the_fallback_gets_it()
    {
        var settings = Settings(Person("hv", active: false), Person("hv2", active: false), Person("boss"));

        var outcome = RouteEvaluation.Decide(Input(Holders, property: Property("12", "hv")) with { Settings = settings });

        Assert.Equal("boss", outcome.Assignee!.User);
        Assert.Contains(outcome.Trace, line => line.Contains("HV ist nicht aktiv"));
    }

    [Fact]
    public void A_substitute_decides_for_the_absent_and_so_on_down_the_line()
    {
        var input = Input(Holders, property: Property("12", "hv")) with
        {
            Absences = [Away("hv", "hv2"), Away("hv2", "books"), new("books", new(2026, 3, 3), new(2026, 3, 9), "boss")],
        };

        var outcome = RouteEvaluation.Decide(input);

        Assert.Equal("books", outcome.Assignee!.User);
        Assert.Equal("hv", outcome.For);
        Assert.StartsWith("Vertretung für HV", outcome.Assignee.Reason);
    }

    [Fact]
    public void Substitutes_who_stand_in_for_each_other_leave_it_with_the_first()
    {
        var input = Input(Holders, property: Property("12", "hv")) with
        {
            Absences = [Away("hv", "hv2"), Away("hv2", "hv")],
        };

        var outcome = RouteEvaluation.Decide(input);

        Assert.Equal(("hv", null), (outcome.Assignee!.User, outcome.For));
    }

    [Fact]
    public void An_absence_begins_and_ends_by_the_tenant_s_date()
    {
        // 23:30 UTC on the last of February is the first of March in Berlin.
        var input = Input(Holders, property: Property("12", "hv")) with
        {
            NowUtc = new(2026, 2, 28, 23, 30, 0, TimeSpan.Zero),
            Absences = [new("hv", new(2026, 3, 1), new(2026, 3, 1), "hv2")],
        };

        Assert.Equal("hv2", RouteEvaluation.Decide(input).Assignee!.User);
        Assert.Equal("hv", RouteEvaluation.Decide(input with { NowUtc = input.NowUtc.AddDays(1) }).Assignee!.User);
    }

    [Theory]
    [InlineData("hv@haus.example", "hv")]
    [InlineData("HV@haus.example", "hv")]
    [InlineData("x@lieferant.example", "clerk")]
    public void Staff_who_forward_a_mail_get_it_first(string sender, string expected)
    {
        var source = new HttpSource
        {
            Id = "mail",
            Name = "Postfach",
            FirstAssignee = new FirstAssignee { BySender = true, Person = "clerk" },
        };
        var item = Item() with { Origin = new ItemOrigin("mail", sender, "Rechnung", "00", null) };
        var input = Input(Process(Route(Station(10, "Prüfung", To("books"))), []), item) with
        {
            Settings = Settings() with { Sources = [source] },
        };

        Assert.Equal(expected, RouteEvaluation.Decide(input).Assignee!.User);
        Assert.Null(RouteEvaluation.Decide(input.At(10)).Station);
    }

    [Fact]
    public void The_route_source_s_backup_comes_before_the_fallback()
    {
        var settings = Settings() with
        {
            RouteSources = [new() { Id = "s", Source = "mail", RouteKind = "invoice", Route = "r", BackupAssignee = "books" }],
        };

        var outcome = RouteEvaluation.Decide(
            Input(Process(Route(Station(10, "Prüfung", Holder())), [])) with { Settings = settings });

        Assert.Equal("books", outcome.Assignee!.User);
    }

    private static Absence Away(string person, string substitute) =>
        new(person, new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 10), substitute);

    private static SetAssignee Set(string person) => new() { Id = person, Name = person, Assignee = To(person) };
}
