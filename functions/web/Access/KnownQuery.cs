using Microsoft.AspNetCore.Http;
using Serverless.Web.OpenApi;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Web.Access;

/// <summary>Whether a call gives only parameters that there are: one that is passed over, such as a misspelt filter, would
/// answer another question than was asked.</summary>
internal static class KnownQuery
{
    private const int LongestShown = 60;

    /// <summary>What is wrong with the query, German; null where nothing.</summary>
    public static string? Problem(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ApiOperation>() is not { } operation) return null;
        var known = operation.Query.Select(parameter => parameter.Name).ToList();
        if (http.Request.Query.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)) is not { } unknown) return null;
        var shown = unknown.Length <= LongestShown ? unknown : unknown[..LongestShown] + "…";
        return $"Den Parameter „{shown}“ gibt es hier nicht. " + (known.Count == 0
            ? "Dieser Aufruf nimmt keine Parameter."
            : NearestName.Advice(unknown, known));
    }
}
