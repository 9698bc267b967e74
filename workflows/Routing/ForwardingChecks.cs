using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Routing;

/// <summary>Whose review statuses count: who gave the present one here and now, and who gave any so far. A substitute's
/// counts for both people.</summary>
public sealed record ReviewStatusGivers(IReadOnlyCollection<string> Current, IReadOnlyCollection<string> Ever)
{
    /// <summary>Nobody has given one.</summary>
    public static ReviewStatusGivers None { get; } = new([], []);
}

/// <summary>What must be right before an item is forwarded. Every answer is German and fit to be shown.</summary>
public static class ForwardingChecks
{
    /// <summary>What is missing before the item may leave the station forward; empty where nothing is.</summary>
    /// <param name="demands">What the rules of the station demand beside that.</param>
    /// <param name="people">The person who forwards, and the one they stand in for, if any.</param>
    public static IReadOnlyList<ForwardingGap> BeforeLeaving(
        Item item, Station station, Settings settings, IReadOnlyCollection<string> people, ReviewStatusGivers status,
        StationDemands? demands = null)
    {
        demands ??= StationDemands.None;
        var missing = demands.Holds
            .Select(ForwardingGap.Held).ToList();
        if (station.DocumentRequired && item.Documents.All(document => document.Length == 0))
        {
            missing.Add(new ForwardingGap(
                GapKind.Document, null, "Der Vorgang enthält kein Dokument. Bitte fügen Sie es vor der Freigabe hinzu."));
        }

        foreach (var field in station.RequiredFields.Union(demands.RequiredFields))
        {
            if (RequiredNames.Missing(item, field) is { } gap) missing.Add(new ForwardingGap(GapKind.Field, field, gap));
        }

        if (!HasStatus(station, settings, people, status)) missing.Add(ForwardingGap.StatusMissing);
        return missing;
    }

    /// <summary>Whether the review status that is demanded has been given: what the station says goes before what holds
    /// for all.</summary>
    /// <param name="people">The person who forwards, and the one they stand in for, if any.</param>
    public static bool HasStatus(
        Station station, Settings settings, IReadOnlyCollection<string> people, ReviewStatusGivers status) =>
        (station.ReviewStatusRequired?.Rule ?? settings.Global.ReviewStatusRequired) switch
        {
            ReviewStatusRule.Current => status.Current.Any(people.Contains),
            ReviewStatusRule.Ever => status.Ever.Any(people.Contains),
            _ => true,
        };

    /// <summary>Why an item cannot be forwarded to that person; null where it can.</summary>
    /// <param name="current">Who has the item now.</param>
    /// <param name="to">The id of the person named.</param>
    public static string? ToPerson(Settings settings, string? current, string? to)
    {
        if (string.IsNullOrWhiteSpace(to)) return "Bitte wählen Sie die Person, an die Sie weiterleiten möchten.";
        if (settings.Person(to) is not { } person)
            return $"Eine Person „{to}“ gibt es nicht. Bitte wählen Sie eine aus der Liste.";
        if (!person.Active) return $"{person.Name} ist nicht mehr aktiv. Bitte wählen Sie eine andere Person.";
        return person.Id == current ? $"{person.Name} hat den Vorgang bereits. Bitte wählen Sie eine andere Person." : null;
    }

    /// <summary>Why an item may not be sent back this way; null where it may.</summary>
    public static string? SendBack(Settings settings, string? comment) =>
        (settings.Global.SendBackComment, string.IsNullOrWhiteSpace(comment)) switch
        {
            (SendBackComment.With, true) => "Bitte schreiben Sie einen Kommentar, warum Sie zurücksenden.",
            (SendBackComment.Without, false) => "Zurücksenden ist hier nur ohne Kommentar möglich.",
            _ => null,
        };
}
