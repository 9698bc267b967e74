using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Serverless.Web.Problems;

/// <summary>Problem details (RFC 9457). The detail says, in German, what to do.</summary>
internal static class Problem
{
    public static ProblemHttpResult Of(
        int status, string code, string title, string detail, params (string Name, object? Value)[] more) =>
        TypedResults.Problem(detail, statusCode: status, title: title, type: "urn:serverless:problem:" + code,
            extensions: more.ToDictionary(entry => entry.Name, entry => entry.Value));

    public static ProblemHttpResult BadRequest(string code, string title, string detail) =>
        Of(StatusCodes.Status400BadRequest, code, title, detail);

    public static ProblemHttpResult NoAccess(string detail) =>
        Of(StatusCodes.Status403Forbidden, "not-allowed", "Dazu fehlt das Recht", detail);

    public static ProblemHttpResult Unauthenticated(string detail) =>
        Of(StatusCodes.Status401Unauthorized, "not-authenticated", "Die Anmeldung fehlt oder ist ungültig", detail);

    public static ProblemHttpResult NoItem() => NotFound(
        "Einen Vorgang mit dieser Kennung gibt es hier nicht. Prüfen Sie die Kennung und ob Ihr Zugang zu diesem Mandanten gehört.");

    public static ProblemHttpResult NotFound(string detail) =>
        Of(StatusCodes.Status404NotFound, "not-found", "Nicht gefunden", detail);

    public static ProblemHttpResult TooLarge(long maxBytes) => Of(
        StatusCodes.Status413PayloadTooLarge, "too-large", "Die Sendung ist zu groß",
        $"Erlaubt sind hier höchstens {maxBytes / (1024 * 1024)} MB. Teilen Sie die Sendung auf oder verkleinern Sie die Anhänge.",
        ("maxBytes", maxBytes));

    public static ProblemHttpResult WrongType(string? given, params string[] accepted) => Of(
        StatusCodes.Status415UnsupportedMediaType, "wrong-type", "Dieser Inhaltstyp wird hier nicht angenommen",
        $"Angegeben ist „{given ?? "kein Inhaltstyp"}“. Senden Sie den Inhalt unverändert mit einem dieser Inhaltstypen (Content-Type): {string.Join(", ", accepted)}.",
        ("accepted", accepted));

    public static ProblemHttpResult EmptyBody(string what) => BadRequest(
        "empty-body", "Die Sendung ist leer", $"Der Inhalt der Anfrage fehlt. Senden Sie {what} als Inhalt (bei curl: --data-binary @datei).");
}
