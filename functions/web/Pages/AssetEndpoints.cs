using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Serverless.Web.Pages;

/// <summary>The embedded files of the pages, under addresses that change with their content.</summary>
internal static class AssetEndpoints
{
    private static readonly byte[] Style = Load("style.css");
    private static readonly byte[] Icon = Load("icon.svg");

    public static string StylePath { get; } = $"/assets/{Hash(Style)}/style.css";

    public static string IconPath { get; } = $"/assets/{Hash(Icon)}/icon.svg";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(StylePath, (HttpContext http) => Send(http, Style, "text/css; charset=utf-8"));
        routes.MapGet(IconPath, (HttpContext http) => Send(http, Icon, "image/svg+xml"));
    }

    private static FileContentHttpResult Send(HttpContext http, byte[] content, string type)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(content, type);
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..12];

    private static byte[] Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("assets/" + name)
            ?? throw new InvalidOperationException($"The embedded file {name} is missing.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
