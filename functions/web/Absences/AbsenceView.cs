using System.Globalization;
using System.Text.Json;
using Serverless.Web.Bodies;
using Serverless.Web.Pages;
using Serverless.Web.Tenants;
using Serverless.Workflows.Approval.Absences;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Absences;

/// <summary>An absence that is entered over the API.</summary>
internal record AbsenceBody(
    [property: ApiField("Kennung der Person, die abwesend ist; ohne Angabe, wer den Aufruf macht.", IsId = true)]
    string? Person = null,
    [property: ApiField("Erster Tag, JJJJ-MM-TT.", Required = true, IsId = true)]
    string? From = null,
    [property: ApiField("Letzter Tag, JJJJ-MM-TT.", Required = true, IsId = true)]
    string? Until = null,
    [property: ApiField("Kennung der Person, die vertritt.", Required = true, IsId = true)]
    string? Substitute = null);

/// <summary>A change of an absence over the API.</summary>
internal sealed record AbsenceChangeBody(
    string? Person = null, string? From = null, string? Until = null, string? Substitute = null,
    [property: ApiField(AbsenceEndBody.Read, Required = true, Minimum = 1)]
    int? Revision = null)
    : AbsenceBody(Person, From, Until, Substitute);

/// <summary>The revision that was read.</summary>
internal sealed record AbsenceEndBody(
    [property: ApiField(AbsenceEndBody.Read, Required = true, Minimum = 1)]
    int? Revision = null)
{
    public const string Read = "Die „revision“, die die Abwesenheit beim Lesen hatte. Sie stellt sicher, dass nur geändert wird, was Sie gesehen haben.";
}

/// <summary>Absences as they are entered.</summary>
internal sealed record AbsenceListView(IReadOnlyList<AbsenceView> Absences);

/// <summary>An absence as it is entered.</summary>
/// <param name="State"><c>planned</c>, <c>current</c> or <c>over</c>.</param>
/// <param name="Revision">For the next change.</param>
internal sealed record AbsenceView(
    string Id, string Person, string From, string Until, string Substitute, string State, int Revision,
    IReadOnlyList<AbsenceWarningView> Warnings)
{
    public static AbsenceView Of(KnownAbsence known, DateOnly today, WebTenant tenant)
    {
        var absence = known.Absence;
        return new(absence.Key, absence.Person, Iso(absence.From), Iso(absence.Until), absence.Substitute,
            absence.From > today ? "planned" : absence.Until < today ? "over" : "current", absence.Revision,
            [
                .. known.Warnings.Select(warning => new AbsenceWarningView(
                    JsonNamingPolicy.CamelCase.ConvertName(warning.Kind.ToString()), Iso(warning.From), Iso(warning.Until), warning.Gets,
                    Words.Of("de").AbsenceWarningText(warning, absence, tenant))),
            ]);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>What should be known of an absence, though it counts.</summary>
/// <param name="Gets">Who has what is meant for the person on these days, where that is somebody else than named.</param>
internal sealed record AbsenceWarningView(string Kind, string From, string Until, string? Gets, string Text);

/// <summary>The answer to a change that counts; without an absence where it is gone.</summary>
internal sealed record AbsenceAnswer(string Message, AbsenceView? Absence);

/// <summary>Who entered, changed or took away what, oldest first.</summary>
internal sealed record AbsenceHistoryView(IReadOnlyList<AuditEntry> Entries);
