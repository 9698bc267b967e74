using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Posting;

namespace Serverless.Local.Tests.Home;

/// <summary>Numbers are those of the client whose range they came from: where the client changes, they do.</summary>
public sealed class ClientNumberTests
{
    [Fact]
    public async Task An_invoice_that_goes_to_another_client_gets_a_number_of_that_one_and_its_old_one_is_nobody_elses()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");
        Assert.Equal(("weg-lindenstrasse", "WL-000001"), (item.Client, item.Cover.Number));

        var moved = await ToClientAsync(home, id, "sonnenhof");
        Assert.Contains("Mit dem Wechsel des Mandanten gilt die Nummer WL-000001 nicht mehr", moved.Message, StringComparison.Ordinal);
        Assert.Contains("Die neue Nummer ist SH-000001.", moved.Message, StringComparison.Ordinal);
        Assert.Contains(new FieldChange("number", "WL-000001", "SH-000001"), moved.Changes!);
        item = await home.ItemAsync(id);
        Assert.Equal(("SH-000001", "re-sonnenhof"), (item.Cover.Number, item.Cover.NumberRange));
        Assert.Contains(item.Notes, note => note.Warning && note.Text.Contains("WL-000001", StringComparison.Ordinal));
        Assert.Equal([id], (await home.Home.Web.Items.ListAsync(WalkHome.Tenant, new ItemQuery(Query: "SH-000001"), home.Soon)).Items.Select(found => found.Id));
        var trail = (await home.Home.Web.Items.HistoryAsync(WalkHome.Tenant, id, home.Soon)).Audit;
        Assert.Equal("WL-000001 → SH-000001", trail.Last(entry => entry.What == "edited").Details["number"]);

        var next = await home.AtAsync(await home.DeliverAsync(TestMails.Roof("R-2")), "Vorerfassung");
        Assert.Equal("WL-000002", next.Cover.Number);

        // What goes back has its own number again, and none is wasted.
        await ToClientAsync(home, id, "weg-lindenstrasse");
        Assert.Equal("WL-000001", (await home.ItemAsync(id)).Cover.Number);
        await ToClientAsync(home, next.Id, "sonnenhof");
        Assert.Equal("SH-000002", (await home.ItemAsync(next.Id)).Cover.Number);
        var drawn = await home.Get<NumberRanges>().DrawnAsync(WalkHome.Tenant, "re-sonnenhof", home.Soon);
        Assert.Equal([(1, id), (2, next.Id)], drawn.Select(number => ((int)number.Number, number.Owner)));
        await home.AssertTrailAsync(id);
    }

    [Fact]
    public async Task What_changes_but_the_client_leaves_the_number_alone()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        var outcome = await ToClientAsync(home, id, "weg-lindenstrasse", ("paymentReference", "Dach"));
        Assert.Equal("Gespeichert.", outcome.Message);
        Assert.DoesNotContain(outcome.Changes!, change => change.Field == "number");
        Assert.Equal("WL-000001", (await home.ItemAsync(id)).Cover.Number);
    }

    [Fact]
    public async Task A_vouchers_number_is_annulled_and_a_clerk_draws_one_of_the_new_client()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await VoucherAsync(home, "U-1");
        Assert.Equal("UB-MH-000001", await DrawAsync(home, id));

        var moved = await ToClientAsync(home, id, "weg-lindenstrasse");
        Assert.Contains("Bitte ziehen Sie eine neue und berichtigen Sie sie", moved.Message, StringComparison.Ordinal);
        var item = await home.ItemAsync(id);
        Assert.Equal((null, null, 0), (item.Cover.Number, item.Cover.NumberRange, item.Cover.Properties.Count));
        Assert.Contains(item.Notes, note => note.Warning && note.Text.Contains("UB-MH-000001", StringComparison.Ordinal));
        Assert.Contains(new FieldChange("Umbuchungsbelegnummer", "UB-MH-000001", null), moved.Changes!);

        Assert.Equal("UB-WL-000001", await DrawAsync(home, id));
        Assert.Equal("UB-MH-000002", await DrawAsync(home, await VoucherAsync(home, "U-2")));
    }

    private static async Task<string> VoucherAsync(WalkHome home, string number)
    {
        var taken = await home.Home.Web.Intake.ReceiveAsync(
            new Delivery(WalkHome.Tenant, "post", "message/rfc822", null, new MemoryStream(TestMails.Roof(number))), home.Soon);
        var id = Assert.Single(taken.Items).Id;
        await home.AtAsync(id, "Posteingang");
        if ((await home.ItemAsync(id)).Client != "verwaltung") await ToClientAsync(home, id, "verwaltung");
        return id;
    }

    private static async Task<string?> DrawAsync(WalkHome home, string id)
    {
        var outcome = await home.Get<INumberDesk>().DrawAsync(WalkHome.Tenant, id, WalkHome.Clara, new NumberRequest(null), home.Soon);
        Assert.True(outcome.Result == DecisionResult.Accepted, outcome.Message);
        return outcome.Number;
    }

    private static async Task<DecisionOutcome> ToClientAsync(WalkHome home, string id, string client, params (string Name, string Value)[] fields)
    {
        var item = await home.ItemAsync(id);
        var outcome = await home.Home.Web.Decisions.EditAsync(
            WalkHome.Tenant, id, WalkHome.Clara,
            new FieldEdit(fields.ToDictionary(field => field.Name, string? (field) => field.Value), client, null, "", null, item.Revision),
            home.Soon);
        Assert.True(outcome.Result == DecisionResult.Accepted, outcome.Message);
        return outcome;
    }
}
