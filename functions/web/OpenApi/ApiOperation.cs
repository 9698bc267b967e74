namespace Serverless.Web.OpenApi;

/// <summary>What an endpoint of the API needs to be called.</summary>
internal enum ApiAccess
{
    /// <summary>An API token or a session.</summary>
    Caller,

    /// <summary>An ingest token.</summary>
    IngestToken,

    /// <summary>Nothing, or what is in the path.</summary>
    None,
}

/// <summary>Describes an endpoint, at the endpoint; the OpenAPI document is made of these and of the routes.</summary>
internal sealed record ApiOperation(string Id, string Summary, string? Description = null)
{
    public ApiAccess Access { get; init; } = ApiAccess.Caller;

    public IReadOnlyList<ApiQuery> Query { get; init; } = [];

    public IReadOnlyList<string> RequestTypes { get; init; } = [];

    /// <summary>The type of a JSON body; null for bytes or a form.</summary>
    public Type? RequestBody { get; init; }

    /// <summary>The fields of a form.</summary>
    public IReadOnlyList<ApiQuery> Form { get; init; } = [];

    public required IReadOnlyList<ApiAnswer> Answers { get; init; }
}

/// <summary>A text that may be given in the query or a form.</summary>
internal sealed record ApiQuery(string Name, string Description, bool Required = false);

/// <summary>One answer: JSON of a type, bytes of a media type, or a problem.</summary>
internal sealed record ApiAnswer(int Status, string Description, string MediaType, Type? Body)
{
    public static ApiAnswer Json<T>(int status, string description) => new(status, description, "application/json", typeof(T));

    public static ApiAnswer Bytes(int status, string description, string mediaType) => new(status, description, mediaType, null);

    public static ApiAnswer Problem(int status) => new(status, status switch
    {
        400 => "Die Anfrage ist falsch; die Antwort sagt, was richtig wäre",
        401 => "Der Zugang fehlt oder ist ungültig",
        403 => "Dazu fehlt das Recht",
        404 => "Gibt es hier nicht",
        409 => "Schon entschieden, oder inzwischen geändert",
        413 => "Zu groß",
        415 => "Falscher Inhaltstyp",
        422 => "So nicht möglich; die Antwort nennt jeden Grund",
        503 => "Gerade nicht in Ordnung",
        _ => "Nicht möglich",
    }, "application/problem+json", null);

    public static IEnumerable<ApiAnswer> Problems(params int[] status) => status.Select(Problem);
}
