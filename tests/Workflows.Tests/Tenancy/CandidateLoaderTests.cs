using System.Text;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Workflows.Tests.Tenancy;

public class CandidateLoaderTests
{
    private static readonly Tenant Demo = TenantLoader.Load(DemoTenant.TenantFile).Tenant!;

    [Fact]
    public void A_whole_file_is_taken_with_its_comments_and_refused_where_it_is_another_tenants()
    {
        Assert.Equal(Demo.Id, CandidateLoader.Load(DemoTenant.TenantFile, Demo).Tenant!.Id);

        var problem = Assert.Single(CandidateLoader.Load(DemoTenant.TenantFile, Demo with { Id = "andere" }).Problems);
        Assert.Equal("$.id", problem.Path);
    }

    [Fact]
    public void A_rule_with_the_id_of_one_that_there_is_takes_its_place_where_it_is_used()
    {
        var candidate = Good("""
            // Die Grenze sinkt.
            { "rule": { "id": "unter-5000", "name": "Unter 100", "kind": "invoice", "conditions": [{ "field": "grossTotal", "operator": "less", "value": 100 }] }, }
            """);

        Assert.Equal("Unter 100", candidate.Process.Rule("unter-5000")!.Name);
        Assert.Equal(Demo.Process.Rules.Count, candidate.Process.Rules.Count);
        Assert.Equal(RulePlace.All(Demo.Process).Count(), RulePlace.All(candidate.Process).Count());
    }

    [Fact]
    public void A_new_rule_and_action_are_joined_at_their_place_behind_the_others_or_where_they_say()
    {
        const string rule = """{ "id": "neu", "name": "Neu", "kind": "invoice", "conditions": [{ "operator": "always" }] }""";
        const string action = """{ "id": "merke", "kind": "showNote", "name": "Merke", "text": "Merke." }""";

        var behind = Good($$"""{ "rule": {{rule}}, "action": {{action}}, "at": { "route": "rechnung", "station": 20 } }""").Process.Route("rechnung")!.Station(20)!.Rules[^1];
        var before = Good($$"""{ "rule": {{rule}}, "action": {{action}}, "at": { "route": "rechnung" }, "sequence": 5 }""").Process.Route("rechnung")!.Rules[^1];

        var last = Demo.Process.Route("rechnung")!.Station(20)!.Rules.Max(use => use.Sequence);
        Assert.Equal(("neu", "merke", last + 10), (behind.Rule, behind.Action, behind.Sequence));
        Assert.Equal(("neu", "merke", 5), (before.Rule, before.Action, before.Sequence));
    }

    [Theory]
    [InlineData("""{ "rule": { "id": "neu", "name": "Neu", "kind": "invoice", "conditions": [{ "field": "grosTotal", "operator": "less", "value": 1 }] }, "action": "auslassen", "at": { "route": "rechnung", "station": 20 } }""", "$.rule.conditions[0].field")]
    [InlineData("""{ "rule": { "id": "neu", "name": "Neu", "kind": "invoice", "condtions": [] }, "action": "auslassen", "at": { "route": "rechnung", "station": 20 } }""", "$.rule.condtions")]
    [InlineData("""{ "rule": { "id": "neu", "name": "Neu", "kind": "mail", "conditions": [{ "operator": "always" }] }, "action": "auslassen", "at": { "route": "rechnung", "station": 20 } }""", "$.rule")]
    [InlineData("""{ "rule": "unter-500", "action": "auslassen", "at": { "route": "rechnung", "station": 20 } }""", "$.rule")]
    [InlineData("""{ "rule": "unter-5000", "action": "auslassen", "at": { "route": "rechnug" } }""", "$.at.route")]
    [InlineData("""{ "rule": "unter-5000", "action": "auslassen", "at": { "route": "rechnung", "station": 25 } }""", "$.at.station")]
    [InlineData("""{ "rule": "objekt-47", "at": { "route": "rechnung", "station": 30 } }""", "$.action")]
    [InlineData("""{ "rule": "objekt-47", "action": "auslassen", "at": { "route": "rechnung", "station": 30 }, "sequence": "vorn" }""", "$.sequence")]
    [InlineData("""{ "rule": { "id": "neu", "name": "Neu", "kind": "invoice", "conditions": [{ "operator": "always" }] }, "action": "auslassen" }""", "$.at")]
    [InlineData("""{ "rule": 7 }""", "$.rule")]
    [InlineData("""{ "rule": "unter-5000", "regel": 1 }""", "$.regel")]
    [InlineData("""{ "action": { "id": "merke", "kind": "zeige", "name": "x" }, "rule": "objekt-47", "at": { "route": "rechnung", "station": 20 } }""", "$.action.kind")]
    public void What_is_wrong_with_a_single_rule_is_told_with_its_own_path_and_a_remedy(string body, string path)
    {
        var load = CandidateLoader.Load(Encoding.UTF8.GetBytes(body), Demo);

        Assert.Null(load.Tenant);
        Assert.Contains(load.Problems, problem => problem.Path == path);
        Assert.All(load.Problems, problem => Assert.True(problem.Remedy.Length > 5 && problem.Text.Length > 5));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{ "rule": 1, "rule": 2 }""")]
    [InlineData("null")]
    public void What_is_neither_a_file_nor_a_rule_is_refused(string body) =>
        Assert.NotEmpty(CandidateLoader.Load(Encoding.UTF8.GetBytes(body), Demo).Problems);

    private static Tenant Good(string body)
    {
        var load = CandidateLoader.Load(Encoding.UTF8.GetBytes(body), Demo);
        Assert.Empty(load.Problems);
        return load.Tenant!;
    }
}
