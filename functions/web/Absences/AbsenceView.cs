using System.Globalization;
using System.Text.Json;
using Serverless.Web.Pages;
using Serverless.Web.Tenants;
using Serverless.Workflows.Approval.Absences;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Absences;

/// <summary>An absence over the API.</summary>
/// <param name="Person">Who is away; on entering, without it whoever calls.</param>
/// <param name="From">First day, <c>yyyy-MM-dd</c>.</param>
/// <param name="Until">Last day, included.</param>
/// <param name="Substitute">Who decides instead.</param>
/// <param name="Revision">For a change: the one that was read.</param>
internal sealed record AbsenceBody(string? Person, string? From, string? Until, string? Substitute, int? Revision);

/// <summary>The revision that was read.</summary>
internal sealed record AbsenceEndBody(int? Revision);

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
