using Serverless.Workflows.Tenancy;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

public class NumberRangeTests
{
    [Theory]
    [InlineData("belege", true, true, "weg", "belege")]
    [InlineData(null, true, true, "weg", "der-leitungswegquelle")]
    [InlineData(null, false, true, "weg", "der-quelle")]
    [InlineData(null, false, false, "weg", "erster-des-mandanten")]
    [InlineData("belege", false, false, null, "belege")]
    [InlineData(null, false, false, null, null)]
    public void A_mail_route_s_range_goes_before_that_of_its_source(
        string? ofRoute, bool ofRouteSource, bool ofSource, string? client, string? expected)
    {
        var route = Route(Station(10, "A", To("clerk"))) with { Kind = "mail", NumberRange = ofRoute };
        var settings = Settings() with
        {
            NumberRanges = [Range("erster-des-mandanten"), Range("der-quelle"), Range("der-leitungswegquelle"), Range("belege")],
            Sources = [new HttpSource { Id = "mail", Name = "Post", NumberRanges = Of(ofSource, "der-quelle") }],
            RouteSources =
            [
                new() { Id = "s", Source = "mail", RouteKind = "mail", Route = "r", NumberRanges = Of(ofRouteSource, "der-leitungswegquelle") },
            ],
        };

        Assert.Equal(expected, settings.NumberRangeFor(route, "mail", client)?.Id);
    }

    private static NumberRange Range(string id) => new() { Id = id, Name = id, Client = "weg" };

    private static Dictionary<string, string> Of(bool given, string range) => given ? new() { ["weg"] = range } : [];
}
