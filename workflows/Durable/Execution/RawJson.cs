using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Workflows.Durable.Execution;

/// <summary>Writes a text that is JSON as it is, so that a history stays short and can be read by people.</summary>
public sealed class RawJson : JsonConverter<string>
{
    /// <summary>Reads what holds such texts: it nests a little deeper than they may.</summary>
    public static JsonSerializerOptions Options { get; } = new(DurableJson.Options) { MaxDepth = 128 };

    /// <inheritdoc/>
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonElement.ParseValue(ref reader).GetRawText();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value, skipInputValidation: true);

    /// <summary>Refuses what may not enter a history: text that is not one JSON value, or is too large.</summary>
    /// <exception cref="ArgumentException">It is not JSON.</exception>
    /// <exception cref="ActivityFailureException">It is larger than <see cref="DurableJson.MaxBytes"/>.</exception>
    public static string Ensure(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        DurableJson.EnsureSize(json);
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(json.Length));
        try
        {
            var reader = new Utf8JsonReader(bytes.AsSpan(0, Encoding.UTF8.GetBytes(json, bytes)));
            reader.Read();
            reader.Skip();
            if (reader.Read()) throw new JsonException("More than one value.");
            return json;
        }
        catch (JsonException wrong)
        {
            throw new ArgumentException("The text is not a JSON value: " + wrong.Message, nameof(json), wrong);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
