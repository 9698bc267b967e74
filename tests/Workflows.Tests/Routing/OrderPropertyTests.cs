using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy.Master;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>An item that names no property has that of its order, for rules as for role holders.</summary>
public class OrderPropertyTests
{
    private static readonly Process Sample = Process(
        Route(Station(10, "A", Holder("books"), Use(1, "objekt", "hinweis"))),
        [Rule("objekt", When("property.number", Operator.Equal, "47"))], new ShowNote { Id = "hinweis", Name = "n", Text = "47" });

    [Fact]
    public void Its_role_holder_gets_the_item_and_the_reason_names_it()
    {
        var outcome = RouteEvaluation.Decide(Input(Sample) with { Linked = new LinkedRecords(OrderProperty: Property("47", "hv")) });

        Assert.Single(outcome.Notes);
        Assert.Equal("hv", outcome.Assignee!.User);
        Assert.EndsWith("Hausverwalter von Objekt 47 (Objekt)", outcome.Assignee.Reason);
    }

    [Fact]
    public void The_item_s_own_property_goes_before_it() => Assert.Equal("hv2", RouteEvaluation.Decide(Input(Sample) with
    {
        Linked = new LinkedRecords(Property: Property("11", "hv2"), OrderProperty: Property("47", "hv")),
    }).Assignee!.User);
}
