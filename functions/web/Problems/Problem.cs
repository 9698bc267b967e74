using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Problems;

/// <summary>Problem details (RFC 9457). The detail says, in German, what to do.</summary>
internal static class Problem
{
    public static ProblemHttpResult Of(ProblemType type, string detail, params (string Name, object? Value)[] more) =>
        TypedResults.Problem(Details(type, detail, more));

    /// <summary>The same as an object, for answers that hold several.</summary>
    public static ProblemDetails Details(ProblemType type, string detail, params (string Name, object? Value)[] more) => new()
    {
        Type = type.Uri,
        Title = type.Title,
        Status = type.Status,
        Detail = detail,
        Extensions = more.ToDictionary(entry => entry.Name, entry => entry.Value),
    };

    public static ProblemHttpResult NoAccess(string detail) => Of(ProblemTypes.NotAllowed, detail);

    public static ProblemHttpResult NeedsPerson(string what) => Of(
        ProblemTypes.NeedsPerson, $"{what} kann nur eine Person. Verwenden Sie den Schlüssel einer Person oder eine Anmeldung.");

    public static ProblemHttpResult MissingPermission(Permission permission) => Of(
        ProblemTypes.MissingPermission, PermissionNames.Missing(permission), ("permission", PermissionNames.Id(permission)));

    public static ProblemHttpResult Unauthenticated(string detail) => Of(ProblemTypes.NotAuthenticated, detail);

    public static ProblemHttpResult NoItem() => NotFound(
        "Einen Vorgang mit dieser Kennung gibt es hier nicht. Prüfen Sie die Kennung und ob Ihr Zugang zu diesem Mandanten gehört.");

    public static ProblemHttpResult NotFound(string detail) => Of(ProblemTypes.NotFound, detail);

    public static ProblemHttpResult TooLarge(long maxBytes) => Of(
        ProblemTypes.TooLarge,
        $"Erlaubt sind hier höchstens {maxBytes / (1024 * 1024)} MB. Teilen Sie die Sendung auf oder verkleinern Sie die Anhänge.",
        ("maxBytes", maxBytes));

    public static ProblemHttpResult WrongType(string? given, params string[] accepted) => Of(
        ProblemTypes.WrongType,
        $"Angegeben ist „{(string.IsNullOrWhiteSpace(given) ? "kein Inhaltstyp" : given)}“. Senden Sie den Inhalt unverändert mit einem dieser Inhaltstypen (Content-Type): {string.Join(", ", accepted)}.",
        ("accepted", accepted));

    public static ProblemHttpResult EmptyBody(string what) => Of(
        ProblemTypes.EmptyBody, $"Der Inhalt der Anfrage fehlt. Senden Sie {what} als Inhalt (bei curl: --data-binary @datei).");

    /// <summary>A JSON body that is not as described.</summary>
    public static ProblemHttpResult BadBody(IReadOnlyList<BodyProblem> problems) => Of(
        ProblemTypes.BadRequest,
        problems.Count == 1 ? problems[0].Text : $"{problems[0].Text} Insgesamt {problems.Count} Probleme; „problems“ nennt alle.",
        ("problems", problems));
}

/// <summary>What is wrong at one place of a JSON body, and what would be right.</summary>
/// <param name="Path">JSON path, such as <c>$.items[0].revision</c>.</param>
internal sealed record BodyProblem(string Path, string Text);
