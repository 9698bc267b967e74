using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>Amount limits and four eyes when the person is looked for.</summary>
public sealed class ReleaseTests
{
    [Theory]
    [InlineData("500.00", null, "EUR", "DE", "500,00 €")]
    [InlineData("-500.00", "-480", null, "DE", "500,00 €")]
    [InlineData("500", "1234.5", "EUR", "AT", "1.234,50 €")]
    [InlineData("500", null, "CHF", "CH", "500,00 CHF")]
    [InlineData(null, "500", "EUR", "DE", "nicht bekannt")]
    [InlineData("fünf", "500", "EUR", "DE", "nicht bekannt")]
    [InlineData("500", "fünf", "EUR", "DE", "nicht bekannt")]
    [InlineData("500", "500", "USD", "DE", "in fremder Währung (USD)")]
    [InlineData("500", "500", "EUR", "CH", "in fremder Währung (EUR)")]
    public void The_larger_of_gross_and_payable_counts_in_the_house_s_currency(
        string? gross, string? payable, string? currency, string country, string text)
    {
        var fields = new Dictionary<string, Field>();
        void Add(string name, string? value)
        {
            if (value is not null) fields[name] = new Field(value, FieldSource.Einvoice, 1, null);
        }

        Add("grossTotal", gross);
        Add("payable", payable);
        Add("currency", currency);
        Assert.Equal(text, ReleaseAmount.Of(Item() with { Fields = fields }, Settings() with { Country = country }).Text);
    }

    [Theory]
    [InlineData("1000", "hv", null)]
    [InlineData("1000.01", "hv2", "HV darf bis 1.000,00 € freigeben, der Betrag ist 1.000,01 €")]
    [InlineData("5000.01", "boss", "HV darf bis 1.000,00 € freigeben, der Betrag ist 5.000,01 €")]
    [InlineData(null, "boss", "HV darf bis 1.000,00 € freigeben, der Betrag ist nicht bekannt")]
    public void Where_the_chosen_one_may_not_the_next_one_who_may_gets_it_and_learns_why(
        string? gross, string expected, string? why)
    {
        var outcome = Decide(Station(20, "Freigabe", Holder("hv2")), gross);

        Assert.Equal(expected, outcome.Assignee!.User);
        if (why is null) Assert.DoesNotContain("darf", outcome.Assignee.Reason, StringComparison.Ordinal);
        else Assert.EndsWith(why, outcome.Assignee.Reason, StringComparison.Ordinal);
        if (why is not null) Assert.Contains(outcome.Trace, line => line.Contains("kommt nicht in Frage, " + why, StringComparison.Ordinal));
        Assert.Empty(outcome.Notes);
    }

    [Fact]
    public void Whoever_has_the_role_too_and_whom_the_station_names_are_asked_before_the_last_resorts()
    {
        var settings = Limited() with { People = [.. Limited().People, Person("hv3") with { Roles = ["hv"] }] };
        Assert.Equal("hv3", Decide(Station(20, "Freigabe", Holder()), "1500", settings).Assignee!.User);
        var station = Station(20, "Freigabe", To("hv")) with { Reminders = new StationReminders { EscalateTo = To("books") } };
        Assert.Equal("books", Decide(station, "1500").Assignee!.User);

        // A vacant role is no reason to ask them.
        Assert.Equal("boss", RouteEvaluation.Decide(
            Input(Process(Route(Station(20, "Freigabe", Holder())), [])) with { Settings = settings }).Assignee!.User);
    }

    [Theory]
    [InlineData("invoice", Permission.MailForwardToNext, "hv2")]
    [InlineData("invoice", Permission.InvoiceForwardToNext, "hv")]
    [InlineData("mail", Permission.MailForwardToNext, "hv")]
    [InlineData("mail", Permission.InvoiceForwardToNext, "hv2")]
    public void Whoever_lacks_the_permission_to_forward_is_passed_over(string kind, Permission given, string expected)
    {
        var settings = Settings(Person("hv") with { Roles = ["some"] }, Person("hv2"), Person("boss")) with
        {
            Roles = [new Role { Id = "hv", Name = "Hausverwalter" }, new Role { Id = "some", Name = "Einige", Permissions = [given] }],
        };
        var outcome = Decide(Station(20, "Freigabe", Holder("hv2")), "100", settings, kind);

        Assert.Equal(expected, outcome.Assignee!.User);
        Assert.Equal(expected == "hv2", outcome.Trace.Any(line => line.Contains("HV fehlt die Berechtigung „", StringComparison.Ordinal)));
        Assert.Equal(expected == "hv2", outcome.Assignee.Reason.Contains("fehlt die Berechtigung", StringComparison.Ordinal));

        // Named by somebody it is theirs all the same, and the fallback gets what nobody can approve.
        var nobody = settings with { People = [.. settings.People.Select(person => person with { Roles = ["some"] })] };
        Assert.Equal(expected == "hv" ? "hv" : "boss", Decide(Station(20, "Freigabe", Holder("hv2")), "100", nobody, kind).Assignee!.User);
    }

