using System.Text.Json;

namespace Serverless.Workflows.Durable.Execution;

/// <summary>The history of an instance's last generation as a file: recorded once, replayed by every build.</summary>
public sealed record RecordedHistory(string InstanceId, IReadOnlyList<HistoryEvent> Events)
{
    private static readonly JsonSerializerOptions Indented = new(DurableJson.Options) { WriteIndented = true };

    /// <summary>The name of the orchestration.</summary>
    public string Orchestration => Start.Orchestration;

    internal GenerationStarted Start => Events.Count > 0 && Events[0] is GenerationStarted start
        ? start
        : throw new JsonException("A history begins with its 'started' event.");

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="JsonException">It is not a history.</exception>
    public static RecordedHistory Parse(string json)
    {
        var history = JsonSerializer.Deserialize<RecordedHistory>(json, RawJson.Options);
        if (history is not { InstanceId: not null, Events: not null }) throw new JsonException("This is no history.");
        _ = history.Start;
        return history;
    }

    /// <summary>The text to keep.</summary>
    public string ToJson() => JsonSerializer.Serialize(new { InstanceId, Events }, Indented);
}
