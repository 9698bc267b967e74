using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Workflows.Durable;

/// <summary>The JSON of inputs, outputs, events and records: the same text in both homes.</summary>
public static class DurableJson
{
    /// <summary>No input, output or event may be larger, in UTF-8 bytes. Larger data goes by reference.</summary>
    public const int MaxBytes = 32 * 1024;

    /// <summary>Camel case, enumerations as camel-case words, nulls left out, decimals as they are.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>The JSON of a value that travels through an orchestration.</summary>
    /// <exception cref="ActivityFailureException">It is larger than <see cref="MaxBytes"/>; not retriable.</exception>
    public static string Serialize<T>(T value)
    {
        var json = JsonSerializer.Serialize(value, Options);
        EnsureSize(json);
        return json;
    }

    /// <summary>Reads a value back.</summary>
    /// <exception cref="JsonException">The text does not fit the type.</exception>
    public static T Deserialize<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    /// <summary>Refuses a text that is larger than <see cref="MaxBytes"/>.</summary>
    /// <exception cref="ActivityFailureException">It is; not retriable.</exception>
    public static void EnsureSize(string json)
    {
        if (json.Length * 3 <= MaxBytes || Encoding.UTF8.GetByteCount(json) <= MaxBytes) return;
        throw new ActivityFailureException(new ActivityFailure("ValueTooLarge",
            $"A value of {Encoding.UTF8.GetByteCount(json)} bytes is larger than the {MaxBytes} that an "
            + "orchestration may carry; store it and pass a reference.", Retriable: false));
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
