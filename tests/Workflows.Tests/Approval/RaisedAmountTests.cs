using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Approval;

/// <summary>A release is good for the amount that was released. Whoever goes on with a higher one needs the right to it, also
/// at a station that releases nothing.</summary>
public sealed class RaisedAmountTests
{
    private static readonly (string, string)[] Limits =
    [
        ("\"name\": \"Erfassung\",", "\"name\": \"Erfassung\", \"release\": false,"),
        ("\"name\": \"Buchung\",", "\"name\": \"Buchung\", \"release\": false,"),
        ("\"mail\": \"clerk@haus.example\",", "\"mail\": \"clerk@haus.example\", \"amountLimit\": 500,"),
        ("\"mail\": \"boss@haus.example\",", "\"mail\": \"boss@haus.example\", \"amountLimit\": 1000,"),
    ];

    [Fact]
    public async Task An_amount_raised_after_its_release_needs_somebody_who_may_release_it()
    {
        using var home = new DeskHome(Limits);
        var item = await home.AtAsync(40, "clerk", Gross("900.00"));
        await home.EditAsync(item, "clerk", "grossTotal", "90000.00");
        var outcome = await home.DecideAsync(item, "clerk", DecisionKinds.Approve);
        Assert.Equal((DecisionResult.NotAllowed, RefusalReason.AmountLimit), (outcome.Result, outcome.Reason));
        Assert.Equal(
            "Freigegeben wurde 900,00 €, der Betrag ist jetzt 90.000,00 €; dieser muss neu freigegeben werden. "
            + "Sie dürfen bis 500,00 € freigeben. Bitte leiten Sie ihn an jemanden weiter, der ihn freigeben darf.", outcome.Message);

        // The status that would forward is no way around it, nor is the substitute's.
        Assert.False((await home.GiveAsync(item, "clerk", "geprueft")).Moves);
        await home.DecideAsync(item, "clerk", DecisionKinds.Forward, "boss");
        item = await home.GoOnAsync(item);
        Assert.Equal(RefusalReason.AmountLimit, (await home.DecideAsync(item, "boss", DecisionKinds.Approve)).Reason);
        await home.DecideAsync(item, "boss", DecisionKinds.Forward, "hv");
        item = await home.GoOnAsync(item);
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "hv", DecisionKinds.Approve)).Result);
        Assert.Equal(ItemStage.Posting, (await home.GoOnAsync(item)).Stage);
    }

    [Theory]
    [InlineData("grossTotal", "900.00", true)]
    [InlineData("grossTotal", "600.00", true)]
    [InlineData("grossTotal", "900.01", false)]
    [InlineData("payable", "950.00", false)]
    [InlineData("currency", "CHF", false)]
    [InlineData("grossTotal", "", false)]
    [InlineData("orderNumber", "4711", true)]
    public async Task What_stays_within_the_release_needs_no_other(string field, string value, bool fine)
    {
        using var home = new DeskHome(Limits);
        var item = await home.AtAsync(40, "clerk", Gross("900.00"));
        await home.EditAsync(item, "clerk", field, value);
        Assert.Equal(fine, (await home.DecideAsync(item, "clerk", DecisionKinds.Approve)).Result == DecisionResult.Accepted);
    }

    [Fact]
    public async Task An_amount_that_is_taken_back_to_what_was_released_needs_no_other()
    {
        using var home = new DeskHome(Limits);
        var item = await home.AtAsync(40, "hv", Gross("900.00"));
        await home.EditAsync(item, "hv", "grossTotal", "90000.00");
        await home.DecideAsync(item, "hv", DecisionKinds.Forward, "clerk");
        item = await home.GoOnAsync(item);
        await home.EditAsync(item, "clerk", "grossTotal", "900.00");
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "clerk", DecisionKinds.Approve)).Result);
    }

    [Fact]
    public async Task Before_the_release_is_given_again_the_amount_is_free()
    {
        using var home = new DeskHome(Limits);
        var item = await home.AtAsync(40, "clerk", Gross("900.00"));
        await home.DecideAsync(item, "clerk", DecisionKinds.SendBack, "station:10");
        item = await home.GoOnAsync(item);
        Assert.Equal(10, item.Station!.Sequence);
        await home.EditAsync(item, "clerk", "grossTotal", "5000.00");
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "clerk", DecisionKinds.Approve)).Result);
        item = await home.GoOnAsync(item);
        await home.DecideAsync(item, item.Assignee!.User, DecisionKinds.Approve);
        item = await home.GoOnAsync(item);

        // Boss may not release it any more: it comes to the next one who may.
        Assert.Equal(30, item.Station!.Sequence);
        Assert.Equal(RefusalReason.AmountLimit, (await home.DecideAsync(item, "boss", DecisionKinds.Approve)).Reason);
    }

    [Fact]
    public async Task What_is_approved_beyond_the_release_is_the_release_from_then_on()
    {
        using var home = new DeskHome([.. Limits, ("\"name\": \"Freigabe\",", "\"name\": \"Freigabe\", \"release\": false,")]);
        var item = await home.AtAsync(30, "hv", Gross("900.00"));
        await home.EditAsync(item, "hv", "grossTotal", "5000.00");
        await home.DecideAsync(item, "hv", DecisionKinds.Approve);
        item = await home.GoOnAsync(item);
        Assert.Equal((40, "clerk"), (item.Station!.Sequence, item.Assignee!.User));
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "clerk", DecisionKinds.Approve)).Result);
    }

    private static Func<Item, Item> Gross(string gross) => item => item with
    {
        Fields = new Dictionary<string, Field>(item.Fields) { ["grossTotal"] = new Field(gross, FieldSource.Einvoice, 1, null) },
    };
}
