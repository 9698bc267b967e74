using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Loading;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tests.Approval;

/// <summary>Who may decide at this moment, and what.</summary>
public sealed class RightsTests
{
    private static readonly Settings Demo = TenantLoader.Load(DemoTenant.TenantFile).Tenant!.Settings;
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly Absence ClaraAway = new("clara.winter", Day, Day, "anna.berger");

    private static readonly Item WithClara = TestItems.New(1) with { Assignee = new AssigneeRef("clara.winter", "Station") };

    private static readonly OperatorCase Failed = new("Extract", 0, "IOException", "kaputt", CanSkip: false);

    [Fact]
    public void Whoever_has_it_may_and_nobody_else()
    {
        Assert.Equal(new Standing(null), Rights.Of(Demo, [], WithClara, "clara.winter"));
        Assert.Null(Rights.Of(Demo, [], WithClara, "anna.berger"));
        Assert.Null(Rights.Of(Demo, [], WithClara, "helga.sommer"));
        Assert.Null(Rights.Of(Demo, [], WithClara, "Clara.Winter"));
        Assert.Null(Rights.Of(Demo, [], WithClara with { Assignee = null }, "clara.winter"));
    }

    [Fact]
    public void A_person_who_is_not_active_any_more_may_not()
    {
        var without = Demo with { People = [.. Demo.People.Select(person => person.Id == "clara.winter" ? person with { Active = false } : person)] };
        Assert.Null(Rights.Of(without, [], WithClara, "clara.winter"));
        Assert.Null(Rights.Of(Demo with { People = [] }, [], WithClara, "clara.winter"));
    }

    [Fact]
    public void A_substitute_may_for_whoever_is_away()
    {
        Assert.Equal(new Standing("clara.winter"), Rights.Of(Demo, [ClaraAway], WithClara, "anna.berger"));
        Assert.Equal(new Standing(null), Rights.Of(Demo, [ClaraAway], WithClara, "clara.winter"));
        Assert.Null(Rights.Of(Demo, [ClaraAway], WithClara, "jonas.keller"));
        var given = WithClara with { Assignee = new AssigneeRef("anna.berger", "Vertretung", "clara.winter") };
        Assert.Equal(new Standing("clara.winter"), Rights.Of(Demo, [], given, "anna.berger"));
    }

    [Fact]
    public void A_failure_is_for_whoever_may_operate_in_the_name_of_whoever_was_asked()
    {
        var failed = WithClara with { Assignee = new AssigneeRef("miriam.vogel", "kaputt"), Operator = Failed };
        Assert.Equal(new Standing(null), Rights.Of(Demo, [], failed, "miriam.vogel"));
        Assert.Equal(new Standing("miriam.vogel"), Rights.Of(Demo, [], failed, "helga.sommer"));
        Assert.Null(Rights.Of(Demo, [], failed, "anna.berger"));
    }

    [Fact]
    public void What_can_be_decided_follows_from_where_the_item_is()
    {
        Assert.Equal(["approve", "sendBack", "forward", "reject", "rejectToSupplier"], Rights.Decisions(WithClara, canSendBack: true));
        Assert.Equal(["approve", "forward", "reject", "rejectToSupplier"], Rights.Decisions(WithClara, canSendBack: false));
        Assert.Equal(
            ["approve", "sendBack", "forward", "reject"], Rights.Decisions(WithClara with { Kind = "mail" }, canSendBack: true));
        Assert.Equal(
            ["replace", "resume", "rejectToSupplier", "forward", "reject"],
            Rights.Decisions(WithClara with { SupplierRejection = Held }, canSendBack: true));
        Assert.Equal(["again", "giveUp"], Rights.Decisions(WithClara with { Operator = Failed }, canSendBack: true));
        Assert.Equal(
            ["again", "skip", "giveUp"],
            Rights.Decisions(WithClara with { Operator = Failed with { CanSkip = true } }, canSendBack: true));
    }

    private static SupplierRejection Held => new(
        1, "clara", default, 10, "Falsch", [], new SupplierMail("a@b.example", "Betreff", "Text"));
}
