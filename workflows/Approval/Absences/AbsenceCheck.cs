using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval.Absences;

/// <summary>Whether an absence can be entered so.</summary>
internal static class AbsenceCheck
{
    private const int YearsAhead = 5;
    private const int YearsBack = 1;

    /// <summary>Every fault of an absence that is entered or changed; empty where there is none.</summary>
    /// <param name="entry">With the person it is about.</param>
    /// <param name="before">As it was; null for a new one.</param>
    /// <param name="all">The absences of the tenant that are not over.</param>
    public static IReadOnlyList<AbsenceFault> Of(
        Settings settings, IReadOnlyList<Absence> all, DateOnly today, AbsenceEntry entry, Absence? before)
    {
        var faults = new List<AbsenceFault>();
        Add(Person(settings, entry.Person));
        Add(Substitute(settings, entry, before));
        if (entry.From is null) Add(AbsenceFaultKind.FromMissing);
        if (entry.Until is null) Add(AbsenceFaultKind.UntilMissing);
        if (entry is { From: { } from, Until: { } until }) faults.AddRange(Days(today, from, until, before));
        if (before is not null && before.From <= today && (entry.From != before.From || entry.Person != before.Person))
            faults.Add(new AbsenceFault(AbsenceFaultKind.BeginStays, Day: before.From));
        if (faults.Count == 0 && Overlapping(all, entry, before) is { } other)
            faults.Add(new AbsenceFault(AbsenceFaultKind.Overlaps, other));
        return faults;

        void Add(AbsenceFaultKind? kind)
        {
            if (kind is { } found) faults.Add(new AbsenceFault(found));
        }
    }

    private static AbsenceFaultKind? Person(Settings settings, string? person) =>
        person is null ? AbsenceFaultKind.PersonMissing
        : settings.Person(person) is not { } known ? AbsenceFaultKind.PersonUnknown
        : known.Active ? null : AbsenceFaultKind.PersonInactive;

    // Whoever has left since it was entered need not be replaced only to shorten it.
    private static AbsenceFaultKind? Substitute(Settings settings, AbsenceEntry entry, Absence? before) =>
        entry.Substitute is not { } substitute ? AbsenceFaultKind.SubstituteMissing
        : substitute == entry.Person ? AbsenceFaultKind.SubstituteIsSelf
        : substitute == before?.Substitute ? null
        : settings.Person(substitute) is not { } known ? AbsenceFaultKind.SubstituteUnknown
        : known.Active ? null : AbsenceFaultKind.SubstituteInactive;

    private static IEnumerable<AbsenceFault> Days(DateOnly today, DateOnly from, DateOnly until, Absence? before)
    {
        var begun = before is not null && before.From <= today;
        if (until < from)
        {
            yield return new AbsenceFault(AbsenceFaultKind.UntilBeforeFrom);
        }
        else if (begun)
        {
            if (until < today.AddDays(-1)) yield return new AbsenceFault(AbsenceFaultKind.EndedEarlier, Day: today.AddDays(-1));
        }
        else
        {
            if (until < today) yield return new AbsenceFault(AbsenceFaultKind.IsOver);
            else if (from < today.AddYears(-YearsBack)) yield return new AbsenceFault(AbsenceFaultKind.TooEarly, Day: today.AddYears(-YearsBack));
        }

        if (until > today.AddYears(YearsAhead)) yield return new AbsenceFault(AbsenceFaultKind.TooLate, Day: today.AddYears(YearsAhead));
    }

    private static Absence? Overlapping(IReadOnlyList<Absence> all, AbsenceEntry entry, Absence? before) => all
        .Where(other => other.Person == entry.Person && other.Key != before?.Key)
        .FirstOrDefault(other => other.From <= entry.Until && entry.From <= other.Until);
}