    [Fact]
    public void Where_nobody_may_the_fallback_gets_it_with_a_warning()
    {
        var settings = Limited();
        settings = settings with { People = [.. settings.People.Select(person => person with { AmountLimit = 10 })] };
        var outcome = Decide(Station(20, "Freigabe", Holder("hv2")), "1500", settings);

        Assert.Equal("boss", outcome.Assignee!.User);
        Assert.Contains("niemand darf hier freigeben", outcome.Assignee.Reason, StringComparison.Ordinal);
        var note = Assert.Single(outcome.Notes);
        Assert.True(note.Warning);
        Assert.Contains("Niemand, der in Frage kommt", note.Text, StringComparison.Ordinal);
        Assert.Contains("BOSS darf bis 10,00 €", note.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "invoice", "hv2")]
    [InlineData(true, "mail", "hv2")]
    [InlineData(false, "invoice", "hv")]
    [InlineData(null, "mail", "hv")]
    [InlineData(null, "own", "hv2")]
    public void Limits_hold_where_money_is_released(bool? release, string kind, string expected)
    {
        var station = Station(20, "Freigabe", Holder("hv2")) with { Release = release };
        Assert.Equal(expected, Decide(station, "1500", kind: kind).Assignee!.User);
    }

    [Fact]
    public void A_substitute_must_be_free_to_approve_in_both_roles()
    {
        var process = Process(Route(Station(20, "Freigabe", Holder("boss"))), []);
        var input = Input(process, Item(("grossTotal", "1500")), Property("12", "hv")) with { Settings = Limited() };
        Absence Away(string person, string substitute) => new(person, new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 9), substitute);

        Assert.Equal("boss", RouteEvaluation.Decide(input with { Absences = [Away("hv", "books")] }).Assignee!.User);
        var free = input with { Linked = new LinkedRecords(Property: Property("12", "books")) };
        Assert.Equal("boss", RouteEvaluation.Decide(free with { Absences = [Away("books", "hv")] }).Assignee!.User);
        Assert.Equal("hv2", RouteEvaluation.Decide(free with { Absences = [Away("books", "hv2")] }).Assignee!.User);
    }

    [Fact]
    public void Whoever_approved_there_may_do_so_again_once_somebody_else_has_approved_too()
    {
        var station = Station(20, "Freigabe", Holder("hv2")) with { FourEyes = true };
        var input = Input(Process(Route(station), []), null, Property("12", "hv")) with
        {
            Approvals = [new StationApproval(10, "r", "Prüfung", "clerk", null), new StationApproval(20, "r", "Freigabe", "hv", null)],
        };
        Assert.Equal("hv", RouteEvaluation.Decide(input).Assignee!.User);
    }

    [Theory]
    [InlineData("hv", null, "r", 10, "hv2")]
    [InlineData("clerk", "hv", "r", 10, "hv2")]
    [InlineData("hv", "clerk", null, 10, "hv2")]
    [InlineData("hv", null, "other", 20, "hv2")]
    [InlineData("hv", null, "r", 30, "hv2")]
    [InlineData("hv", null, "r", 20, "hv2")]
    [InlineData("clerk", null, "r", 10, "hv")]
    public void Four_eyes_pass_over_whoever_approved_already(
        string by, string? standsInFor, string? route, int sequence, string expected)
    {
        var station = Station(20, "Freigabe", Holder("hv2")) with { FourEyes = true, Release = false };
        var input = Input(Process(Route(station), []), Item(("grossTotal", "1500")), Property("12", "hv")) with
        {
            Approvals = [new StationApproval(sequence, route, "Prüfung", by, standsInFor)],
        };

        Assert.Equal(expected, RouteEvaluation.Decide(input).Assignee!.User);
        Assert.Equal("hv", RouteEvaluation.Decide(input with
        {
            Process = Process(Route(station with { FourEyes = false }), []),
        }).Assignee!.User);
    }

    [Fact]
    public void Whoever_is_named_gets_it_all_the_same_and_learns_that_they_cannot_approve()
    {
        var input = Input(Process(Route(Station(20, "Freigabe", To("boss"))), []), Item(("grossTotal", "1500"))).At(20) with
        {
            Settings = Limited(),
            Direction = Direction.ToPerson,
            Person = "hv",
        };

        var outcome = RouteEvaluation.Decide(input);

        Assert.Equal("hv", outcome.Assignee!.User);
        Assert.Equal("Weitergeleitet; HV darf bis 1.000,00 € freigeben, der Betrag ist 1.500,00 €", outcome.Assignee.Reason);
        Assert.Equal("boss", RouteEvaluation.WhoMayApprove(input)!.User);
    }

    private static Settings Limited() => Settings(
        Person("clerk"), Person("hv") with { AmountLimit = 1000, Roles = ["hv"] }, Person("hv2") with { AmountLimit = 5000 },
        Person("boss"), Person("books"));

    private static RouteOutcome Decide(Station station, string? gross, Settings? settings = null, string kind = "invoice")
    {
        var item = (gross is null ? Item() : Item(("grossTotal", gross))) with { Kind = kind };
        return RouteEvaluation.Decide(Input(Process(Route(station), []), item, Property("12", "hv")) with
        {
            Settings = settings ?? Limited(),
        });
    }
}
