using System.Text.Json.Nodes;
using Serverless.Web.Problems;

namespace Serverless.Web.OpenApi;

/// <summary>How problems are described.</summary>
internal static class ProblemSchemas
{
    /// <summary>The name of the schema that all share.</summary>
    public const string Name = "Problem";

    /// <summary>What every problem has, every type that there is, and what some add.</summary>
    public static JsonObject Problem() => new()
    {
        ["type"] = "object",
        ["description"] = "Die Arten:\n" + string.Join(
            "\n", ProblemTypes.All.Select(type => $"- `{type.Code}` ({type.Status}) {type.Title}: {type.Meaning}")),
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray([.. ProblemTypes.All.Select(type => (JsonNode)type.Uri)]),
            },
            ["title"] = Text("Die Art in Worten"),
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = Text("Was zu tun ist"),
            ["permission"] = Text("Bei missing-permission: welche, wie in der Mandantendatei"),
            ["by"] = Text("Bei already-decided: wer"),
            ["for"] = Text("Bei already-decided: in Vertretung von", nullable: true),
            ["decision"] = Text("Bei already-decided: was; auch reassign"),
            ["to"] = Text("Bei already-decided: an wen oder wohin", nullable: true),
            ["at"] = new JsonObject { ["type"] = "string", ["format"] = "date-time", ["description"] = "Bei already-decided: wann" },
            ["changes"] = List("Bei changed: was anders ist, nie leer", new JsonObject
            {
                ["field"] = Text("Name der Angabe"),
                ["before"] = Text("Vorher", nullable: true),
                ["after"] = Text("Jetzt", nullable: true),
            }),
            ["revision"] = new JsonObject { ["type"] = "integer", ["description"] = "Bei changed: der Stand, mit dem entschieden werden kann" },
            ["missing"] = List("Bei incomplete: was fehlt", new JsonObject
            {
                ["kind"] = new JsonObject { ["enum"] = new JsonArray("field", "document", "reviewStatus", "hold") },
                ["field"] = Text("Welches Feld", nullable: true),
                ["text"] = Text("Was zu tun ist"),
            }),
            ["possible"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "string" },
                ["description"] = "Was stattdessen geht, wo es eine Wahl gibt",
            },
            ["corrections"] = List("Bei already-posted: was schon unterwegs zur Zahlung ist", new JsonObject
            {
                ["item"] = Text("Kennung des Vorgangs"),
                ["invoiceNumber"] = Text("Rechnungsnummer", nullable: true),
                ["state"] = new JsonObject { ["enum"] = new JsonArray("completed", "posted", "exported") },
            }),
            ["duplicates"] = List("Bei duplicate und already-exported: die anderen Vorgänge derselben Rechnung", new JsonObject
            {
                ["item"] = Text("Kennung: bei duplicate des anderen Vorgangs, bei already-exported dessen aus der Anfrage"),
                ["other"] = Text("Bei already-exported: Kennung des anderen Vorgangs"),
                ["why"] = new JsonObject { ["enum"] = new JsonArray("sameBytes", "sameInvoice") },
                ["name"] = Text("Lieferant, Nummer und Datum", nullable: true),
                ["receivedUtc"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" },
                ["state"] = new JsonObject { ["enum"] = new JsonArray("posted", "exported") },
            }),
            ["limit"] = Text("Bei amount-limit: die Grenze, Dezimaltext"),
            ["amount"] = Text("Bei amount-limit: der Betrag, Dezimaltext; null, wenn er nicht bekannt ist", nullable: true),
            ["station"] = Text("Bei four-eyes: wo schon freigegeben wurde"),
            ["person"] = Text("Bei amount-limit und four-eyes: um wessen Grenze oder Freigabe es geht"),
            ["mayApprove"] = Text("Bei amount-limit und four-eyes: wer freigeben dürfte, soweit bekannt", nullable: true),
            ["problems"] = new JsonObject
            {
                ["type"] = "array",
                ["description"] = "Bei bad-request, bad-candidate und not-exportable: jedes Problem für sich",
                ["items"] = new JsonObject { ["type"] = "object" },
            },
            ["absence"] = new JsonObject { ["type"] = "object", ["description"] = "Bei absence-changed: wie sie jetzt ist" },
            ["accepted"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "string" },
                ["description"] = "Bei wrong-type: die möglichen Inhaltstypen",
            },
            ["maxBytes"] = new JsonObject { ["type"] = "integer", ["description"] = "Bei too-large" },
        },
        ["required"] = new JsonArray("type", "title", "status", "detail"),
    };

    /// <summary>A problem that is one of a few types.</summary>
    public static JsonObject OneOf(IReadOnlyList<ProblemType> types) => new()
    {
        ["allOf"] = new JsonArray(
            new JsonObject { ["$ref"] = "#/components/schemas/" + Name },
            new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["type"] = new JsonObject { ["enum"] = new JsonArray([.. types.Select(type => (JsonNode)type.Uri)]) },
                },
            }),
    };

    private static JsonObject Text(string description, bool nullable = false) => new()
    {
        ["type"] = nullable ? new JsonArray("string", "null") : "string",
        ["description"] = description,
    };

    private static JsonObject List(string description, JsonObject properties) => new()
    {
        ["type"] = "array",
        ["description"] = description,
        ["items"] = new JsonObject { ["type"] = "object", ["properties"] = properties },
    };
}
