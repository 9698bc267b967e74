using System.Text.Json;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>A JSON value that knows where in the file it stands, and that keeps members of the same name apart.</summary>
/// <param name="Offset">In bytes from the beginning of the file.</param>
/// <param name="Text">The text of a string, the digits of a number.</param>
internal sealed record JsonSpot(
    JsonValueKind Kind, long Offset, string? Text, IReadOnlyList<JsonMember> Members, IReadOnlyList<JsonSpot> Items)
{
    /// <summary>What is nested deeper is not read. Below the 64 of the serializer, for a stand-in has levels of its own.</summary>
    public const int Deepest = 60;

    /// <summary>Whether it is an object or list that stands too deep; then what it holds is not known.</summary>
    public bool IsTooDeep { get; private init; }

    /// <summary>Reads a whole file; comments and trailing commas are allowed.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonSpot Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = int.MaxValue,
        });
        reader.Read();
        var root = Read(ref reader);
        // Reading on finds anything that stands behind the value.
        reader.Read();
        return root;
    }

    private static JsonSpot Read(ref Utf8JsonReader reader)
    {
        var offset = reader.TokenStartIndex;
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= Deepest)
        {
            var kind = reader.TokenType == JsonTokenType.StartObject ? JsonValueKind.Object : JsonValueKind.Array;
            reader.Skip();
            return new JsonSpot(kind, offset, null, [], []) { IsTooDeep = true };
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<JsonMember>();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var (name, at) = (reader.GetString()!, reader.TokenStartIndex);
                    reader.Read();
                    members.Add(new JsonMember(name, at, Read(ref reader)));
                }

                return new JsonSpot(JsonValueKind.Object, offset, null, members, []);
            case JsonTokenType.StartArray:
                var items = new List<JsonSpot>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Read(ref reader));
                return new JsonSpot(JsonValueKind.Array, offset, null, [], items);
            case JsonTokenType.String:
                return new JsonSpot(JsonValueKind.String, offset, reader.GetString(), [], []);
            case JsonTokenType.Number:
                return new JsonSpot(
                    JsonValueKind.Number, offset, System.Text.Encoding.UTF8.GetString(reader.ValueSpan), [], []);
            case JsonTokenType.True:
                return new JsonSpot(JsonValueKind.True, offset, null, [], []);
            case JsonTokenType.False:
                return new JsonSpot(JsonValueKind.False, offset, null, [], []);
            default:
                return new JsonSpot(JsonValueKind.Null, offset, null, [], []);
        }
    }
}

/// <summary>A member of a JSON object.</summary>
internal sealed record JsonMember(string Name, long Offset, JsonSpot Value);
