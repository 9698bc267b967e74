using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.OpenApi;
using Serverless.Web.Problems;

namespace Serverless.Web;

/// <summary>How the home is.</summary>
internal sealed record HealthView(string Status);

internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/healthz", GetAsync).WithMetadata(new ApiOperation("health", "Ob das System arbeitet")
        {
            Access = ApiAccess.None,
            Answers = [ApiAnswer.Json<HealthView>(200, "Es arbeitet"), .. ApiAnswer.Problems([ProblemTypes.Unhealthy])],
        });

    private static async Task<Results<JsonHttpResult<HealthView>, ProblemHttpResult>> GetAsync(
        WebServices services, CancellationToken cancellation) =>
        services.Health is { } health && await health(cancellation) is { } wrong
            ? Problem.Of(ProblemTypes.Unhealthy, wrong)
            : TypedResults.Json(new HealthView("ok"));
}
