using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>The emptiest value of a type; stands where a file has nothing usable, and is never part of a tenant that is
/// put to work.</summary>
internal static class StandIn
{
    public static JsonNode For(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return string.Empty;
        if (type == typeof(bool)) return false;
        if (type == typeof(int) || type == typeof(long) || type == typeof(decimal)) return 0;
        if (type.IsEnum) return ShapeReader.Words(type)[0];
        if (type == typeof(SecretReference)) return "secret:none";
        if (type == typeof(RuleValue)) return string.Empty;

        var info = TenantJson.Options.GetTypeInfo(type);
        if (info.Kind == JsonTypeInfoKind.Enumerable) return new JsonArray();
        if (info.Kind == JsonTypeInfoKind.Dictionary) return new JsonObject();

        var made = new JsonObject();
        if (info.PolymorphismOptions is { } choices)
        {
            made[choices.TypeDiscriminatorPropertyName] = (string)choices.DerivedTypes[0].TypeDiscriminator!;
            info = TenantJson.Options.GetTypeInfo(choices.DerivedTypes[0].DerivedType);
        }

        foreach (var property in info.Properties.Where(known => known.IsRequired))
            made[property.Name] = For(property.PropertyType);
        return made;
    }
}
