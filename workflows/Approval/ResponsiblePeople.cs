using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval;

/// <summary>Who is told of what only a person can mend and nobody else would see.</summary>
public static class ResponsiblePeople
{
    /// <summary>The people to tell, the first to be asked first: the tenant's fallback and whoever may operate, or who
    /// stands in for them; last those of them who are away. Empty where there is nobody but <paramref name="except"/>.</summary>
    /// <param name="absences">Those that do not cover the day do not matter.</param>
    /// <param name="except">Whom it is about: telling them would not help.</param>
    public static IReadOnlyList<Person> Of(
        Settings settings, IReadOnlyList<Absence> absences, DateOnly day, string except)
    {
        var asked = settings.People.Where(person => settings.May(person, Permission.Operate))
            .OrderByDescending(person => person.Id == settings.Global.FallbackAssignee)
            .Append(settings.Person(settings.Global.FallbackAssignee)).OfType<Person>().ToList();
        var readers = asked.Select(person => VisitReader.Of(settings, absences, day, person.Id)).ToList();
        return
        [
            .. readers.OrderBy(reader => reader.Obstacle is not null).Select(reader => reader.Person).OfType<Person>()
                .Where(person => person.Id != except).DistinctBy(person => person.Id),
        ];
    }
}
