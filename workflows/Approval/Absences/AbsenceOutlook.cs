using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval.Absences;

/// <summary>What should be known of an absence: who really gets what is meant for the person, and what they cannot do.
/// It is found anew each time, since it depends on everybody else's absences.</summary>
internal static class AbsenceOutlook
{
    /// <summary>The warnings of an absence from today on.</summary>
    /// <param name="all">The absences of the tenant that are not over, this one included.</param>
    public static IReadOnlyList<AbsenceWarning> Of(
        Settings settings, IReadOnlyList<Absence> all, DateOnly today, Absence absence)
    {
        if (settings.Person(absence.Person) is not { } person || absence.Until < today) return [];
        var first = absence.From > today ? absence.From : today;
        var warnings = new List<AbsenceWarning>();
        foreach (var (from, until, gets) in Stretches(settings, all, first, absence.Until, person))
        {
            if (gets == absence.Person) warnings.Add(new AbsenceWarning(AbsenceWarningKind.NobodyThere, from, until));
            else if (gets != absence.Substitute) warnings.Add(new AbsenceWarning(AbsenceWarningKind.PassedOn, from, until, gets));
        }

        foreach (var other in all.Where(other => other.Substitute == absence.Person && other.Person != absence.Person))
        {
            if (settings.Person(other.Person) is not { } represented) continue;
            var (from, until) = (Later(first, other.From), Earlier(absence.Until, other.Until));
            if (from > until) continue;
            warnings.AddRange(Stretches(settings, all, from, until, represented).Select(stretch => new AbsenceWarning(
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
        Settings settings, IReadOnlyList<Absence> all, DateOnly first, DateOnly last, Person person)
    {
        // It can only change where some absence begins or has ended.
        var starts = all.SelectMany(one => new[] { one.From, one.Until.AddDays(1) })
            .Where(day => day > first && day <= last).Append(first).Distinct().Order().ToList();
        var stretches = new List<(DateOnly From, DateOnly Until, string Gets)>();
        for (var i = 0; i < starts.Count; i++)
        {
            var until = i + 1 < starts.Count ? starts[i + 1].AddDays(-1) : last;
            var gets = Substitutes.Present(settings, all, starts[i], person, string.Empty, []).Assignee.User;
            if (stretches.Count > 0 && stretches[^1].Gets == gets) stretches[^1] = stretches[^1] with { Until = until };
            else stretches.Add((starts[i], until, gets));
        }

        return stretches;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
