using System.Globalization;
using Serverless.Web.Pages;
using Serverless.Web.Tenants;
using Serverless.Workflows.Approval.Absences;

namespace Serverless.Web.Absences;

/// <summary>Reads what a person or a program says of an absence, and words what became of it.</summary>
internal static class AbsenceInput
{
    private static readonly string[] Days = ["yyyy-MM-dd", "d.M.yyyy"];

    /// <summary>What is meant, with a sentence for each date that is none.</summary>
    public static (AbsenceEntry Entry, IReadOnlyList<string> Problems) Read(
        string? person, string? from, string? until, string? substitute, Words words)
    {
        var problems = new List<string>();
        return (new AbsenceEntry(Blank(person), Day(from, words.FirstDay), Day(until, words.LastDay), Blank(substitute)), problems);

        DateOnly? Day(string? text, string name)
        {
            if (Blank(text) is not { } typed) return null;
            if (DateOnly.TryParseExact(typed, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            problems.Add(words.BadDay(name, typed));
            return null;
        }
    }

    /// <summary>Why it was not done, a sentence each; empty where it was.</summary>
    public static IReadOnlyList<string> Refusal(AbsenceOutcome outcome, WebTenant tenant, Words words) => outcome.Result switch
    {
        AbsenceResult.Invalid => [.. outcome.Faults.Select(fault => words.AbsenceProblem(fault, tenant))],
        AbsenceResult.NotAllowed => [words.AbsenceNotYours],
        AbsenceResult.NotFound => [words.AbsenceNotFound],
        AbsenceResult.Changed => [words.AbsenceChanged],
        AbsenceResult.HasBegun => [words.AbsenceHasBegun],
        AbsenceResult.HasNotBegun => [words.AbsenceHasNotBegun],
        _ => [],
    };

    public static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
