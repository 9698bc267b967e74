using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Routing;

/// <summary>Somebody who could have an item, and why.</summary>
internal readonly record struct Candidate(string? Person, string Reason);

/// <summary>Finds the person who gets an item: the first candidate who is there and active, or whoever stands in for
/// them on that day.</summary>
internal sealed class AssigneeSearch(RouteInput input, List<string> trace)
{
    private readonly Settings _settings = input.Settings;

    /// <summary>The people that a choice stands for, in the order in which they are asked.</summary>
    public IEnumerable<Candidate> Of(AssigneeChoice choice, string reason)
    {
        if (choice.Person is { } person) yield return new Candidate(person, reason);
        if (choice.Role is { } role)
        {
            var holder = input.Linked.Property?.RoleHolders.GetValueOrDefault(role);
            var what = $"{_settings.Role(role)?.Name ?? role} von {PropertyName()}";
            yield return new Candidate(holder?.Person, $"{reason}: {what}");
            if (holder?.Backup is { } stand) yield return new Candidate(stand, $"{reason}: Ersatz für {what}");
        }

        if (choice.Backup is { } backup) yield return new Candidate(backup, $"{reason}: hinterlegter Ersatz");
    }

    /// <summary>Whoever is asked when nobody else is left: the route source's backup, then the tenant's fallback.</summary>
    public IEnumerable<Candidate> LastResorts()
    {
        if (_settings.RouteSourceOf(input.Item.Origin.Source, input.Item.Client)?.BackupAssignee is { } backup)
            yield return new Candidate(backup, "Backup-Bearbeiter der Leitungswegquelle");
        yield return new Candidate(_settings.Global.FallbackAssignee, "Ausweichbenutzer");
    }

    /// <summary>The first candidate who can have the item. The fallback gets it in any case, so that it is never with
    /// nobody.</summary>
    public (AssigneeRef Assignee, string? For) Find(IEnumerable<Candidate> candidates)
    {
        foreach (var (id, reason) in candidates)
        {
            if (id is null) trace.Add($"{reason}: nicht vergeben.");
            else if (_settings.Person(id) is not { } person) trace.Add($"{reason}: „{id}“ gibt es nicht mehr.");
            else if (!person.Active) trace.Add($"{reason}: {person.Name} ist nicht aktiv.");
            else return Present(person, reason);
        }

        var fallback = _settings.Global.FallbackAssignee;
        return (new AssigneeRef(fallback, "Ausweichbenutzer (sonst ist niemand erreichbar)"), null);
    }

    private (AssigneeRef, string?) Present(Person person, string reason) => Substitutes.Present(
        _settings, input.Absences, _settings.DateAt(input.NowUtc), person, reason, trace);

    private string PropertyName() => input.Linked.Property is { } property
        ? $"Objekt {property.Number} ({property.Name})"
        : input.Item.Cover.Property is { } number ? $"Objekt {number} (unbekannt)" : "Objekt (keines zugeordnet)";
}
