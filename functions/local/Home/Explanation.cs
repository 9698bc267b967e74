using System.Globalization;
using System.Text;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;

namespace Serverless.Local.Home;

/// <summary>Tells an evaluation as text, German.</summary>
internal static class Explanation
{
    /// <param name="input">The item on a route that its process has.</param>
    /// <param name="route">That route.</param>
    /// <param name="unknown">What is not known of the item and its master data.</param>
    public static string Of(RouteInput input, Route route, IReadOnlyList<string> unknown)
    {
        var text = new StringBuilder();
        var (item, settings) = (input.Item, input.Settings);
        var day = settings.DateAt(input.NowUtc).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
        Line($"Vorgang {item.Id}, Leitungsweg „{route.Name}“ ({route.Id}), am {day}, "
            + (item.Station is { } at ? $"von Station {at.Sequence} {at.Name} weiter" : "vom Anfang an"));
        if (item.IsHeld)
            Line("Die Rechnung ist an den Lieferanten zurückgewiesen und wartet auf die korrigierte; so ginge es weiter, wenn das aufgehoben wird und sie freigegeben ist.");
        if (unknown.Count > 0)
        {
            Line("Nicht bekannt; Bedingungen darauf sehen ein leeres Feld:");
            foreach (var gap in unknown) Line("  - " + gap);
        }

        var outcome = RouteEvaluation.Decide(input);
        Line("Geprüft:");
        for (var i = 0; i < outcome.Trace.Count; i++) Line($"  {i + 1}. {outcome.Trace[i]}");
        Line(outcome.Station is { } next ? $"Nächste Station: {next.Sequence} {next.Name}" : "Nächste Station: keine, der Leitungsweg ist zu Ende");
        if (outcome.Assignee is { } assignee) Line($"Bearbeiter: {Name(assignee.User)} – {assignee.Reason}");
        foreach (var note in outcome.Notes) Line($"{(note.Warning ? "Warnung" : "Notiz")}: {note.Text} ({note.By})");
        if (outcome.Effects.Route is { } other) Line($"Neuer Leitungsweg: {input.Process.Route(other)?.Name} ({other})");
        if (outcome.Effects.InvoiceGroup is { } group) Line($"Rechnungskreis: {group}");
        if (outcome.Effects.ReviewStatus is { } status) Line($"Status: {status}");
        foreach (var posting in outcome.Effects.Postings) Line($"Übergabe an: {posting}");
        foreach (var check in outcome.Effects.Checks) Line($"Prüfung: {check.Text}");
        Rest(input, outcome, Line, Name);
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');

        string Name(string id) => settings.Person(id) is { } person ? $"{person.Name} ({id})" : id;
    }

    private static void Rest(RouteInput input, RouteOutcome outcome, Action<string> line, Func<string, string> name)
    {
        if (outcome.Station is null) return;
        var visits = SimulatedWay.Of(input).Visits.Skip(1).ToList();
        line(visits.Count == 0
            ? "Danach, wenn freigegeben wird: Ende"
            : "Danach, wenn alle freigeben: " + string.Join(" → ", visits.Select(visit => $"{visit.Sequence} {visit.Station}, {name(visit.Assignee)}")) + " → Ende");
    }
}
