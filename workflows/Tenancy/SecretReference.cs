using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Workflows.Tenancy;

/// <summary>The name of a secret that is kept elsewhere; in a tenant file <c>secret:NAME</c>.</summary>
/// <param name="Name">Letters, digits, dot, dash and underscore, at most 100.</param>
[JsonConverter(typeof(SecretReferenceConverter))]
public sealed record SecretReference(string Name)
{
    private const string Prefix = "secret:";

    /// <summary>Reads <c>secret:NAME</c>; null where the text is none.</summary>
    public static SecretReference? Read(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var name = text[Prefix.Length..];
        return name.Length is > 0 and <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? new SecretReference(name)
            : null;
    }

    public override string ToString() => Prefix + Name;
}

internal sealed class SecretReferenceConverter : JsonConverter<SecretReference>
{
    public override SecretReference Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && SecretReference.Read(reader.GetString()!) is { } secret
            ? secret
            : throw new JsonException("A reference of the form secret:NAME is expected.");

    public override void Write(Utf8JsonWriter writer, SecretReference value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
