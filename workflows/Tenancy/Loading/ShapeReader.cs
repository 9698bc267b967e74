using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Compares a file with the types and names everything that does not fit. What remains is JSON that fits:
/// what is wrong is left out, what is missing has a stand-in, so that the rest can be checked too.</summary>
internal sealed class ShapeReader(ProblemList problems)
{
    /// <summary>Reads a value of a type.</summary>
    /// <returns>What fits the type, or null where nothing of the value could be used.</returns>
    public JsonNode? Read(JsonSpot spot, Type type, string path)
    {
        problems.Place(path, spot.Offset);
        if (spot.IsTooDeep)
        {
            problems.Form(path, spot.Offset, "Das ist zu tief verschachtelt.",
                $"Erlaubt sind {JsonSpot.Deepest} Ebenen. Fassen Sie Gruppen zusammen oder verteilen Sie sie auf mehrere Regeln.");
            return null;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return Text(spot, path);
        if (type == typeof(bool)) return YesNo(spot, path);
        if (type == typeof(int) || type == typeof(long) || type == typeof(decimal)) return Number(spot, type, path);
        if (type.IsEnum) return Word(spot, type, path);
        if (type == typeof(SecretReference)) return Secret(spot, path);
        if (type == typeof(RuleValue)) return Values(spot, path);
        if (type == typeof(StatusDemand)) return Demand(spot, path);

        var info = TenantJson.Options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => List(spot, info.ElementType!, path),
            JsonTypeInfoKind.Dictionary => Map(spot, info.ElementType!, path),
            _ => Object(spot, info, path),
        };
    }

    private JsonValue? Text(JsonSpot spot, string path)
    {
        if (spot.Kind == JsonValueKind.String) return JsonValue.Create(spot.Text);
        var example = spot.Text is { } digits ? $"\"{digits}\"" : "\"…\"";
        return Wrong(spot, path, "ein Text", $"Schreiben Sie den Wert in Anführungszeichen: {example}.");
    }

    private JsonValue? YesNo(JsonSpot spot, string path) => spot.Kind is JsonValueKind.True or JsonValueKind.False
        ? JsonValue.Create(spot.Kind == JsonValueKind.True)
        : Wrong(spot, path, "true oder false", "Schreiben Sie true oder false, ohne Anführungszeichen.");

    private JsonValue? Number(JsonSpot spot, Type type, string path)
    {
        var (whole, example) = (type != typeof(decimal), type == typeof(decimal) ? "1500.00" : "15");
        if (spot.Kind != JsonValueKind.Number)
        {
            return Wrong(spot, path, whole ? "eine ganze Zahl" : "eine Zahl",
                $"Schreiben Sie die Zahl ohne Anführungszeichen, mit Punkt statt Komma: {example}.");
        }

        var culture = CultureInfo.InvariantCulture;
        if (type == typeof(int) && int.TryParse(spot.Text, NumberStyles.AllowLeadingSign, culture, out var number))
            return JsonValue.Create(number);
        if (type == typeof(long) && long.TryParse(spot.Text, NumberStyles.AllowLeadingSign, culture, out var big))
            return JsonValue.Create(big);
        if (!whole && decimal.TryParse(spot.Text, NumberStyles.Float, culture, out var amount))
            return JsonValue.Create(amount);

        problems.Form(path, spot.Offset, $"{spot.Text} ist keine {(whole ? "ganze " : string.Empty)}Zahl, die hier "
            + "stehen kann.", $"Schreiben Sie zum Beispiel {example}.");
        return null;
    }

    private JsonValue? Word(JsonSpot spot, Type type, string path)
    {
        var words = Words(type);
        if (spot.Kind != JsonValueKind.String)
            return Wrong(spot, path, "ein Wort", $"Möglich sind: {string.Join(", ", words)}.");
        if (words.Contains(spot.Text)) return JsonValue.Create(spot.Text);

        problems.Form(path, spot.Offset, $"„{spot.Text}“ gibt es hier nicht.", NearestName.Advice(spot.Text!, words));
        return null;
    }

