using Serverless.Workflows.Approval;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Approval;

/// <summary>An invoice of very many lines goes its way, whatever rules look at them.</summary>
public class ManyLinesTests
{
    [Theory]
    [InlineData(1000)]
    [InlineData(4000)]
    public async Task Rules_over_all_lines_leave_the_item_where_it_can_be_decided(int lines)
    {
        using var home = new DeskHome(
            ("\"rules\": [{ \"id\": \"immer\", \"name\": \"Immer\", \"kind\": \"invoice\", \"conditions\": [{ \"operator\": \"always\" }] }],",
                """
                "rules": [{ "id": "wartung", "name": "Wartung", "kind": "invoice", "match": "any", "conditions": [
                  { "field": "lines.description", "operator": "contains", "value": "Wartung" }, { "field": "lines.name", "operator": "contains", "value": "Wartung" }] }],
                """),
            ("\"actions\": [{", """ "actions": [{ "id": "hinweis", "kind": "showNote", "name": "Hinweis", "text": "Wartung" }, {"""),
            ("\"name\": \"Freigabe\",", "\"name\": \"Freigabe\", \"rules\": [{ \"sequence\": 1, \"rule\": \"wartung\", \"action\": \"hinweis\" }],"));
        var item = await home.AtAsync(20, "hv", one => one with { Lines = [.. Enumerable.Range(1, lines).Select(Line)] });

        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "hv", DecisionKinds.Approve)).Result);

        Assert.Equal(30, (await home.GoOnAsync(item)).Station!.Sequence);
        Assert.Contains((await home.VisitsAsync(item))[^1].Trace, line => line.Contains(string.Create(System.Globalization.CultureInfo.GetCultureInfo("de-DE"), $"und {lines - 10:N0} weitere"), StringComparison.Ordinal));
    }

    private static InvoiceLine Line(int i) => new(
        $"{i}", $"Wärmemengenzähler Austausch Wohnung {i}", new string('x', 80) + $" Gerätenummer {i}", "1", "C62", "10", null, "10.00", "S", "19",
        null, null, null, null);
}
