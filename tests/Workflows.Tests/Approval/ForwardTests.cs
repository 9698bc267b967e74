using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Tests.Approval;

/// <summary>Where an item can be sent, and with which permission.</summary>
public sealed class ForwardTests
{
    [Theory]
    [InlineData("next", "next")]
    [InlineData(" anna.berger ", "anna.berger")]
    [InlineData("person:anna.berger", "anna.berger")]
    [InlineData("person:next", "next")]
    [InlineData("role: technik", "role:technik")]
    [InlineData("station:20", "station:20")]
    [InlineData("station:020", "station:20")]
    [InlineData("station:-1", null)]
    [InlineData("station:x", null)]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void A_target_is_read_from_its_forms(string? text, string? read) => Assert.Equal(read, ForwardTarget.Read(text)?.ToString());

    [Fact]
    public async Task To_the_next_station_is_an_approval()
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, "hv");
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "hv", DecisionKinds.Forward, "next")).Result);
        var made = (await home.VisitsAsync(item))[^1].Decision!;
        Assert.Equal((DecisionKinds.Approve, null), (made.Kind, made.To));
        Assert.Equal(30, (await home.GoOnAsync(item)).Station!.Sequence);
    }

    [Fact]
    public async Task To_the_role_holder_of_the_property_with_the_reason_in_words()
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(30, "boss");
        Assert.Equal(
            [new RoleHolderChoice("alles", "Alles", "hv2"), new RoleHolderChoice("hausverwalter", "Hausverwalter", "hv")],
            (await home.OfferAsync(item, "boss")).RoleHolders);
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "boss", DecisionKinds.Forward, "role:hausverwalter")).Result);
        var next = await home.GoOnAsync(item);
        Assert.Equal((30, "hv"), (next.Station!.Sequence, next.Assignee!.User));
        Assert.Equal("Weitergeleitet von Bodo Sass: Hausverwalter von Objekt 47 (Lindenhof)", next.Assignee.Reason);
        Assert.Equal("role:hausverwalter", (await home.VisitsAsync(item))[2].Decision!.To);

        // The holder of the other role has left: the backup gets it.
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "hv", DecisionKinds.Forward, "role:alles")).Result);
        Assert.Equal("hv2", (await home.GoOnAsync(item)).Assignee!.User);
    }

    [Fact]
    public async Task To_the_role_holder_of_the_order_s_property_where_the_item_names_none()
    {
        using var home = new DeskHome();
        await home.OrderAsync("A-1", "47");
        var item = await home.AtAsync(30, "boss", one => one with { Cover = new CoverSheet { PurchaseOrder = "A-1" } });

        Assert.Contains((await home.OfferAsync(item, "boss")).RoleHolders, choice => choice.Role == "hausverwalter");
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "boss", DecisionKinds.Forward, "role:hausverwalter")).Result);
        Assert.Equal("hv", (await home.GoOnAsync(item)).Assignee!.User);
    }

    [Theory]
    [InlineData("role:technik", "47", "nicht vergeben")]
    [InlineData("role:nirgends", "47", "Rolle „nirgends“")]
    [InlineData("role:hausverwalter", null, "keinem Objekt")]
    [InlineData("role:hausverwalter", "47", "bereits")]
    [InlineData("station:10", "47", "sendBack")]
    [InlineData("station:x", "47", "nennt niemanden")]
    [InlineData("left", "47", "nicht mehr aktiv")]
    [InlineData("", "47", "an wen")]
    public async Task A_target_that_is_not_there_is_refused_with_the_remedy(string to, string? property, string why)
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, "hv", one => one with { Cover = new CoverSheet { Property = property } });
        var outcome = await home.DecideAsync(item, "hv", DecisionKinds.Forward, to);
        Assert.Equal((DecisionResult.Invalid, RefusalReason.Target), (outcome.Result, outcome.Reason));
        Assert.Contains(why, outcome.Message, StringComparison.Ordinal);
        Assert.Equal(VisitState.Notified, (await home.ItemAsync(item)).VisitState);
    }

    [Fact]
    public async Task Back_to_the_former_station_that_was_chosen_else_the_last()
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(40, "clerk");
        Assert.Equal([30, 20, 10], (await home.OfferAsync(item, "clerk")).FormerStations.Select(former => former.Sequence));
        foreach (var wrong in new[] { "station:40", "station:15", "hv", "role:hausverwalter", "station:" })
        {
            var refused = await home.DecideAsync(item, "clerk", DecisionKinds.SendBack, wrong);
            Assert.Equal(DecisionResult.Invalid, refused.Result);
            Assert.Contains("station:10", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "clerk", DecisionKinds.SendBack, "station:20")).Result);
        var back = await home.GoOnAsync(item);
        Assert.Equal((20, "hv"), (back.Station!.Sequence, back.Assignee!.User));
        Assert.Equal([10], (await home.OfferAsync(back, "hv")).FormerStations.Select(former => former.Sequence));

        var other = await home.AtAsync(40, "clerk", number: 2);
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(other, "clerk", DecisionKinds.SendBack)).Result);
        Assert.Equal((30, "boss"), ((await home.GoOnAsync(other)).Station!.Sequence, (await home.ItemAsync(other)).Assignee!.User));
    }

    [Theory]
    [InlineData("both", null, true)]
    [InlineData("both", "bitte", true)]
    [InlineData("with", null, false)]
    [InlineData("with", "bitte", true)]
    [InlineData("without", null, true)]
    [InlineData("without", "bitte", false)]
    public async Task Sending_back_takes_a_comment_as_the_tenant_says(string setting, string? comment, bool fine)
    {
        using var home = new DeskHome(("\"fallbackAssignee\": \"boss\"", $"\"fallbackAssignee\": \"boss\", \"sendBackComment\": \"{setting}\""));
        var item = await home.AtAsync(20, "hv");
        var outcome = await home.DecideAsync(item, "hv", DecisionKinds.SendBack, comment: comment);
        Assert.Equal((fine ? DecisionResult.Accepted : DecisionResult.Invalid, fine ? null : RefusalReason.Comment), (outcome.Result, outcome.Reason));
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData("forward", 30)]
    [InlineData("back", 10)]
    public async Task A_rejected_item_goes_forward_or_back_as_the_tenant_says(string? setting, int next)
    {
        using var home = new DeskHome(setting is null
            ? []
            : [("\"fallbackAssignee\": \"boss\"", $"\"fallbackAssignee\": \"boss\", \"afterRejection\": \"{setting}\"")]);
        var item = await home.AtAsync(20, "hv");
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "hv", DecisionKinds.Reject, comment: "falsch")).Result);

        var moved = await home.GoOnAsync(item);

        Assert.Equal((next, 20), (moved.Station!.Sequence, moved.Rejection!.Sequence));
    }

    [Theory]
    [InlineData("none", "invoice", Permission.InvoiceForwardToNext, Permission.InvoiceForwardToPerson, Permission.InvoiceForwardToRoleHolder)]
    [InlineData("none", "mail", Permission.MailForwardToNext, Permission.MailForwardToPerson, Permission.MailForwardToRoleHolder)]
    [InlineData("person", "invoice", Permission.InvoiceForwardToNext, null, Permission.InvoiceForwardToRoleHolder)]
    [InlineData("person", "mail", Permission.MailForwardToNext, Permission.MailForwardToPerson, Permission.MailForwardToRoleHolder)]
    [InlineData("post", "invoice", Permission.InvoiceForwardToNext, Permission.InvoiceForwardToPerson, Permission.InvoiceForwardToRoleHolder)]
    [InlineData("post", "mail", null, null, null)]
    [InlineData("bare", "invoice", null, Permission.InvoiceForwardToPerson, Permission.InvoiceForwardToRoleHolder)]
    [InlineData("bare", "mail", null, Permission.MailForwardToPerson, Permission.MailForwardToRoleHolder)]
    [InlineData("hv2", "invoice", null, Permission.InvoiceForwardToPerson, Permission.InvoiceForwardToRoleHolder)]
    [InlineData("clerk", "invoice", null, null, null)]
    public async Task Each_way_needs_its_permission_and_the_page_offers_no_other(
        string person, string kind, Permission? next, Permission? toPerson, Permission? toRole)
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(30, person, one => one with { Kind = kind });
        var offer = await home.OfferAsync(item, person);
        Assert.Equal(next is null, offer.Kinds.Contains(DecisionKinds.Approve));
        Assert.Equal(next, offer.Withheld.FirstOrDefault(one => one.Kind == DecisionKinds.Approve)?.Missing);
        Assert.Equal(toPerson is null || toRole is null, offer.Kinds.Contains(DecisionKinds.Forward));
        Assert.Equal((toPerson is null, toRole is null), (offer.ToPerson, offer.RoleHolders.Count > 0));
        Assert.Contains(DecisionKinds.Reject, offer.Kinds);
        Assert.Contains(DecisionKinds.SendBack, offer.Kinds);

        await CheckAsync(DecisionKinds.Forward, "next", next);
        await CheckAsync(DecisionKinds.Forward, "boss", toPerson);
        await CheckAsync(DecisionKinds.Forward, "role:hausverwalter", toRole);
        await CheckAsync(DecisionKinds.Approve, null, next);

        async Task CheckAsync(string decision, string? to, Permission? missing)
        {
            if (missing is null) return;
            var outcome = await home.DecideAsync(item, person, decision, to);
            Assert.Equal(DecisionResult.NotAllowed, outcome.Result);

            // Who may forward in no way at all is told the first permission that would help.
            Assert.Contains(outcome.Missing, new[] { missing, toPerson });
            Assert.Contains(PermissionNames.Id(outcome.Missing!.Value), outcome.Message, StringComparison.Ordinal);
            Assert.Equal(VisitState.Notified, (await home.ItemAsync(item)).VisitState);
        }
    }
}
