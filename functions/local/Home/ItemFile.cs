using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;

namespace Serverless.Local.Home;

/// <summary>An item as an administrator has it in a file: the answer of <c>GET /api/{tenant}/items/{id}</c>, or
/// <c>item.json</c> of its dossier, which also holds the cover sheet.</summary>
/// <param name="Gaps">What the file does not say although rules can ask for it, German.</param>
internal sealed record ItemFile(Item Item, IReadOnlyList<string> Gaps)
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads an item.</summary>
    /// <exception cref="InvalidDataException">It is none; the message says, in German, what is wrong and where.</exception>
    public static ItemFile Parse(byte[] utf8)
    {
        if (utf8.Length > MaxBytes) throw new InvalidDataException($"Die Datei ist größer als {MaxBytes / 1024 / 1024} MB.");
        try
        {
            if (JsonNode.Parse(utf8, documentOptions: Reading) is not JsonObject tree)
                throw new InvalidDataException("Die Datei enthält keinen Vorgang. Erwartet wird ein JSON-Objekt, wie GET /api/{tenant}/items/{id} es liefert.");
            foreach (var name in new[] { "id", "tenant", "kind" })
            {
                if (tree[name] is null)
                    throw new InvalidDataException($"$.{name} fehlt. Ist das ein Vorgang, wie GET /api/{{tenant}}/items/{{id}} ihn liefert?");
            }

            var gaps = Complete(tree);
            return new ItemFile(tree.Deserialize<Item>(DurableJson.Options)!, gaps);
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException(wrong.Path is { } path && path != "$"
                ? $"{path} hat nicht die erwartete Form."
                : $"Die Datei ist kein gültiges JSON (Zeile {wrong.LineNumber + 1}, Spalte {wrong.BytePositionInLine + 1}).", wrong);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or FormatException)
        {
            throw new InvalidDataException("Die Datei ist kein lesbares JSON. " + wrong.Message, wrong);
        }
    }

    /// <summary>Reads the visits of a dossier.</summary>
    /// <exception cref="InvalidDataException">They are none; the message says so in German.</exception>
    public static IReadOnlyList<Visit> ParseVisits(byte[] utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<Visit[]>(utf8, DurableJson.Options) ?? [];
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException(
                $"{wrong.Path ?? "$"} hat nicht die erwartete Form. Erwartet wird visits.json aus dem Dossier des Vorgangs.", wrong);
        }
    }

    // The API shows less than the record holds, and calls the moment of a note or escalation otherwise. What is null there is left out here.
    private static List<string> Complete(JsonObject tree)
    {
        var gaps = new List<string>();
        foreach (var (name, value) in tree.ToList())
        {
            if (value is null) tree.Remove(name);
        }

        foreach (var note in (tree["notes"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (note["at"] is { } at && note["atUtc"] is null) note["atUtc"] = at.DeepClone();
        }

        if (tree["escalation"] is JsonObject told && told["at"] is { } when && told["atUtc"] is null) told["atUtc"] = when.DeepClone();
        if (tree["cover"] is null)
        {
            gaps.Add("Das Deckblatt („cover“: supplier, purchaseOrder, property, invoiceGroup). Es steht in item.json des Dossiers; "
                + "oder ergänzen Sie zum Beispiel \"cover\": { \"property\": \"47\" }.");
        }

        if (tree["origin"] is not JsonObject origin) tree["origin"] = origin = [];
        if (origin["source"] is null)
        {
            gaps.Add("Die Quelle („origin“: source, from, subject). Sie steht in item.json des Dossiers; oder ergänzen Sie "
                + "zum Beispiel \"origin\": { \"source\": \"mail\" }.");
            origin["source"] = string.Empty;
        }

        origin["messageSha256"] ??= string.Empty;
        return gaps;
    }
}
