using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Tests.Approval;

/// <summary>A rejection stays one when a rule moves the item to another route: the numbers of that route's stations say
/// nothing about where it was rejected.</summary>
public sealed class RejectionLiftTests
{
    private static readonly (string, string)[] OtherRoute =
    [
        ("\"actions\": [{ \"id\": \"automatik\",", """ "actions": [{ "id": "nach-b", "kind": "assignRoute", "name": "nach b", "route": "b" }, { "id": "automatik","""),
        ("\"name\": \"Freigabe\",", "\"name\": \"Freigabe\", \"allowRouteChange\": true, \"rules\": [{ \"sequence\": 1, \"rule\": \"immer\", \"action\": \"nach-b\" }],"),
        ("\"name\": \"Buchung\", \"assignee\": { \"person\": \"clerk\" } }",
            """
            "name": "Buchung", "assignee": { "person": "clerk" } }] },
            { "id": "b", "name": "Bezahlung", "kind": "invoice", "stations": [
              { "sequence": 5, "name": "Nie", "assignee": { "person": "clerk" } },
              { "sequence": 10, "name": "Ablage", "assignee": { "person": "clerk" }, "includeOnRouteChange": true },
              { "sequence": 20, "name": "Zahlung", "assignee": { "person": "hv" }, "includeOnRouteChange": true }
            """),
    ];

    [Fact]
    public async Task An_approval_at_a_station_with_a_lower_number_of_another_route_lifts_nothing()
    {
        using var home = new DeskHome(OtherRoute);
        var item = await RejectedAndMovedAsync(home);
        Assert.Equal(("r", "boss"), (item.Rejection!.Route, item.Rejection.Person));
        await AcceptAsync(home, item, "clerk", DecisionKinds.Approve);
        item = await home.GoOnAsync(item);

        // Nor does the person who rejected lift it at a later station: those before it have not approved to have it paid.
        await AcceptAsync(home, item, "hv", DecisionKinds.Forward, "boss");
        item = await home.GoOnAsync(item);
        Assert.False((await home.OfferAsync(item, "boss")).LiftsRejection);
        await AcceptAsync(home, item, "boss", DecisionKinds.Approve);
        item = await home.GoOnAsync(item);
        Assert.Equal(ItemStage.Posting, item.Stage);
        Assert.NotNull(item.Rejection);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_rejected_lifts_it_at_the_first_station_of_the_other_route(bool bySubstitute)
    {
        using var home = new DeskHome(OtherRoute);
        var item = await RejectedAndMovedAsync(home);
        await AcceptAsync(home, item, "clerk", DecisionKinds.Approve);
        item = await home.GoOnAsync(item);
        await AcceptAsync(home, item, "hv", DecisionKinds.SendBack);
        item = await home.GoOnAsync(item);
        Assert.False((await home.OfferAsync(item, "clerk")).LiftsRejection);
        await AcceptAsync(home, item, "clerk", DecisionKinds.Forward, "boss");
        item = await home.GoOnAsync(item);
        if (bySubstitute) await home.AbsentAsync("boss", "hv2");
        var person = bySubstitute ? "hv2" : "boss";
        Assert.True((await home.OfferAsync(item, person)).LiftsRejection);
        await AcceptAsync(home, item, person, DecisionKinds.Approve);
        item = await home.GoOnAsync(item);
        Assert.Null(item.Rejection);
        Assert.Equal("Zahlung", item.Station!.Name);
    }

    [Fact]
    public async Task A_second_rejection_on_the_other_route_does_not_make_the_first_one_easier_to_lift()
    {
        using var home = new DeskHome(OtherRoute);
        var item = await RejectedAndMovedAsync(home);
        await AcceptAsync(home, item, "clerk", DecisionKinds.Reject);
        item = await home.GoOnAsync(item);
        Assert.Equal(("r", "boss"), (item.Rejection!.Route, item.Rejection.Person));
        await AcceptAsync(home, item, "hv", DecisionKinds.SendBack);
        item = await home.GoOnAsync(item);
        await AcceptAsync(home, item, "clerk", DecisionKinds.Approve);
        Assert.NotNull((await home.GoOnAsync(item)).Rejection);
    }

    [Fact]
    public async Task A_rejection_of_which_the_route_is_not_known_counts_as_of_this_one()
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, "hv", one => one with { Rejection = new Rejection(30, "Freigabe", "Bodo Sass", "Nein") });
        Assert.True((await home.OfferAsync(item, "hv")).LiftsRejection);
        await AcceptAsync(home, item, "hv", DecisionKinds.Approve);
        Assert.Null((await home.GoOnAsync(item)).Rejection);
    }

    private static async Task<Item> RejectedAndMovedAsync(DeskHome home)
    {
        var item = await home.AtAsync(30, "boss");
        await AcceptAsync(home, item, "boss", DecisionKinds.Reject);
        item = await home.GoOnAsync(item);
        Assert.Equal(("b", "Ablage"), (item.Route!.Name, item.Station!.Name));
        return item;
    }

    private static async Task AcceptAsync(DeskHome home, Item item, string person, string kind, string? to = null)
    {
        var outcome = await home.DecideAsync(item, person, kind, to, kind is DecisionKinds.Approve or DecisionKinds.Forward ? null : "Nein");
        Assert.True(outcome.Result == DecisionResult.Accepted, outcome.Message);
    }
}
