using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Routing;

/// <summary>Whether a station demands a review status, whatever holds for all. In JSON a word of
/// <see cref="ReviewStatusRule"/>; true is <c>current</c>, and false is the same as no word at all.</summary>
[JsonConverter(typeof(StatusDemandConverter))]
public sealed record StatusDemand(ReviewStatusRule Rule);

internal sealed class StatusDemandConverter : JsonConverter<StatusDemand>
{
    public override StatusDemand? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.True => new StatusDemand(ReviewStatusRule.Current),
            JsonTokenType.False => null,
            _ => new StatusDemand(JsonSerializer.Deserialize<ReviewStatusRule>(ref reader, options)),
        };

    public override void Write(Utf8JsonWriter writer, StatusDemand value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Rule, options);
}
