using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>
/// A number belongs to the client of its range. Where an item goes to another client its number is no longer good: an
/// invoice gets one of the new client's range, for a voucher a clerk draws one. The old one stays on record as drawn for this
/// item; nobody else ever gets it, and the item says what became of it.
/// </summary>
internal sealed class ClientNumbers(NumberRanges numbers)
{
    /// <summary>What is to become of an item's number at another client.</summary>
    /// <param name="route">The item's route, as pinned.</param>
    /// <param name="client">The client that it goes to, or null.</param>
    /// <returns>Null where its number stays: it has none, is of no other client, or the route numbers everything from one
    /// range.</returns>
    public async Task<Renumbering?> PlanAsync(
        Tenant tenant, Route? route, Item item, string? client, DateOnly today, CancellationToken cancellation)
    {
        var settings = tenant.Settings;
        if (client == item.Client || item.Cover.NumberRange is not { } old || old == route?.NumberRange) return null;
        if (settings.NumberRange(old) is { } range && range.Client == client) return null;
        if (route is null or { Voucher: not null }) return new Renumbering(old, null, route?.Voucher?.Property);
        return settings.NumberRangeFor(route, item.Origin.Source, client) is { } next
            ? new Renumbering(old, await numbers.DrawAsync(tenant.Id, next, item.Id, today, cancellation), null)
            : new Renumbering(old, null, null);
    }
}

/// <summary>A number that is no longer good, and the one in its place.</summary>
/// <param name="Old">The range of the old one.</param>
/// <param name="Drawn">Null where there is none yet.</param>
/// <param name="Property">The property that says a voucher's number.</param>
internal sealed record Renumbering(string Old, DrawnNumber? Drawn, string? Property)
{
    /// <summary>The item with its new number, or without one, and a warning that says so.</summary>
    public Item On(Item item, string by, DateTimeOffset now)
    {
        var properties = new Dictionary<string, string>(item.Cover.Properties);
        if (Property is not null) properties.Remove(Property);
        var cover = item.Cover with { NumberRange = Drawn?.Range, Number = Drawn?.Text, Properties = properties };
        return item with
        {
            Cover = cover,
            Notes = item.Cover.Number is { } old ? [.. item.Notes, new ItemNote(now, by, InWords(old), Warning: true)] : item.Notes,
        };
    }

    /// <summary>The change of the number, where it had one.</summary>
    public FieldChange? Change(Item before) => before.Cover.Number is { } old
        ? new FieldChange(Property ?? "number", old, Drawn?.Text)
        : null;

    /// <summary>What became of a number, for people.</summary>
    public string InWords(string number) => $"Mit dem Wechsel des Mandanten gilt die Nummer {number} nicht mehr; sie wird an keinen "
        + "anderen Vorgang vergeben. "
        + (Drawn is { } drawn ? $"Die neue Nummer ist {drawn.Text}."
            : Property is null ? "Für den neuen Mandanten gibt es keinen Nummernkreis."
            : "Bitte ziehen Sie eine neue und berichtigen Sie sie, wo sie schon eingetragen ist.");
}
