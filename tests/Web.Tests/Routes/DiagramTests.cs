using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serverless.Tests.Home;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Web.Tests.Routes;

/// <summary>What the drawing of a route and of an item's way shows.</summary>
public class DiagramTests : WebHost
{
    [Fact]
    public async Task What_a_rule_does_is_seen_however_long_its_condition_is_and_what_stops_an_item_is_never_left_out()
    {
        SampleRoutes.PutInto(Home);
        Home.Routes.Tenants["demo"] = TenantLoader.Load(System.Text.Encoding.UTF8.GetBytes(SampleRoutes.Changed(process =>
        {
            var conditions = new JsonArray([.. Enumerable.Range(1, 12).Select(n => (JsonNode)new JsonObject
            {
                ["field"] = "sellerName", ["operator"] = "contains", ["value"] = $"Sanitärinstallationsgesellschaft {n}",
            })]);
            foreach (var id in new[] { "eins", "zwei", "drei", "vier" })
            {
                process["rules"]!.AsArray().Add(new JsonObject
                {
                    ["id"] = id,
                    ["name"] = id,
                    ["kind"] = "invoice",
                    ["conditions"] = conditions.DeepClone(),
                });
            }

            process["routes"]![0]!["stations"]![1]!["rules"] = new JsonArray(
                Use(10, "eins", "aus"), Use(20, "eins", "warnung"), Use(30, "zwei", "warnung"), Use(40, "drei", "warnung"), Use(50, "vier", "halt"));
            process["routes"]![0]!["rules"] = new JsonArray(
                Use(10, "eins", "warnung"), Use(20, "zwei", "warnung"), Use(30, "drei", "warnung"), Use(40, "vier", "halt"));
        }))).Tenant!;

        var texts = Texts(await DrawingAsync("/t/demo/routes/rechnung"));

        Assert.Contains(texts, text => text.StartsWith("ohne Bearbeitung, wenn", StringComparison.Ordinal));
        Assert.Equal(2, texts.Count(text => text.StartsWith("Anhalten: „Bitte klären", StringComparison.Ordinal)));
        Assert.Equal(4, texts.Count(text => text.StartsWith("Warnung: „Schon einmal", StringComparison.Ordinal)));
        Assert.Contains("und eine weitere Regel", texts);
    }

    [Fact]
    public async Task The_way_of_a_rejected_item_ends_rejected_and_hands_nothing_over()
    {
        var item = Ended(SampleRoutes.PutInto(Home), ItemStatus.Rejected) with { Rejection = new Rejection(40, "Gewährleistungsprüfung", "petra", "nein") };
        Home.Book.Put(item);
        Decide(item, 6, DecisionKinds.Reject);
        Decide(item, 7, DecisionKinds.Approve);

        var drawing = await DrawingAsync("/t/demo/items/" + item.Id);

        Assert.Equal(1, Regex.Count(drawing, "class=\"stop rejected\""));
        Assert.Contains("✗ Petra Müller: abgelehnt", drawing);
        Assert.DoesNotContain("✓ Petra Müller: abgelehnt", drawing);
        Assert.Contains("Ende: abgelehnt", drawing);
        Assert.Contains("class=\"pill refused\"", drawing);
        Assert.DoesNotContain("pill reached", drawing);
        Assert.DoesNotContain("DATEV", drawing);
        Assert.Contains("way gone refused", drawing);
    }

    [Fact]
    public async Task An_item_whose_corrected_invoice_came_ends_at_the_station_that_turned_it_down()
    {
        var item = Ended(SampleRoutes.PutInto(Home), ItemStatus.Rejected);
        item = Home.Book.Put(item with
        {
            SupplierRejection = new SupplierRejection(
                7, "petra", Home.Clock.GetUtcNow(), 60, "Adresse", [], new SupplierMail("a@b.example", "x", "y", SupplierMailState.Sent))
            {
                End = SupplierRejectionEnd.Corrected,
            },
        });
        Decide(item, 7, DecisionKinds.Replace);

        var drawing = await DrawingAsync("/t/demo/items/" + item.Id);

        Assert.Equal(1, Regex.Count(drawing, "class=\"stop rejected\""));
        Assert.Contains("Ende: durch Korrektur ersetzt", drawing);
        Assert.Contains("nicht mehr erreicht", drawing);
        Assert.DoesNotContain("DATEV", drawing);
        Assert.DoesNotContain("steht noch aus", drawing);
    }

    [Theory]
    [InlineData("confirmed", true)]
    [InlineData("refused", false)]
    [InlineData(null, false)]
    public async Task At_the_end_stands_what_the_item_was_handed_to(string? state, bool named)
    {
        var item = Ended(SampleRoutes.PutInto(Home), ItemStatus.Completed);
        Home.Book.Put(item with { Postings = state is null ? [] : [new PostingState("datev", state, null, null)] });
        Decide(item, 7, DecisionKinds.Approve);

        var drawing = await DrawingAsync("/t/demo/items/" + item.Id);

        Assert.Contains("class=\"pill reached\"", drawing);
        Assert.Equal(named, drawing.Contains("DATEV Belegtransfer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_way_goes_on_without_a_gap_past_a_station_that_is_not_active()
    {
        var item = Ended(SampleRoutes.PutInto(Home), ItemStatus.Completed);
        Home.Book.Put(item);
        Decide(item, 7, DecisionKinds.Approve);

        var drawing = await DrawingAsync("/t/demo/items/" + item.Id);

        // Every station behind the last visit was passed by, the inactive one as well.
        Assert.Equal(Regex.Count(drawing, "class=\"stop (skipped|leftout)"), Regex.Count(drawing, "class=\"pass gone\""));
        Assert.Equal(1, Regex.Count(drawing, "class=\"stop leftout off\""));
    }

    private static Item Ended(Item item, ItemStatus status) => item with
    {
        Status = status,
        Stage = ItemStage.Ended,
        Station = null,
        EndedUtc = item.ReceivedUtc.AddDays(4),
    };

    private void Decide(Item item, int visit, string decision)
    {
        var visits = Home.Book.Visits(item);
        visits[visit - 1] = visits[visit - 1] with
        {
            Decision = new Decision(decision, "petra", null, null, null, "page", null, visits[visit - 1].OpenedUtc.AddHours(1), 1),
        };
    }

    private async Task<string> DrawingAsync(string path)
    {
        var answer = await GetAsync(path, cookie: Home.Session("petra"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        return page[page.IndexOf("<svg class=\"diagram", StringComparison.Ordinal)..page.IndexOf("</svg>", StringComparison.Ordinal)];
    }

    private static List<string> Texts(string drawing) =>
        [.. Regex.Matches(drawing, "<text [^>]*>(?:<title>.*?</title>)?(.*?)</text>", RegexOptions.Singleline).Select(match => match.Groups[1].Value)];

    private static JsonObject Use(int sequence, string rule, string action) =>
        new() { ["sequence"] = sequence, ["rule"] = rule, ["action"] = action };
}
