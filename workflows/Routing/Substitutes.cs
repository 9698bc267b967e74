using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Routing;

/// <summary>Who has what is meant for a person on a day.</summary>
internal static class Substitutes
{
    /// <summary>The person; while they are absent whoever stands in for them, and while that one is absent whoever does
    /// so for them. Where that leads to nobody who is there it stays with the person.</summary>
    /// <param name="absences">Those that do not cover the day do not matter.</param>
    /// <param name="reason">Why it is meant for the person, in words.</param>
    /// <param name="trace">What was looked at, in German.</param>
    /// <returns>Who has it and why, and for whom where it is somebody else.</returns>
    public static (AssigneeRef Assignee, string? For) Present(
        Settings settings, IReadOnlyList<Absence> absences, DateOnly day, Person person, string reason, List<string> trace)
    {
        var (at, passed, absence) = (person, new HashSet<string> { person.Id }, AbsenceOf(absences, person, day));
        while (absence is not null)
        {
            if (settings.Person(absence.Substitute) is not { Active: true } next || !passed.Add(next.Id))
            {
                trace.Add(TracePhrases.NobodyThere.Of(at.Name, person.Name));
                return (new AssigneeRef(person.Id, reason), null);
            }

            trace.Add(TracePhrases.Absent.Of(at.Name, GermanText.Day(absence.From), GermanText.Day(absence.Until), next.Name));
            (at, absence) = (next, AbsenceOf(absences, next, day));
        }

        if (at.Id == person.Id)
        {
            trace.Add(TracePhrases.Found.Of(reason, person.Name));
            return (new AssigneeRef(person.Id, reason), null);
        }

        return (new AssigneeRef(at.Id, ReasonPhrases.StandsIn.Of(person.Name, reason)), person.Id);
    }

    /// <summary>The person where they are there on the day, else whoever stands in for them; null where that leads to
    /// nobody who is there.</summary>
    public static Person? Reached(Settings settings, IReadOnlyList<Absence> absences, DateOnly day, Person person)
    {
        var found = settings.Person(Present(settings, absences, day, person, string.Empty, []).Assignee.User);
        var isAway = found?.Id == person.Id && AbsenceOf(absences, person, day) is not null;
        return found is { Active: true } && !isAway ? found : null;
    }

    private static Absence? AbsenceOf(IReadOnlyList<Absence> absences, Person person, DateOnly day) =>
        absences.Where(absence => absence.Person == person.Id && absence.Covers(day))
            .OrderBy(absence => absence.From).ThenBy(absence => absence.Substitute, StringComparer.Ordinal)
            .FirstOrDefault();
}
