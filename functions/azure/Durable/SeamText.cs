using System.Text.Json;

namespace Serverless.Functions.Durable;

/// <summary>
/// The seam's JSON texts as values that Durable Task's serializer passes on as they are, so that inputs, outputs, events
/// and statuses can be read where the platform shows them.
/// </summary>
internal static class SeamText
{
    /// <summary>A text as a value.</summary>
    public static JsonElement Value(string json) => JsonElement.Parse(json);

    /// <summary>A value as text; what was never set is <c>null</c>.</summary>
    public static string Of(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? "null" : value.GetRawText();
}
