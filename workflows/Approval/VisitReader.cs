using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval;

/// <summary>Who is written to about what waits for a person: that person, or whoever stands in for them on the day.</summary>
/// <param name="Person">Null where nobody is left who could read it.</param>
/// <param name="Obstacle">Why nobody who is there learns of it, German; null where somebody does. A person who is away
/// with nobody in their place is written to all the same.</param>
public sealed record VisitReader(Person? Person, string? Obstacle)
{
    /// <summary>Who is written to on that day.</summary>
    /// <param name="absences">Those that do not cover the day do not matter.</param>
    /// <param name="assignee">Whom it waits for.</param>
    public static VisitReader Of(Settings settings, IReadOnlyList<Absence> absences, DateOnly day, string assignee)
    {
        if (settings.Person(assignee) is not { } person) return new VisitReader(null, MailPhrases.Gone.Of(assignee));
        if (Substitutes.Reached(settings, absences, day, person) is { } reached) return new VisitReader(reached, null);
        return person.Active
            ? new VisitReader(person, MailPhrases.Away.Of(person.Name))
            : new VisitReader(null, MailPhrases.Inactive.Of(person.Name));
    }
}
