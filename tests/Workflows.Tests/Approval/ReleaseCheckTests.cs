using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Approval;

/// <summary>Nobody approves beyond their amount, or as the second pair of eyes of their own.</summary>
public sealed class ReleaseCheckTests
{
    private static readonly (string, string)[] Limits =
    [
        ("\"mail\": \"hv@haus.example\",", "\"mail\": \"hv@haus.example\", \"amountLimit\": 1000,"),
        ("\"mail\": \"clerk@haus.example\",", "\"mail\": \"clerk@haus.example\", \"amountLimit\": 5000,"),
    ];

    private static readonly (string, string) FourEyes = (
        "\"name\": \"Freigabe\", \"assignee\": { \"person\": \"boss\" }",
        "\"name\": \"Freigabe\", \"fourEyes\": true, \"assignee\": { \"person\": \"boss\", \"backup\": \"hv2\" }");

    [Theory]
    [InlineData("approve", null)]
    [InlineData("forward", "next")]
    public async Task A_limit_is_said_with_the_amount_and_what_to_do(string decision, string? to)
    {
        using var home = new DeskHome(Limits);
        var item = await home.AtAsync(30, "hv", Gross("1500"));

        var offer = await home.OfferAsync(item, "hv");
        Assert.DoesNotContain(DecisionKinds.Approve, offer.Kinds);
        Assert.Contains(DecisionKinds.Forward, offer.Kinds);
        var outcome = await home.DecideAsync(item, "hv", decision, to);
        Assert.Equal((DecisionResult.NotAllowed, RefusalReason.AmountLimit, "boss"), (outcome.Result, outcome.Reason, outcome.MayApprove));
        Assert.Equal((1000m, 1500m), (outcome.Obstacle!.LimitValue, outcome.Obstacle.AmountValue));
        Assert.Equal(
            "Sie dürfen bis 1.000,00 € freigeben; der Betrag dieses Vorgangs ist 1.500,00 €. "
            + "Bitte leiten Sie ihn weiter, zum Beispiel an Bodo Sass.", outcome.Message);
        Assert.Equal(outcome.Message, offer.Withheld.Single(one => one.Kind == DecisionKinds.Approve).Message);
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "hv", DecisionKinds.Forward, "boss")).Result);
    }

    [Fact]
    public async Task Typing_a_smaller_amount_is_no_way_around_a_limit()
    {
        using var home = new DeskHome(Limits);
        var item = await home.AtAsync(30, "hv", Gross("1500"));
        await home.EditAsync(item, "hv", "grossTotal", "900.00");
        await home.EditAsync(item, "hv", "grossTotal", "800.00");
        var outcome = await home.DecideAsync(item, "hv", DecisionKinds.Approve);
        Assert.Equal(RefusalReason.AmountLimit, outcome.Reason);
        Assert.StartsWith(
            "Der Betrag war 1.500,00 €, bevor Sie ihn geändert haben, und damit über der Grenze von 1.000,00 €.",
            outcome.Message, StringComparison.Ordinal);
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "hv", DecisionKinds.Forward, "boss")).Result);
    }

    [Fact]
    public async Task A_status_that_would_forward_is_given_but_forwards_nothing()
    {
        using var home = new DeskHome(Limits);
        var item = await home.AtAsync(30, "hv", Gross("1500"));
        var outcome = await home.Desk.GiveStatusAsync(
            "haus", item.Id, "hv", new StatusRequest("geprueft", null, null, null, null, "api", null), CancellationToken.None);
        Assert.Equal((DecisionResult.Accepted, false), (outcome.Result, outcome.Moves));
        Assert.Contains("Sie dürfen bis 1.000,00 € freigeben", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(RefusalReason.AmountLimit, outcome.Stays!.Reason);
        Assert.Equal(VisitState.Notified, (await home.ItemAsync(item)).VisitState);
    }

    [Theory]
    [InlineData("1000.00", true)]
    [InlineData("-1000.00", true)]
    [InlineData("1000.01", false)]
    [InlineData("-1000.01", false)]
    [InlineData(null, false)]
    public async Task An_amount_at_the_limit_is_within_it_and_an_unknown_one_beyond(string? gross, bool fine)
    {
        using var home = new DeskHome(Limits);
        var item = await home.AtAsync(30, "hv", Gross(gross));
        Assert.Equal(fine, (await home.DecideAsync(item, "hv", DecisionKinds.Approve)).Result == DecisionResult.Accepted);
    }

    [Fact]
    public async Task Of_a_substitute_and_the_one_they_stand_in_for_the_smaller_limit_counts()
    {
        using var home = new DeskHome(Limits);
        var own = await home.AtAsync(30, "hv", item => Gross("1500")(item) with { Assignee = new AssigneeRef("hv", "Vertretung", "boss") });
        Assert.StartsWith("Sie dürfen bis 1.000,00 €", (await home.DecideAsync(own, "hv", DecisionKinds.Approve)).Message, StringComparison.Ordinal);
        var others = await home.AtAsync(
            30, "boss", item => Gross("1500")(item) with { Assignee = new AssigneeRef("boss", "Vertretung", "hv") }, number: 2);
        Assert.StartsWith(
            "Sie vertreten Hanna Vogt; in dieser Vertretung dürfen Sie bis 1.000,00 € freigeben.",
            (await home.DecideAsync(others, "boss", DecisionKinds.Approve)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_amount_that_is_typed_counts_from_then_on()
    {
        using var home = new DeskHome(Limits);
        var item = await home.AtAsync(30, "hv", Gross("500"));
        var edit = new FieldEdit(new Dictionary<string, string?> { ["grossTotal"] = "1500" }, null, null, null, null, item.Revision);
        Assert.Equal(DecisionResult.Accepted, (await home.Desk.EditAsync("haus", item.Id, "hv", edit, CancellationToken.None)).Result);
        Assert.Equal(RefusalReason.AmountLimit, (await home.DecideAsync(item, "hv", DecisionKinds.Approve)).Reason);
    }

    [Fact]
    public async Task Who_approved_elsewhere_is_no_second_pair_of_eyes_also_after_it_was_sent_back()
    {
        using var home = new DeskHome(FourEyes);
        var item = await home.AtAsync(20, "hv", Gross("500"));
        await DecideAsync(home, item, "hv", DecisionKinds.Approve);
        item = await home.GoOnAsync(item);
        Assert.Equal("boss", item.Assignee!.User);

        // The approval is undone by sending back, and given by somebody else then: it was theirs all the same.
        await DecideAsync(home, item, "boss", DecisionKinds.SendBack);
        item = await home.GoOnAsync(item);
        Assert.Equal("hv", item.Assignee!.User);
        await DecideAsync(home, item, "hv", DecisionKinds.Forward, "clerk");
        item = await home.GoOnAsync(item);
        await DecideAsync(home, item, "clerk", DecisionKinds.Approve);
        item = await home.GoOnAsync(item);
        foreach (var (person, station) in new[] { ("hv", "Prüfung"), ("clerk", "Erfassung") })
        {
            await DecideAsync(home, item, item.Assignee!.User, DecisionKinds.Forward, person);
            item = await home.GoOnAsync(item);
            var outcome = await home.DecideAsync(item, person, DecisionKinds.Approve);
            Assert.Equal(
                $"Hier gelten vier Augen, und Sie haben diesen Vorgang schon an der Station „{station}“ freigegeben (oder jemand für Sie). "
                + "Bitte leiten Sie ihn weiter, zum Beispiel an Bodo Sass.", outcome.Message);
        }

        await DecideAsync(home, item, "clerk", DecisionKinds.Forward, "boss");
        item = await home.GoOnAsync(item);
        await DecideAsync(home, item, "boss", DecisionKinds.Approve);

        // Back at the station itself its own approval does not count.
        item = await home.GoOnAsync(item);
        await DecideAsync(home, item, "clerk", DecisionKinds.SendBack);
        item = await home.GoOnAsync(item);
        Assert.Equal((30, "boss"), (item.Station!.Sequence, item.Assignee!.User));
        await DecideAsync(home, item, "boss", DecisionKinds.Approve);
    }

    [Fact]
    public void Whoever_tries_what_nobody_approves_beyond_their_limit_or_twice_where_four_eyes_are_demanded()
    {
        var seen = new List<Given>();
        Prop.ForAll(
            Gen.Choose(1, 8000).ToArbitrary(),
            Gen.Choose(0, 100000).ToArbitrary(),
            (amount, seed) =>
            {
                using var home = new DeskHome([.. Limits, FourEyes, .. OtherRoute]);
                seen.AddRange(RunAsync(home, amount, new Random(seed)).GetAwaiter().GetResult());
            }).Hold(80);

        // What is held against the approvals was there to be held against them.
        Assert.Contains(seen, one => one.For is not null);
        Assert.Contains(seen, one => one.Route == "b" && one.Sequence == 30);
        Assert.Contains(seen, one => one.IsRejected);
        Assert.True(seen.Select(one => one.Amount).Distinct().Count() > 40);
    }

    /// <summary>Stations 30 demand four eyes on both routes; a status moves the item to the other one when it leaves 20.</summary>
    private static readonly (string, string)[] OtherRoute =
    [
        ("\"rules\": [{ \"id\": \"immer\"", """ "rules": [{ "id": "frage", "name": "Frage", "kind": "invoice", "conditions": [{ "field": "reviewStatus", "operator": "equals", "value": "rueckfrage" }] }, { "id": "immer" """.Trim()),
        ("\"actions\": [", """ "actions": [{ "id": "nach-b", "kind": "assignRoute", "name": "nach b", "route": "b" }, """.TrimStart()),
        ("\"name\": \"Prüfung\",", """ "name": "Prüfung", "allowRouteChange": true, "rules": [{ "sequence": 1, "rule": "frage", "action": "nach-b" }], """.Trim()),
        ("\"name\": \"Buchung\", \"assignee\": { \"person\": \"clerk\" } }",
            """
            "name": "Buchung", "assignee": { "person": "clerk" } }] },
            { "id": "b", "name": "Rückfragen", "kind": "invoice", "stations": [
              { "sequence": 10, "name": "Erfassung B", "assignee": { "person": "clerk" } },
              { "sequence": 30, "name": "Freigabe B", "fourEyes": true, "assignee": { "person": "hv" }, "includeOnRouteChange": true },
              { "sequence": 40, "name": "Buchung B", "assignee": { "person": "clerk" }, "includeOnRouteChange": true }
            """),
    ];

    private static readonly string[] People = ["clerk", "hv", "hv2", "boss"];

    private static async Task<List<Given>> RunAsync(DeskHome home, int amount, Random random)
    {
        var item = await home.AtAsync(10, "clerk", Gross($"{amount}.00"));
        var given = new List<Given>();
        await home.AbsentAsync(People[random.Next(People.Length)], People[random.Next(People.Length)]);
        for (var step = 0; step < 30 && item.Stage == ItemStage.Walking; step++)
        {
            var person = random.Next(3) == 0 ? People[random.Next(People.Length)] : item.Assignee!.User;
            var move = random.Next(16);
            if (move == 0) await home.AbsentAsync(item.Assignee!.User, People[random.Next(People.Length)]);
            else if (move == 1) await home.GiveAsync(item, person, "rueckfrage", forward: false);
            else if (move is 2 or 3)
                await home.EditAsync(item, person, "grossTotal", $"{random.Next(1, 8000)}.00", (await home.ItemAsync(item)).Revision);
            else item = await DecidedAsync(home, item, person, move, random, given);
        }

        return given;
    }

    private static async Task<Item> DecidedAsync(
        DeskHome home, Item item, string person, int move, Random random, List<Given> given)
    {
        var (kind, to) = move switch
        {
            4 => (DecisionKinds.Reject, null),
            5 => (DecisionKinds.SendBack, null),
            6 or 7 => (DecisionKinds.Forward, People[random.Next(People.Length)]),
            _ => (DecisionKinds.Approve, (string?)null),
        };
        var before = await home.ItemAsync(item);
        if ((await home.DecideAsync(item, person, kind, to, kind == DecisionKinds.Reject ? "Nein" : null)).Result != DecisionResult.Accepted)
            return before;
        var after = await home.GoOnAsync(item);
        if (kind == DecisionKinds.Approve) Check(await home.VisitsAsync(item), before, after, given);
        return after;
    }

    private static void Check(IReadOnlyList<Visit> visits, Item before, Item after, List<Given> given)
    {
        var decision = visits.Single(visit => visit.Number == before.Visit).Decision!;
        var one = new Given(
            before.Route!.Name, before.Station!.Sequence, decision.By, decision.For,
            decimal.Parse(before.Fields["grossTotal"].Value, CultureInfo.InvariantCulture), before.Rejection is not null);
        foreach (var giver in one.Givers)
            Assert.True(one.Amount <= giver switch { "hv" => 1000, "clerk" => 5000, _ => decimal.MaxValue }, $"{one}");

        if (one.Sequence == 30)
        {
            Assert.DoesNotContain(given, other => !one.IsAt(other) && other.Givers.Intersect(one.Givers).Any());
            var leaves = after.Stage != ItemStage.Walking || after.Station!.Sequence != 30 || after.Route!.Name != one.Route;
            if (leaves && !one.IsRejected) Assert.Contains(given, other => !other.Givers.Intersect(one.Givers).Any());
        }

        given.Add(one);
    }

    /// <summary>An approval as it was given.</summary>
    private sealed record Given(string Route, int Sequence, string By, string? For, decimal Amount, bool IsRejected)
    {
        public IReadOnlyList<string> Givers => For is null ? [By] : [By, For];

        public bool IsAt(Given other) => (other.Route, other.Sequence) == (Route, Sequence);
    }

    private static async Task DecideAsync(DeskHome home, Item item, string person, string decision, string? to = null)
    {
        var outcome = await home.DecideAsync(item, person, decision, to);
        Assert.True(outcome.Result == DecisionResult.Accepted, outcome.Message);
    }

    private static Func<Item, Item> Gross(string? gross) => item => item with
    {
        Fields = gross is null ? item.Fields : new Dictionary<string, Field>(item.Fields)
        {
            ["grossTotal"] = new Field(gross, FieldSource.User, 1, null),
        },
    };
}
