using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Routing;

/// <summary>Somebody who could have an item, and why.</summary>
internal readonly record struct Candidate(string? Person, string Reason);

/// <summary>Who gets an item.</summary>
/// <param name="For">Whom they stand in for, or null.</param>
/// <param name="Obstacles">Why nobody may approve; empty where the assignee may, or where that did not matter.</param>
internal sealed record Found(AssigneeRef Assignee, string? For, IReadOnlyList<string> Obstacles);

/// <summary>Finds the person who gets an item: the first candidate who is there and active, or whoever stands in for
/// them on that day.</summary>
internal sealed class AssigneeSearch(RouteInput input, List<string> trace)
{
    private readonly Settings _settings = input.Settings;
    private readonly Permission _permission = ForwardPermissions.ToNext(input.Item.Kind);

    /// <summary>The people that a choice stands for, in the order in which they are asked.</summary>
    public IEnumerable<Candidate> Of(AssigneeChoice choice, string reason)
    {
        if (choice.Person is { } person) yield return new Candidate(person, reason);
        if (choice.Role is { } role)
        {
            var holder = input.Linked.PropertyInForce?.RoleHolders.GetValueOrDefault(role);
            var (name, property) = (_settings.Role(role)?.Name ?? role, PropertyName());
            yield return new Candidate(holder?.Person, ReasonPhrases.Holder.Of(reason, name, property));
            if (holder?.Backup is { } stand) yield return new Candidate(stand, ReasonPhrases.HolderBackup.Of(reason, name, property));
        }

        if (choice.Backup is { } backup) yield return new Candidate(backup, ReasonPhrases.Backup.Of(reason));
    }

    /// <summary>Whoever is asked when nobody else is left: the route source's backup, then the tenant's fallback.</summary>
    public IEnumerable<Candidate> LastResorts()
    {
        if (_settings.RouteSourceOf(input.Item.Origin.Source, input.Item.Client)?.BackupAssignee is { } backup)
            yield return new Candidate(backup, ReasonPhrases.SourceBackup.Of());
        yield return new Candidate(_settings.Global.FallbackAssignee, ReasonPhrases.Fallback.Of());
    }

    /// <summary>People who come into question where all that were asked may not approve: who has the same role, and whom
    /// the station tells when something waits too long.</summary>
    public IEnumerable<Candidate> Others(Station station, IEnumerable<AssigneeChoice?> chosen)
    {
        foreach (var role in chosen.Select(choice => choice?.Role).OfType<string>().Distinct())
        {
            foreach (var person in _settings.People.Where(person => person.Roles.Contains(role)))
                yield return new Candidate(person.Id, ReasonPhrases.HasRoleToo.Of(_settings.Role(role)?.Name ?? role));
        }

        if (StationReminders.For(_settings, station).EscalateTo is not { } choice) yield break;
        foreach (var candidate in Of(choice, ReasonPhrases.ContactOfStation.Of())) yield return candidate;
    }

    /// <summary>The first candidate who can have the item, then the last resorts. The fallback gets it in any case, so that
    /// it is never with nobody.</summary>
    /// <param name="release">Who may approve there, beside having the permission to; null where that does not matter.</param>
    /// <param name="others">Who is asked where somebody was passed over because of <paramref name="release"/>.</param>
    public Found Find(
        IEnumerable<Candidate> candidates, ReleaseRule? release = null, IEnumerable<Candidate>? others = null)
    {
        var passed = new List<string>();
        if (First(candidates, release, passed) is { } found) return found;
        if (passed.Count > 0 && First(others ?? [], release, passed) is { } other) return other;
        if (First(LastResorts(), release, passed) is { } last) return last;
        var fallback = _settings.Global.FallbackAssignee;
        return passed.Count == 0
            ? new Found(new AssigneeRef(fallback, ReasonPhrases.NobodyElse.Of()), null, [])
            : new Found(new AssigneeRef(fallback, ReasonPhrases.NobodyMay.Of()), null, passed);
    }

    private Found? First(IEnumerable<Candidate> candidates, ReleaseRule? release, List<string> passed)
    {
        foreach (var (id, reason) in candidates)
        {
            if (id is null) trace.Add(TracePhrases.Vacant.Of(reason));
            else if (_settings.Person(id) is not { } person) trace.Add(TracePhrases.PersonGone.Of(reason, id));
            else if (!person.Active) trace.Add(TracePhrases.PersonInactive.Of(reason, person.Name));
            else
            {
                var (assignee, standsInFor) = Present(person, reason);
                if (Obstacle(release, assignee.User, standsInFor) is not { } obstacle)
                {
                    var why = passed.Count == 0 ? assignee.Reason : $"{assignee.Reason}; {passed[0]}";
                    return new Found(assignee with { Reason = why }, standsInFor, []);
                }

                trace.Add(TracePhrases.OutOfQuestion.Of(reason, obstacle));
                if (!passed.Contains(obstacle)) passed.Add(obstacle);
            }
        }

        return null;
    }

    /// <summary>Why the person could not approve, in words; null where they could, or where that does not matter.</summary>
    private string? Obstacle(ReleaseRule? release, string user, string? standsInFor)
    {
        if (release is null) return null;
        return _settings.Person(user) is { } person && !_settings.May(person, _permission)
            ? ReasonPhrases.LacksPermission.Of(person.Name, PermissionNames.Label(_permission))
            : release.Against(user, standsInFor)?.Text;
    }

    private (AssigneeRef, string?) Present(Person person, string reason) => Substitutes.Present(
        _settings, input.Absences, _settings.DateAt(input.NowUtc), person, reason, trace);

    private string PropertyName() => input.Linked.PropertyInForce is { } property
        ? ReasonPhrases.Property.Of(property.Number, property.Name)
        : input.Item.Cover.Property is { } number ? ReasonPhrases.PropertyUnknown.Of(number) : ReasonPhrases.NoProperty.Of();
}
