using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Workflows.Routing;

/// <summary>What a condition compares with: one value or, for <c>in</c>, several. In JSON a text, number, boolean or a
/// list of them; here always text, so that 5000 and "5000" are the same process version.</summary>
[JsonConverter(typeof(RuleValueConverter))]
public sealed record RuleValue(IReadOnlyList<string> Texts)
{
    /// <summary>A single value.</summary>
    public static RuleValue Of(params string[] texts) => new(texts);

    public override string ToString() => string.Join(", ", Texts);
}

internal sealed class RuleValueConverter : JsonConverter<RuleValue>
{
    public override RuleValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return new RuleValue([Scalar(ref reader)]);

        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) texts.Add(Scalar(ref reader));
        return new RuleValue(texts);
    }

    public override void Write(Utf8JsonWriter writer, RuleValue value, JsonSerializerOptions options)
    {
        if (value.Texts is [var only])
        {
            writer.WriteStringValue(only);
            return;
        }

        writer.WriteStartArray();
        foreach (var text in value.Texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static string Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => throw new JsonException("A text, number, boolean or a list of them is expected."),
    };
}
