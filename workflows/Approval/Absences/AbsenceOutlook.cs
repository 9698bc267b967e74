using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval.Absences;

/// <summary>What should be known of an absence: who really gets what is meant for the person, and what they cannot do.
/// It is found anew each time, since it depends on everybody else's absences.</summary>
internal static class AbsenceOutlook
{
    /// <summary>The warnings of an absence from today on.</summary>
    /// <param name="byPerson">The absences of the tenant that are not over, this one included, by who is away.</param>
    /// <param name="bySubstitute">The same by who stands in.</param>
    public static IReadOnlyList<AbsenceWarning> Of(
        Settings settings, ILookup<string, Absence> byPerson, ILookup<string, Absence> bySubstitute, DateOnly today, Absence absence)
    {
        if (settings.Person(absence.Person) is not { } person || absence.Until < today) return [];
        var first = absence.From > today ? absence.From : today;
        var warnings = new List<AbsenceWarning>();
        foreach (var (from, until, gets) in Stretches(settings, byPerson, first, absence.Until, person))
        {
            if (gets == absence.Person) warnings.Add(new AbsenceWarning(AbsenceWarningKind.NobodyThere, from, until));
            else if (gets != absence.Substitute) warnings.Add(new AbsenceWarning(AbsenceWarningKind.PassedOn, from, until, gets));
        }

        foreach (var other in bySubstitute[absence.Person].Where(other => other.Person != absence.Person))
        {
            if (settings.Person(other.Person) is not { } represented) continue;
            var (from, until) = (Later(first, other.From), Earlier(absence.Until, other.Until));
            if (from > until) continue;
            warnings.AddRange(Stretches(settings, byPerson, from, until, represented).Select(stretch => new AbsenceWarning(
                AbsenceWarningKind.IsSubstitute, stretch.From, stretch.Until, stretch.Gets == represented.Id ? null : stretch.Gets)
            { For = represented.Id }));
        }

        if (settings.Person(absence.Substitute) is { Active: true } substitute)
            warnings.AddRange(Lacks(settings, person, substitute).Select(warning => warning with { From = first, Until = absence.Until }));
        return warnings;
    }

    private static IEnumerable<AbsenceWarning> Lacks(Settings settings, Person person, Person substitute)
    {
        foreach (var permission in new[] { Permission.InvoiceForwardToNext, Permission.MailForwardToNext })
        {
            if (settings.May(person, permission) && !settings.May(substitute, permission))
                yield return new AbsenceWarning(AbsenceWarningKind.MayNot, default, default) { Missing = permission };
        }

        if (substitute.AmountLimit is { } limit && (person.AmountLimit is not { } own || limit < own))
            yield return new AbsenceWarning(AbsenceWarningKind.LowerLimit, default, default) { Limit = limit };
    }

    /// <summary>Who gets what is meant for the person, day by day; equal days in a row are one.</summary>
    private static IEnumerable<(DateOnly From, DateOnly Until, string Gets)> Stretches(
        Settings settings, ILookup<string, Absence> all, DateOnly first, DateOnly last, Person person)
    {
        // It can only change where an absence of somebody along the chain of substitutes begins or has ended.
        var chain = Along(all, person.Id);
        var starts = chain.SelectMany(one => new[] { one.From, one.Until.AddDays(1) })
            .Where(day => day > first && day <= last).Append(first).Distinct().Order().ToList();
        var stretches = new List<(DateOnly From, DateOnly Until, string Gets)>();
        for (var i = 0; i < starts.Count; i++)
        {
            var until = i + 1 < starts.Count ? starts[i + 1].AddDays(-1) : last;
            var gets = Substitutes.Present(settings, chain, starts[i], person, string.Empty, []).Assignee.User;
            if (stretches.Count > 0 && stretches[^1].Gets == gets) stretches[^1] = stretches[^1] with { Until = until };
            else stretches.Add((starts[i], until, gets));
        }

        return stretches;
    }

    private static List<Absence> Along(ILookup<string, Absence> all, string person)
    {
        var (people, chain) = (new List<string> { person }, new List<Absence>());
        for (var i = 0; i < people.Count; i++)
        {
            foreach (var absence in all[people[i]])
            {
                chain.Add(absence);
                if (!people.Contains(absence.Substitute)) people.Add(absence.Substitute);
            }
        }

        return chain;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
