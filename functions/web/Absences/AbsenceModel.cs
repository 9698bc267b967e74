using System.Globalization;
using Serverless.Web.Access;
using Serverless.Workflows.Approval.Absences;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Absences;

/// <summary>The page of absences as one request wants it.</summary>
/// <param name="Known">What the person may see, of the last year too, by the last day.</param>
public sealed record AbsenceModel(Session Session, DateOnly Today, IReadOnlyList<KnownAbsence> Known, IReadOnlyList<AuditEntry> History)
{
    public string? Notice { get; init; }

    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>What was typed and not taken; its id is empty where it was a new one.</summary>
    public AbsenceTyped? Typed { get; init; }

    public string FormToken { get; init; } = "";

    /// <summary>Whether the person enters absences of others.</summary>
    public bool Manages => Session.Person.Permissions.Contains(Permission.ManageAbsences);

    public IEnumerable<KnownAbsence> Mine => Current.Where(one => one.Absence.Person == Session.Person.Id);

    public IEnumerable<KnownAbsence> Others => Current.Where(one => Manages && one.Absence.Person != Session.Person.Id);

    /// <summary>Where the person stands in now or later, named in the absence itself.</summary>
    public IEnumerable<KnownAbsence> Represented => Current.Where(one => one.Absence.Substitute == Session.Person.Id);

    public IEnumerable<KnownAbsence> Past => Known.Where(one => one.Absence.Until < Today
        && (Manages || one.Absence.Person == Session.Person.Id)).Reverse();

    public string Path => $"/t/{Session.Tenant.Id}/absences";

    private IEnumerable<KnownAbsence> Current => Known.Where(one => one.Absence.Until >= Today).OrderBy(one => one.Absence.From);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>An absence as it stands in a form.</summary>
public sealed record AbsenceTyped(string Id, string? Person, string? From, string? Until, string? Substitute);
