using System.Text;
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
    private static readonly string[] Whole = ["settings", "process"];

    private static readonly JsonDocumentOptions Reading = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        // So that the loader can name the place that is nested too deep.
        MaxDepth = 500,
    };

    /// <summary>The tenant as it would be.</summary>
    /// <param name="utf8">A tenant file, or a single rule.</param>
    /// <param name="present">The tenant as it is.</param>
    public static TenantLoad Load(byte[] utf8, Tenant present)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(present);
        var text = utf8.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        if (Read(text) is { } root)
        {
            if (Is(root, RulePatch.Members) && !Is(root, Whole)) return SingleRule(text, root, present);
            if (!Is(root, Whole)) return Neither(root);
        }

        var load = TenantLoader.Load(utf8);
        return load.Tenant is { } tenant && tenant.Id != present.Id
            ? Refused("$.id", $"Die Datei gehört „{tenant.Id}“, geprüft wird gegen die Vorgänge von „{present.Id}“.",
                $"Schreiben Sie „{present.Id}“.")
            : load;
    }

    // What is too large or no JSON is left to the loader to complain about.
    private static JsonSpot? Read(byte[] text)
    {
        if (text.Length > TenantLoader.MaxBytes) return null;
        try
        {
            return JsonSpot.Parse(text);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static TenantLoad SingleRule(byte[] text, JsonSpot root, Tenant present)
    {
        try
        {
            return new RulePatch(present, JsonNode.Parse(text, documentOptions: Reading)!.AsObject(), text, root).Load();
        }
        catch (JsonException)
        {
            // It is JSON; what remains is a member that stands there twice.
            return Refused("$", "In einem Objekt steht eine Angabe zweimal.", "Lassen Sie eine davon weg.");
        }
    }

    private static TenantLoad Neither(JsonSpot root)
    {
        const string Remedy = "Senden Sie die ganze Mandantendatei (mit id, settings und process) oder eine einzelne Regel: "
            + "{ \"rule\": …, \"action\": …, \"at\": { \"route\": …, \"station\": … } }.";
        if (root.Kind != JsonValueKind.Object) return Refused("$", "Das ist kein Objekt.", Remedy);
        if (root.Members.Any(member => member.Name is "conditions" or "match"))
            return Refused("$", "Das ist der Inhalt einer Regel ohne „rule“ davor.", Remedy);

        var near = root.Members.Select(member => (member.Name, Meant: NearestName.Find(member.Name, [.. RulePatch.Members, .. Whole])))
            .FirstOrDefault(pair => pair.Meant is not null);
        return near.Meant is { } meant
            ? Refused("$." + near.Name, $"„{near.Name}“ gibt es hier nicht. Gemeint ist vielleicht „{meant}“.", Remedy)
            : Refused("$", root.Members.Count == 0 ? "Das Objekt ist leer." : "Das ist weder eine Mandantendatei noch eine Regel.", Remedy);
    }

    private static bool Is(JsonSpot root, string[] names) => root.Members.Any(member => names.Contains(member.Name));

    private static TenantLoad Refused(string path, string text, string remedy) =>
        new(null, [new TenantProblem(path, 0, 0, text, remedy)]);
}
