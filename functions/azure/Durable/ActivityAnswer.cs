using System.Text.Json;
using Serverless.Workflows.Durable;

namespace Serverless.Functions.Durable;

/// <summary>
/// What an activity function returns: its output or its failure. Failures travel as results because an exception
/// loses whether it is retriable on its way through the platform. Input and answer are texts inside JSON, since the
/// Functions host reads JSON results into objects and would write <c>1.50</c> as <c>1.5</c>.
/// </summary>
internal sealed record ActivityAnswer(JsonElement? Output, ActivityFailure? Failure)
{
    public static string Of(string outputJson) => $$"""{"output":{{outputJson}}}""";

    public static string Of(ActivityFailure failure) =>
        JsonSerializer.Serialize(new ActivityAnswer(null, failure), DurableJson.Options);

    /// <summary>The output of an answer.</summary>
    /// <exception cref="ActivityFailureException">It is a failure.</exception>
    public static string Open(string answer)
    {
        var read = JsonSerializer.Deserialize<ActivityAnswer>(answer, DurableJson.Options)!;
        if (read.Failure is { } failure) throw new ActivityFailureException(failure);
        return read.Output is { } output ? output.GetRawText() : "null";
    }
}
