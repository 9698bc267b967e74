using Serverless.Web.Problems;

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

    /// <summary>What is sent; null where nothing is.</summary>
    public ApiBody? Body { get; init; }

    public required IReadOnlyList<ApiAnswer> Answers { get; init; }
}

/// <summary>A text that may be given in the query or a form.</summary>
internal sealed record ApiQuery(string Name, string Description, bool Required = false);

/// <summary>One answer: JSON of a type, bytes of a media type, or a problem.</summary>
internal sealed record ApiAnswer(int Status, string Description, string MediaType, Type? Body)
{
    public static ApiAnswer Json<T>(int status, string description) => new(status, description, "application/json", typeof(T));

    public static ApiAnswer Bytes(int status, string description, string mediaType) => new(status, description, mediaType, null);

    /// <summary>Problems, one answer per status; each names the types that come with it.</summary>
    public static IEnumerable<ApiAnswer> Problems(IReadOnlyList<ProblemType> types) => types.Distinct()
        .GroupBy(type => type.Status).OrderBy(group => group.Key)
        .Select(group => new ApiAnswer(
            group.Key, string.Join(" ", group.Select(type => $"`{type.Code}`: {type.Title}.")), "application/problem+json", null)
        {
            Types = [.. group],
        });

    /// <summary>The problem types that the answer can have.</summary>
    public IReadOnlyList<ProblemType> Types { get; init; } = [];
}

/// <summary>What is sent with a call: JSON of a type with examples, a form, or bytes of one of several media types.</summary>
internal sealed record ApiBody(IReadOnlyList<string> MediaTypes)
{
    public Type? Type { get; private init; }

    /// <summary>JSON texts by what they show.</summary>
    public IReadOnlyList<(string Name, string Json)> Examples { get; init; } = [];

    /// <summary>The schema of JSON that is of no type of ours.</summary>
    public string? Schema { get; init; }

    public IReadOnlyList<ApiQuery> Fields { get; private init; } = [];

    public static ApiBody Json<T>(params (string Name, string Json)[] examples) =>
        new(["application/json"]) { Type = typeof(T), Examples = examples };

    public static ApiBody Form(params ApiQuery[] fields) =>
        new(["application/x-www-form-urlencoded"]) { Fields = fields };

    public static ApiBody Bytes(params string[] mediaTypes) => new(mediaTypes);
}
