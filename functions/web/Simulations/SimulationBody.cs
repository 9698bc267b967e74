namespace Serverless.Web.Simulations;

/// <summary>How a candidate is described: it is read by the loader of tenant files, which says more than a schema can.</summary>
internal static class SimulationBody
{
    /// <summary>A single rule or a whole tenant file.</summary>
    public const string Schema = """
        {
          "anyOf": [
            {
              "type": "object",
              "title": "Eine einzelne Regel",
              "properties": {
                "rule": {
                  "description": "Die Regel selbst, oder die Kennung einer Regel der Mandantendatei",
                  "anyOf": [{ "type": "object" }, { "type": "string" }]
                },
                "action": {
                  "description": "Die Aktion selbst, oder ihre Kennung; nötig, wo die Regel neu angebracht wird",
                  "anyOf": [{ "type": "object" }, { "type": "string" }]
                },
                "at": {
                  "description": "Wo sie angebracht wird; ohne Angabe dort, wo sie schon ist",
                  "type": "object",
                  "properties": {
                    "route": { "type": "string", "description": "Kennung des Leitungswegs" },
                    "station": { "type": "integer", "description": "Reihenfolge der Station; ohne Angabe am Leitungsweg" }
                  },
                  "required": ["route"]
                },
                "sequence": { "type": "integer", "description": "Reihenfolge; ohne Angabe hinter den anderen Regeln dort" }
              }
            },
            {
              "type": "object",
              "title": "Eine ganze Mandantendatei (tenant.json)",
              "properties": {
                "id": { "type": "string", "description": "Die des Mandanten, gegen dessen Vorgänge geprüft wird" },
                "settings": { "type": "object" },
                "process": { "type": "object" }
              },
              "required": ["id", "settings", "process"]
            }
          ]
        }
        """;

    public static IReadOnlyList<(string Name, string Json)> Examples { get; } =
    [
        ("Eine neue Warnung an einer Station", """
            {
              "rule": { "id": "gross", "name": "Großer Betrag", "kind": "invoice",
                        "conditions": [{ "field": "grossTotal", "operator": "greater", "value": "5000" }] },
              "action": { "id": "warnung-gross", "kind": "showWarning", "name": "Großer Betrag", "text": "Bitte Budget prüfen." },
              "at": { "route": "rechnung", "station": 20 }
            }
            """),
    ];
}
