using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval.Absences;

/// <summary>Where people enter when they are away and who decides for them. What is entered counts at once: for what
/// comes, and for what waits already. Every call is within one tenant.</summary>
public interface IAbsenceDesk
{
    /// <summary>The absences that end on that day or later, by their last day.</summary>
    /// <param name="from">Null for the tenant's date.</param>
    Task<IReadOnlyList<KnownAbsence>> ListAsync(string tenant, DateOnly? from, CancellationToken cancellation);

    /// <summary>Enters an absence. The same one once more is no second one.</summary>
    Task<AbsenceOutcome> EnterAsync(string tenant, AbsenceBy by, AbsenceEntry entry, CancellationToken cancellation);

    /// <summary>Changes an absence that is not over. What has begun keeps its person and its first day.</summary>
    /// <param name="revision">The one that was seen; a newer one is not overwritten.</param>
    Task<AbsenceOutcome> ChangeAsync(
        string tenant, AbsenceBy by, string id, int revision, AbsenceEntry entry, CancellationToken cancellation);

    /// <summary>The person is back today: yesterday was the last day.</summary>
    /// <param name="revision">As for a change.</param>
    Task<AbsenceOutcome> EndAsync(
        string tenant, AbsenceBy by, string id, int revision, CancellationToken cancellation);

    /// <summary>Takes away an absence that has not begun.</summary>
    /// <param name="revision">As for a change.</param>
    Task<AbsenceOutcome> RemoveAsync(
        string tenant, AbsenceBy by, string id, int revision, CancellationToken cancellation);

    /// <summary>Who entered, changed or took away what, oldest first; of the tenant's last five hundred changes.</summary>
    /// <param name="person">Whose absences; null for everybody's.</param>
    Task<IReadOnlyList<AuditEntry>> HistoryAsync(string tenant, string? person, CancellationToken cancellation);
}

/// <summary>Who enters something.</summary>
/// <param name="Person">Null for a service.</param>
/// <param name="MayManage">Whether absences of others are theirs to enter (<see cref="Permission.ManageAbsences"/>).</param>
/// <param name="Via"><c>page</c> or <c>api</c>.</param>
public sealed record AbsenceBy(string? Person, bool MayManage, string Via, string? Address)
{
    /// <summary>Whether absences of that person are theirs to enter.</summary>
    public bool MayEnterFor(string person) => MayManage || (Person is not null && Person == person);
}

/// <summary>What is entered; anything may be missing or wrong.</summary>
/// <param name="Person">Null for whoever enters it.</param>
public sealed record AbsenceEntry(string? Person, DateOnly? From, DateOnly? Until, string? Substitute);

/// <summary>An absence and what should be known of it.</summary>
public sealed record KnownAbsence(Absence Absence, IReadOnlyList<AbsenceWarning> Warnings);

/// <summary>What became of a call.</summary>
public enum AbsenceResult
{
    /// <summary>It counts.</summary>
    Done,

    /// <summary>It was so already.</summary>
    Unchanged,

    /// <summary><see cref="AbsenceOutcome.Faults"/> say why not.</summary>
    Invalid,

    NotAllowed,

    /// <summary>There is none of that id, or it is over.</summary>
    NotFound,

    /// <summary>Somebody else was there first; <see cref="AbsenceOutcome.Known"/> is what it is now.</summary>
    Changed,

    /// <summary>It has begun and can be ended, not taken away.</summary>
    HasBegun,

    /// <summary>It has not begun and can be taken away, not ended.</summary>
    HasNotBegun,
}

/// <summary>What became of a call, and the absence as it is now; null where it is gone.</summary>
public sealed record AbsenceOutcome(AbsenceResult Result, KnownAbsence? Known = null)
{
    public IReadOnlyList<AbsenceFault> Faults { get; init; } = [];
}

/// <summary>Why an absence cannot be entered so.</summary>
/// <param name="Other">The absence that is in the way.</param>
/// <param name="Day">The day that would be right.</param>
public sealed record AbsenceFault(AbsenceFaultKind Kind, Absence? Other = null, DateOnly? Day = null);

/// <summary>The kinds of faults.</summary>
public enum AbsenceFaultKind
{
    PersonMissing,
    PersonUnknown,
    PersonInactive,
    FromMissing,
    UntilMissing,
    UntilBeforeFrom,

    /// <summary>It would be over by the day it is entered.</summary>
    IsOver,

    /// <summary>It begins before, or ends after, what can be meant; the day is the first or last possible one.</summary>
    TooEarly,
    TooLate,

    /// <summary>It has begun, and its person and first day stay.</summary>
    BeginStays,

    /// <summary>It has begun, and yesterday is the earliest last day.</summary>
    EndedEarlier,

    SubstituteMissing,
    SubstituteUnknown,
    SubstituteInactive,
    SubstituteIsSelf,

    /// <summary>The person is away then already.</summary>
    Overlaps,
}

/// <summary>What should be known of an absence, though it counts.</summary>
/// <param name="From">First of the days that it is about.</param>
/// <param name="Until">Last of them.</param>
/// <param name="Gets">Who has what is meant for the person then; null where that is nobody else.</param>
public sealed record AbsenceWarning(AbsenceWarningKind Kind, DateOnly From, DateOnly Until, string? Gets = null)
{
    /// <summary>For <see cref="AbsenceWarningKind.IsSubstitute"/>: for whom.</summary>
    public string? For { get; init; }

    /// <summary>For <see cref="AbsenceWarningKind.MayNot"/>.</summary>
    public Permission? Missing { get; init; }

    /// <summary>For <see cref="AbsenceWarningKind.LowerLimit"/>.</summary>
    public decimal? Limit { get; init; }
}

/// <summary>The kinds of warnings.</summary>
public enum AbsenceWarningKind
{
    /// <summary>The substitute is away, too, and somebody else has it.</summary>
    PassedOn,

    /// <summary>Nobody along the chain of substitutes is there; it stays with the person.</summary>
    NobodyThere,

    /// <summary>The person is somebody's substitute then.</summary>
    IsSubstitute,

    /// <summary>The substitute lacks a permission that the person has.</summary>
    MayNot,

    /// <summary>The substitute may approve smaller amounts than the person.</summary>
    LowerLimit,
}
