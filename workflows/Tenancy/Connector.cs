using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Serverless.Workflows.Tenancy;

/// <summary>A link to another program. Its kind is the JSON property <c>kind</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(DatevPackageConnector), "datevPackage")]
public abstract record Connector
{
    [Description("Kennung, auf die Leitungswege verweisen.")]
    public required string Id { get; init; }

    [Description("Bezeichnung, wie Menschen sie sehen.")]
    public required string Name { get; init; }

    [Description("Ob die Anbindung benutzt wird.")]
    public bool Active { get; init; } = true;
}

/// <summary>The document package (ZIP) for DATEV Belegtransfer; made on demand.</summary>
public sealed record DatevPackageConnector : Connector;
