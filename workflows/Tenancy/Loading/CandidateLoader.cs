using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>
/// Reads what a simulation shall try: a whole tenant file, or a single rule,
/// <c>{"rule": {…} or "id", "action": {…} or "id", "at": {"route": "id", "station": 20}, "sequence": 15}</c>.
/// A rule or action with the id of one that there is takes its place; without <c>at</c> it is tried where it is used
/// already, without <c>station</c> at the route, without <c>sequence</c> behind the other rules of the place.
/// Everything is checked as the loader checks a whole file.
/// </summary>
public static class CandidateLoader
{
    private static readonly string[] Parts = ["rule", "action", "at", "sequence"];

    private static readonly JsonDocumentOptions Reading = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>The tenant as it would be.</summary>
    /// <param name="utf8">A tenant file, or a single rule.</param>
    /// <param name="present">The tenant as it is.</param>
    public static TenantLoad Load(byte[] utf8, Tenant present)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(present);
        if (SingleRule(utf8) is { } body) return new RulePatch(present, body).Load();

        var load = TenantLoader.Load(utf8);
        return load.Tenant is { } tenant && tenant.Id != present.Id
            ? new TenantLoad(null, [new TenantProblem("$.id", 0, 0,
                $"Die Datei gehört „{tenant.Id}“, geprüft wird gegen die Vorgänge von „{present.Id}“.",
                $"Schreiben Sie „{present.Id}“.")])
            : load;
    }

    // What is not readable, or no object, is left to the loader to complain about.
    private static JsonObject? SingleRule(byte[] utf8)
    {
        if (utf8.Length > TenantLoader.MaxBytes) return null;
        try
        {
            var text = utf8.AsSpan().StartsWith(System.Text.Encoding.UTF8.Preamble) ? utf8[3..] : utf8;
            return JsonNode.Parse(text, documentOptions: Reading) is JsonObject body
                && Parts.Any(body.ContainsKey) && !body.ContainsKey("process") && !body.ContainsKey("settings") ? body : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
