using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Web.Problems;

namespace Serverless.Web.Bodies;

/// <summary>Holds a JSON body against the type that it is for, and says all that does not fit. Strict on purpose: a
/// misspelt <c>revision</c> that is passed over would switch a protection off.</summary>
internal sealed class BodyCheck(JsonSerializerOptions json)
{
    private const int MostProblems = 20;
    private const int LongestShown = 60;

    private readonly List<BodyProblem> _problems = [];

    /// <summary>What is wrong; empty where the body can be read as that type.</summary>
    public static IReadOnlyList<BodyProblem> Problems(JsonElement body, Type type, JsonSerializerOptions json)
    {
        var check = new BodyCheck(json);
        check.CheckObject(body, type, "$");
        return [.. check._problems.Take(MostProblems)];
    }

    /// <summary>How a property of a body is described; null where it is not.</summary>
    public static ApiFieldAttribute? FieldOf(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(ApiFieldAttribute), inherit: false).FirstOrDefault() as ApiFieldAttribute;

    private void CheckObject(JsonElement at, Type type, string path)
    {
        var properties = json.GetTypeInfo(type).Properties;
        var names = string.Join(", ", properties.Select(property => property.Name));
        if (at.ValueKind != JsonValueKind.Object)
        {
            Add(path, $"Erwartet wird ein JSON-Objekt mit diesen Angaben: {names}.");
            return;
        }

        var given = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in at.EnumerateObject().TakeWhile(_ => _problems.Count < MostProblems).Select(Named))
        {
            if (name is null || properties.All(known => !Same(known.Name, name)))
                Add(path, $"Eine Angabe „{Shown(name ?? "?")}“ gibt es hier nicht. Möglich sind: {names}.");
            else if (!given.TryAdd(name, value))
                Add($"{path}.{name}", $"„{name}“ steht doppelt. Lassen Sie eine der beiden Angaben weg.");
        }

        foreach (var property in properties)
        {
            var field = FieldOf(property);
            var isGiven = given.TryGetValue(property.Name, out var value) && value.ValueKind != JsonValueKind.Null;
            if (isGiven) CheckValue(value, property.PropertyType, field, $"{path}.{property.Name}", property.Name);
            else if (field is { Required: true }) Add($"{path}.{property.Name}", $"„{property.Name}“ fehlt. {field.Description}");
        }
    }

    private void CheckValue(JsonElement value, Type type, ApiFieldAttribute? field, string path, string name)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string)) CheckText(value, field, path, name);
        else if (plain == typeof(int)) CheckNumber(value, field, path, name);
        else if (plain == typeof(bool)) Demand(value.ValueKind is JsonValueKind.True or JsonValueKind.False, path, $"„{name}“ muss true oder false sein.");
        else if (json.GetTypeInfo(plain).Kind == JsonTypeInfoKind.Dictionary) CheckTexts(value, field, path, name);
        else if (json.GetTypeInfo(plain).ElementType is { } element) CheckList(value, element, field, path, name);
        else CheckObject(value, plain, path);
    }

    private void CheckText(JsonElement value, ApiFieldAttribute? field, string path, string name)
    {
        if (value.ValueKind != JsonValueKind.String)
            Add(path, $"„{name}“ muss ein Text in Anführungszeichen sein.");
        else if (Text(value) is not { } text)
            Add(path, $"„{name}“ enthält Zeichen, die kein gültiges UTF-8 sind.");
        else if (field is { Required: true } && string.IsNullOrWhiteSpace(text))
            Add(path, $"„{name}“ ist leer. {field.Description}");
        else if (field?.Values is { } values && !values.Contains(text))
            Add(path, $"„{Shown(text)}“ ist für „{name}“ nicht möglich. Möglich sind: {string.Join(", ", values)}.");
        else if (field is { IsId: true } && text.Length > ApiFieldAttribute.LongestId)
            Add(path, $"„{name}“ ist zu lang für eine Kennung: höchstens {ApiFieldAttribute.LongestId} Zeichen.");
    }

    private void CheckNumber(JsonElement value, ApiFieldAttribute? field, string path, string name)
    {
        var least = field?.Minimum ?? int.MinValue;
        Demand(
            value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least, path,
            $"„{name}“ muss eine ganze Zahl von {least} bis {int.MaxValue} sein, ohne Anführungszeichen.");
    }

    /// <summary>Texts by name, each of which may be null.</summary>
    private void CheckTexts(JsonElement value, ApiFieldAttribute? field, string path, string name)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Add(path, $"„{name}“ muss ein JSON-Objekt sein, mit einem Text oder null je Angabe.");
            return;
        }

        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, text) in value.EnumerateObject().TakeWhile(_ => _problems.Count < MostProblems).Select(Named))
        {
            if (key is null || !given.Add(key)) Add(path, $"In „{name}“ ist ein Name doppelt oder kein gültiges UTF-8: „{Shown(key ?? "?")}“.");
            else if (text.ValueKind != JsonValueKind.Null) CheckText(text, field, $"{path}.{key}", key);
        }
    }

    private void CheckList(JsonElement value, Type element, ApiFieldAttribute? field, string path, string name)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Add(path, $"„{name}“ muss eine Liste in eckigen Klammern sein.");
            return;
        }

        var count = value.GetArrayLength();
        var least = field is { Required: true } ? 1 : 0;
        if (field is { MaxItems: > 0 } && (count < least || count > field.MaxItems))
        {
            Add(path, $"„{name}“ hat {count} Einträge; möglich sind {least} bis {field.MaxItems}.");
            return;
        }

        var i = 0;
        foreach (var entry in value.EnumerateArray())
        {
            var at = $"{path}[{i}]";
            if (entry.ValueKind == JsonValueKind.Null) Add(at, $"Der Eintrag {i + 1} von „{name}“ ist leer.");
            else CheckValue(entry, element, field is null ? null : new ApiFieldAttribute(field.Description) { Required = true, IsId = field.IsId }, at, name);
            if (_problems.Count >= MostProblems) return;
            i++;
        }
    }

    private void Demand(bool holds, string path, string otherwise)
    {
        if (!holds) Add(path, otherwise);
    }

    private void Add(string path, string text) => _problems.Add(new BodyProblem(path, text));

    /// <summary>A property by its name; null where that is no valid text.</summary>
    private static (string? Name, JsonElement Value) Named(JsonProperty property)
    {
        try
        {
            return (property.Name, property.Value);
        }
        catch (InvalidOperationException)
        {
            return (null, property.Value);
        }
    }

    /// <summary>The text of a value; null where its bytes are no UTF-8, or it has half a surrogate pair.</summary>
    private static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string Shown(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "…";
}