    private JsonValue? Demand(JsonSpot spot, string path) => spot.Kind is JsonValueKind.True or JsonValueKind.False
        ? YesNo(spot, path)
        : Word(spot, typeof(ReviewStatusRule), path);

    private JsonValue? Secret(JsonSpot spot, string path)
    {
        if (spot is { Kind: JsonValueKind.String, Text: { } text } && SecretReference.Read(text) is not null)
            return JsonValue.Create(text);

        problems.Form(path, spot.Offset, "Geheimnisse stehen nicht in dieser Datei.",
            "Hinterlegen Sie das Geheimnis und verweisen Sie darauf mit \"secret:NAME\" (Buchstaben, Ziffern, Punkt, "
            + "Binde- und Unterstrich).");
        return null;
    }

    private JsonNode? Values(JsonSpot spot, string path)
    {
        if (spot.Kind == JsonValueKind.Array && spot.Items.All(IsScalar))
            return new JsonArray([.. spot.Items.Select(item => (JsonNode?)Scalar(item))]);
        if (IsScalar(spot)) return Scalar(spot);
        return Wrong(spot, path, "ein Text, eine Zahl, true/false oder eine Liste davon",
            "Schreiben Sie zum Beispiel \"5000\" oder [\"10\", \"20\"].");
    }

    private static bool IsScalar(JsonSpot spot) =>
        spot.Kind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;

