using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Workflows.Tests.Tenancy;

/// <summary>Review statuses in a tenant file: the list, who refers to it, and where one is demanded.</summary>
public class ReviewStatusLoadingTests
{
    [Theory]
    [InlineData("true", ReviewStatusRule.Current)]
    [InlineData("\"current\"", ReviewStatusRule.Current)]
    [InlineData("\"ever\"", ReviewStatusRule.Ever)]
    [InlineData("\"no\"", ReviewStatusRule.No)]
    [InlineData("false", null)]
    [InlineData("null", null)]
    public void A_station_demands_one_in_words_or_by_yes_and_no(string value, ReviewStatusRule? rule)
    {
        var load = Load(demo => Station(demo)["reviewStatusRequired"] = JsonNode.Parse(value));
        Assert.Empty(load.Problems);
        Assert.Equal(rule, load.Tenant!.Process.Routes[0].Stations[1].ReviewStatusRequired?.Rule);

        // The stored process says the same.
        var stored = ProcessVersion.Of(load.Tenant.Process).Json;
        var read = JsonSerializer.Deserialize<Process>(stored, TenantJson.Options)!;
        Assert.Equal(rule, read.Routes[0].Stations[1].ReviewStatusRequired?.Rule);
    }

    [Fact]
    public void A_process_that_was_stored_with_yes_and_no_is_still_read()
    {
        var stored = JsonNode.Parse(ProcessVersion.Of(Load(_ => { }).Tenant!.Process).Json)!;
        stored["routes"]![0]!["stations"]![0]!["reviewStatusRequired"] = false;
        stored["routes"]![0]!["stations"]![1]!["reviewStatusRequired"] = true;
        stored.AsObject().Remove("reviewStatuses");
        var read = stored.Deserialize<Process>(TenantJson.Options)!;
        Assert.Null(read.Routes[0].Stations[0].ReviewStatusRequired);
        Assert.Equal(ReviewStatusRule.Current, read.Routes[0].Stations[1].ReviewStatusRequired!.Rule);
    }

    [Theory]
    [InlineData("\"curent\"", "„current“")]
    [InlineData("7", "no, current, ever")]
    public void A_word_that_is_none_is_refused(string value, string says)
    {
        var problem = Assert.Single(Load(demo => Station(demo)["reviewStatusRequired"] = JsonNode.Parse(value)).Problems);
        Assert.Equal("$.process.routes[0].stations[1].reviewStatusRequired", problem.Path);
        Assert.Contains(says, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_one_is_demanded_there_must_be_one_to_give()
    {
        // Once for each kind of route that the demo has.
        Assert.Equal("$.settings.global.reviewStatusRequired", Assert.Single(Load(demo =>
        {
            demo["process"]!["reviewStatuses"] = new JsonArray();
            demo["settings"]!["global"]!["reviewStatusRequired"] = "ever";
        }).Problems.Select(problem => problem.Path).Distinct()));
        Assert.Equal("$.process.routes[0].stations[1].reviewStatusRequired", Assert.Single(Load(demo =>
        {
            demo["process"]!["reviewStatuses"] = JsonNode.Parse("""[{ "id": "x", "name": "X", "kind": "mail" }]""");
            Station(demo)["reviewStatusRequired"] = true;
        }).Problems).Path);
        Assert.Empty(Load(demo => demo["settings"]!["global"]!["reviewStatusRequired"] = "current").Problems);
    }

    [Fact]
    public void Actions_and_rules_name_statuses_that_are_there()
    {
        Action<JsonNode> use = demo =>
        {
            demo["process"]!["actions"]!.AsArray().Add(JsonNode.Parse(
                """{ "id": "s", "kind": "setReviewStatus", "name": "S", "status": "rueckfrag" }"""));
            demo["process"]!["rules"]!.AsArray().Add(JsonNode.Parse(
                """{ "id": "s", "name": "S", "kind": "invoice", "conditions": [{ "field": "reviewStatus", "operator": "equals", "value": "rueckfrag" }] }"""));
        };
        var load = Load(use);
        Assert.Equal(2, load.Problems.Count);
        Assert.All(load.Problems, problem => Assert.Contains("„rueckfrage“", problem.Remedy, StringComparison.Ordinal));

        // Without a list any word will do.
        Assert.Empty(Load(demo =>
        {
            use(demo);
            demo["process"]!["reviewStatuses"] = new JsonArray();
        }).Problems);
    }

    [Fact]
    public void A_status_is_there_once_and_for_a_kind_that_exists()
    {
        var load = Load(demo => demo["process"]!["reviewStatuses"] = JsonNode.Parse(
            """[{ "id": "a", "name": "A" }, { "id": "a", "name": "B" }, { "id": "c", "name": "C", "kind": "invoce" }]"""));
        Assert.Equal(
            ["$.process.reviewStatuses[1].id", "$.process.reviewStatuses[2].kind"],
            load.Problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Whoever_is_asked_can_answer_unless_a_role_says_otherwise()
    {
        var settings = TenantLoader.Load(DemoTenant.TenantFile).Tenant!.Settings;
        Assert.All(settings.People, person => Assert.True(settings.May(person, Permission.InvoiceForwardToNext)));
        Assert.All(settings.People, person => Assert.True(settings.May(person, Permission.MailForwardToNext)));

        var without = Load(demo =>
        {
            demo["settings"]!["roles"]![0]!.AsObject().Remove("permissions");
            demo["settings"]!["people"]![1]!.AsObject().Remove("roles");
        }).Tenant!.Settings;
        foreach (var person in without.People.Take(2))
        {
            Assert.True(without.May(person, Permission.InvoiceForwardToNext));
            Assert.True(without.May(person, Permission.DatevTransfer));
            Assert.False(without.May(person, Permission.InvoiceForwardToPerson));
            Assert.False(without.May(person, Permission.DatevExport));
            Assert.False(without.May(person with { Active = false }, Permission.DatevTransfer));
        }
    }

    [Fact]
    public void Rejecting_to_suppliers_is_everybodys_until_a_role_lists_it()
    {
        // The demo tenant as it was before there was that permission.
        var before = Load(demo => Unlist(demo, 0, 1, 2, 3, 4)).Tenant!.Settings;
        Assert.All(before.People, person => Assert.True(before.May(person, Permission.RejectToSupplier)));
        Assert.False(before.May(before.People[0] with { Active = false }, Permission.RejectToSupplier));

        var some = Load(demo =>
        {
            Unlist(demo, 0, 1, 2);
            demo["settings"]!["people"]![1]!.AsObject().Remove("roles");
        }).Tenant!.Settings;
        Assert.Equal(
            ["miriam.vogel", "helga.sommer"],
            some.People.Where(person => some.May(person, Permission.RejectToSupplier)).Select(person => person.Id));

        static void Unlist(JsonObject demo, params int[] roles)
        {
            foreach (var role in roles)
            {
                var listed = demo["settings"]!["roles"]![role]!["permissions"]!.AsArray();
                listed.Remove(listed.Single(one => one!.GetValue<string>() == "rejectToSupplier"));
            }
        }
    }

    private static JsonNode Station(JsonNode demo) => demo["process"]!["routes"]![0]!["stations"]![1]!;

    private static TenantLoad Load(Action<JsonObject> change) =>
        TenantLoader.Load(TenantLoaderTests.Changed(change));
}
