using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Tests;

/// <summary>Items to test with.</summary>
public static class TestItems
{
    /// <summary>An invoice of the tenant <c>demo</c>; a larger number came later.</summary>
    public static Item New(int number, string tenant = "demo") => new()
    {
        Id = $"{number:x32}",
        Tenant = tenant,
        Kind = "invoice",
        Origin = new ItemOrigin("mail", null, null, new string('0', 64), null),
        ReceivedUtc = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(number),
    };

    /// <summary>Fields as an e-invoice gives them.</summary>
    public static IReadOnlyDictionary<string, Field> Fields(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(field => field.Name, field => new Field(field.Value, FieldSource.Einvoice, 1, null));
}