    private static JsonValue Scalar(JsonSpot spot) => JsonValue.Create(spot.Kind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => spot.Text!,
    });

    private JsonArray? List(JsonSpot spot, Type element, string path)
    {
        if (spot.Kind != JsonValueKind.Array)
        {
            Wrong(spot, path, "eine Liste", "Schreiben Sie die Einträge in eckige Klammern: [ … ].");
            return null;
        }

        return new JsonArray([.. spot.Items.Select((item, i) => Read(item, element, $"{path}[{i}]") ?? LeftOut(item, $"{path}[{i}]"))]);

        // A stand-in keeps the numbers of the entries behind it.
        JsonNode LeftOut(JsonSpot item, string at)
        {
            if (item.Members.FirstOrDefault(member => member.Name == "id") is { Value: { Kind: JsonValueKind.String, Text: { } id } })
                problems.Name(at, id);
            return StandIn.For(element);
        }
    }

    private JsonObject? Map(JsonSpot spot, Type element, string path)
    {
        if (spot.Kind != JsonValueKind.Object)
        {
            Wrong(spot, path, "eine Zuordnung", "Schreiben Sie { \"Name\": Wert, … }.");
            return null;
        }

        var read = new JsonObject();
        foreach (var member in spot.Members)
        {
            var at = $"{path}.{member.Name}";
            if (read.ContainsKey(member.Name)) Twice(member, at);
            else if (Read(member.Value, element, at) is { } value) read[member.Name] = value;
        }

        return read;
    }

    private JsonObject? Object(JsonSpot spot, JsonTypeInfo info, string path)
    {
        if (spot.Kind != JsonValueKind.Object)
        {
            Wrong(spot, path, "ein Objekt", "Schreiben Sie die Angaben in geschweifte Klammern: { … }.");
            return null;
        }

        var read = new JsonObject();
        if (info.PolymorphismOptions is { } choices)
        {
            if (Choose(spot, choices, path) is not { } chosen) return null;
            read[choices.TypeDiscriminatorPropertyName] = (string)chosen.TypeDiscriminator!;
            info = TenantJson.Options.GetTypeInfo(chosen.DerivedType);
        }

        Members(spot, info, read, path);
        foreach (var property in info.Properties.Where(known => known.IsRequired && !read.ContainsKey(known.Name)))
        {
            var at = $"{path}.{property.Name}";
            if (spot.Members.All(member => member.Name != property.Name))
            {
                problems.Form(at, spot.Offset, $"„{property.Name}“ fehlt.",
                    $"Ergänzen Sie „{property.Name}“: {TenantSchema.DescriptionOf(property)}");
            }

            read[property.Name] = StandIn.For(property.PropertyType);
        }

        return read;
    }

    private void Members(JsonSpot spot, JsonTypeInfo info, JsonObject read, string path)
    {
        var seen = new HashSet<string>();
        foreach (var member in spot.Members)
        {
            var at = $"{path}.{member.Name}";
            var property = info.Properties.FirstOrDefault(known => known.Name == member.Name);
            if (!seen.Add(member.Name)) Twice(member, at);
            else if (read.ContainsKey(member.Name)) continue;
            else if (property is null) Unknown(spot, member, info, path);
            else if (member.Value.Kind == JsonValueKind.Null && property.IsSetNullable) continue;
            else if (Read(member.Value, property.PropertyType, at) is { } value)
            {
                read[member.Name] = value;
                if (property.IsRequired && member.Value is { Kind: JsonValueKind.String, Text: var text }
                    && string.IsNullOrWhiteSpace(text))
                {
                    problems.Form(at, member.Value.Offset, $"„{member.Name}“ ist leer.",
                        TenantSchema.DescriptionOf(property));
                }
            }
        }
    }

    private JsonDerivedType? Choose(JsonSpot spot, JsonPolymorphismOptions choices, string path)
    {
        var name = choices.TypeDiscriminatorPropertyName;
        var kinds = choices.DerivedTypes.Select(derived => (string)derived.TypeDiscriminator!).ToList();
        var at = $"{path}.{name}";
        if (spot.Members.FirstOrDefault(member => member.Name == name) is not { } kind)
        {
            problems.Form(at, spot.Offset, $"„{name}“ fehlt.", $"Möglich sind: {string.Join(", ", kinds)}.");
            problems.Break(path);
            return null;
        }

        problems.Place(at, kind.Value.Offset);
        var index = kinds.IndexOf(kind.Value.Text ?? string.Empty);
        if (index >= 0 && kind.Value.Kind == JsonValueKind.String) return choices.DerivedTypes[index];

        problems.Form(at, kind.Value.Offset, $"Die Art „{kind.Value.Text}“ gibt es nicht.",
            NearestName.Advice(kind.Value.Text ?? string.Empty, kinds));
        problems.Break(path);
        return null;
    }

    private void Twice(JsonMember member, string path) => problems.Form(path, member.Offset,
        $"„{member.Name}“ steht zweimal da.", "Behalten Sie eine der beiden Angaben.");

    private void Unknown(JsonSpot spot, JsonMember member, JsonTypeInfo info, string path)
    {
        var known = info.Properties.Select(property => property.Name).ToList();
        problems.Form($"{path}.{member.Name}", member.Offset, $"„{member.Name}“ ist hier unbekannt.",
            NearestName.Advice(member.Name, known));

        // Most likely it is there, only misspelt: nothing follows from its absence.
        if (NearestName.Find(member.Name, known) is { } meant && spot.Members.All(other => other.Name != meant))
            problems.Break($"{path}.{meant}");
    }

    private JsonValue? Wrong(JsonSpot spot, string path, string expected, string remedy)
    {
        var found = spot.Kind switch
        {
            JsonValueKind.String => "ein Text",
            JsonValueKind.Number => "eine Zahl",
            JsonValueKind.True or JsonValueKind.False => "true/false",
            JsonValueKind.Array => "eine Liste",
            JsonValueKind.Object => "ein Objekt",
            _ => "null",
        };
        problems.Form(path, spot.Offset, $"Erwartet wird {expected}, hier steht {found}.", remedy);
        return null;
    }

    internal static IReadOnlyList<string> Words(Type type)
    {
        var words = new List<string>();
        foreach (var value in (IEnumerable)Enum.GetValues(type))
            words.Add(JsonSerializer.SerializeToNode(value, type, TenantJson.Options)!.GetValue<string>());
        return words;
    }
}
