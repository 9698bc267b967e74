using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.Intake;
using Serverless.Web.OpenApi;
using Serverless.Web.Problems;
using Serverless.Web.Routes;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Web.Simulations;

/// <summary>What a changed tenant file or rule would do to past and waiting items.</summary>
internal static class SimulationEndpoints
{
    private const int MostDifferent = 1000;
    private static readonly string[] Accepted = ["application/json", "text/json", "text/plain", "application/octet-stream"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/{tenant}/simulations", SimulateAsync).WithMetadata(new NeedsCaller(null),
            new ApiOperation("simulate", "Zeigen, welche Vorgänge unter einer geänderten Mandantendatei oder Regel anders liefen",
                "Der Inhalt ist eine ganze Mandantendatei (Kommentare erlaubt) oder eine einzelne Regel: {\"rule\": {…} oder "
                + "Kennung, \"action\": {…} oder Kennung, \"at\": {\"route\": Kennung, \"station\": Nummer}, \"sequence\": Zahl}. "
                + "Verglichen wird der Weg vom Anfang bis zum Ende, wenn alle freigeben: unter der Mandantendatei, wie sie jetzt gilt "
                + "(mit against=pinned unter dem Stand, der am Vorgang festgehalten ist), und unter der geänderten; mit den Daten des Vorgangs, den Stammdaten von heute und, "
                + "wenn er erledigt ist, dem Tag seines Eingangs. Es wird nichts geändert. Ein Aufruf sieht höchstens "
                + $"{SimulationRun.MostItems} Vorgänge an und nennt ungefähr {MostDifferent} abweichende; „next“ führt zu den älteren.")
            {
                Query =
                [
                    new("against", "Womit verglichen wird: current (Vorgabe) mit der Mandantendatei, wie sie jetzt gilt, also was die "
                        + "Änderung selbst bewirkt; pinned mit dem Stand, unter dem der Vorgang läuft oder lief, also was sich seither ändert"),
                    new("since", "Nur Vorgänge, die ab diesem Tag eingegangen sind (JJJJ-MM-TT, oder ein Zeitpunkt nach ISO 8601)"),
                    new("route", "Nur Vorgänge auf diesem Leitungsweg (Kennung)"),
                    new("limit", $"Höchstens so viele Vorgänge, die neuesten zuerst: 1 bis {SimulationRun.MostItems}"),
                    new("cursor", "„next“ des vorigen Aufrufs, mit demselben Inhalt"),
                ],
                Body = ApiBody.Bytes(Accepted) with { Schema = SimulationBody.Schema, Examples = SimulationBody.Examples },
                Answers =
                [
                    ApiAnswer.Json<SimulationView>(200, "Was anders liefe"),
                    .. ApiAnswer.Problems(
                    [
                        .. ProblemTypes.OfAccess, ProblemTypes.EmptyBody, ProblemTypes.BadFilter, ProblemTypes.BadCursor,
                        ProblemTypes.MissingPermission, ProblemTypes.TooLarge, ProblemTypes.WrongType, ProblemTypes.BadCandidate,
                    ]),
                ],
            });

    private static async Task<Results<JsonHttpResult<SimulationView>, ProblemHttpResult>> SimulateAsync(
        HttpContext http, string tenant, string? since, string? route, string? limit, string? cursor, string? against, WebServices services)
    {
        if (RouteRights.MissingToSimulate(http.Caller().Permissions) is { } missing)
        {
            return Problem.Of(ProblemTypes.MissingPermission, $"Zum Simulieren fehlt diesem Zugang die Berechtigung {missing.Names}. Ihr Administrator kann sie "
                + "in der Mandantendatei (roles) erteilen.", ("permission", PermissionNames.Id(missing.Permission)));
        }

        if (services.Routes.Find(tenant) is not { } present) return Problem.NoItem();
        var (filter, wrong) = SimulationInput.Filter(present, since, route, limit, cursor, against);
        if (filter is null) return Problem.Of(ProblemTypes.BadFilter, wrong!);
        var upload = await Upload.OpenAsync(http, Accepted, TenantLoader.MaxBytes, "eine Mandantendatei oder eine Regel (JSON)");
        if (upload.Refused is not null) return upload.Refused;

        using var body = new MemoryStream();
        await upload.Content.CopyToAsync(body, http.RequestAborted);
        var load = CandidateLoader.Load(body.ToArray(), present);
        if (load.Tenant is not { } candidate)
        {
            return Problem.Of(ProblemTypes.BadCandidate,
                $"„problems“ nennt {(load.Problems.Count == 1 ? "das Problem" : $"alle {load.Problems.Count} Probleme")} mit Ort und "
                + $"Abhilfe. Das erste: {load.Problems[0]}", ("problems", load.Problems));
        }

        try
        {
            return TypedResults.Json(SimulationView.Of(await SimulationRun.RunAsync(
                services, present, candidate, filter, MostDifferent, endWhenFull: true, http.RequestAborted), filter.Against));
        }
        catch (FormatException) when (filter.Cursor is not null)
        {
            return Problem.Of(ProblemTypes.BadCursor,
                "Nehmen Sie „next“ der vorigen Antwort unverändert, oder beginnen Sie ohne „cursor“.");
        }
    }
}

/// <summary>Reads the filter of a simulation.</summary>
internal static class SimulationInput
{

    /// <summary>The filter, or what is wrong with it and what would be right.</summary>
    public static (SimulationFilter? Filter, string? Problem) Filter(
        Tenant tenant, string? since, string? route, string? limit, string? cursor, string? against)
    {
        SimulationBase? basis = Blank(against) switch
        {
            null or "current" => SimulationBase.Current,
            "pinned" => SimulationBase.Pinned,
            _ => null,
        };
        if (basis is not { } compared)
        {
            return (null, $"Mit „{Cut(against!)}“ lässt sich nicht vergleichen. Möglich sind: current (die Mandantendatei, wie sie "
                + "jetzt gilt), pinned (der Stand, unter dem der Vorgang läuft).");
        }

        var most = SimulationRun.MostItems;
        if (Blank(limit) is { } number
            && (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > SimulationRun.MostItems))
        {
            return (null, $"„{Cut(number)}“ ist keine mögliche Anzahl. Erlaubt ist 1 bis {SimulationRun.MostItems}.");
        }

        DateTimeOffset? from = null;
        if (Blank(since) is { } day)
        {
            from = Moment(day, tenant.Settings.TimeZone);
            if (from is null) return (null, $"„{Cut(day)}“ ist kein Tag. Schreiben Sie zum Beispiel 2026-03-31.");
        }

        if (Blank(route) is { } name && tenant.Process.Route(name) is null)
        {
            return (null, $"Den Leitungsweg „{Cut(name)}“ gibt es nicht. Möglich sind: "
                + string.Join(", ", tenant.Process.Routes.Select(one => one.Id)) + ".");
        }

        return (new SimulationFilter(from, Blank(route), most, Blank(cursor), compared), null);
    }

    private static DateTimeOffset? Moment(string text, string zone)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var local = day.ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(local, TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(local)).ToUniversalTime();
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Cut(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
