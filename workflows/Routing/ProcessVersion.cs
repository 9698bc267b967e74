using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Workflows.Routing;

/// <summary>A process under its version. Two files that differ only in layout, comments or the order of properties hold
/// the same version.</summary>
/// <param name="Hash">SHA-256 of the canonical JSON, 64 lower-case hex digits.</param>
/// <param name="Json">The canonical JSON: properties in ordinal order, nulls left out, no blanks.</param>
public sealed record ProcessVersion(string Hash, string Json)
{
    /// <summary>The largest canonical JSON that can be stored as one row, in UTF-8 bytes.</summary>
    public const int MaxBytes = 500 * 1024;

    /// <summary>The length of the canonical JSON in UTF-8 bytes.</summary>
    public int Utf8Length => Encoding.UTF8.GetByteCount(Json);

    /// <summary>The version of a process.</summary>
    public static ProcessVersion Of(Process process)
    {
        var tree = Canonical(JsonSerializer.SerializeToNode(process, TenantJson.Options)) ?? new JsonObject();
        var json = tree.ToJsonString(TenantJson.Options);
        return new ProcessVersion(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))), json);
    }

    private static JsonNode? Canonical(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                return new JsonArray([.. list.Select(Canonical)]);
            case JsonObject members:
                var sorted = new JsonObject();
                foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    if (Canonical(value) is { } kept) sorted[name] = kept;
                }

                return sorted;
            default:
                return node?.DeepClone();
        }
    }
}
