using System.ComponentModel;
using System.Text.Json.Serialization;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy;

/// <summary>A tenant as its file says: the company that uses the system and keeps the books of many clients.</summary>
public sealed record Tenant
{
    [JsonPropertyName("$schema")]
    [Description("Verweis auf das JSON-Schema, für Editoren.")]
    public string? Schema { get; init; }

    [Description("Kennung des Mandanten; sie ist der Name des Ordners und Teil aller Adressen.")]
    public required string Id { get; init; }

    [Description("Was immer im jetzigen Stand gilt.")]
    public required Settings Settings { get; init; }

    [Description("Wie Vorgänge laufen; je Vorgang festgehalten, Änderungen gelten für neue.")]
    public required Process Process { get; init; }
}
