namespace Serverless.Workflows.Tenancy.Master;

/// <summary>A managed property (Objekt) with the people responsible for it.</summary>
public sealed record Property
{
    public required string Number { get; init; }

    public required string Name { get; init; }

    /// <summary>The id of the client whose books it belongs to.</summary>
    public required string Client { get; init; }

    public string? Street { get; init; }

    public string? PostCode { get; init; }

    public string? City { get; init; }

    /// <summary>ISO 3166, two letters.</summary>
    public string Country { get; init; } = "DE";

    /// <summary>Role id → who holds it here (Funktionsträger).</summary>
    public IReadOnlyDictionary<string, RoleHolder> RoleHolders { get; init; } = new Dictionary<string, RoleHolder>();
}

/// <summary>The person who has a role at a property, and who stands in where that person is gone.</summary>
public sealed record RoleHolder(string? Person, string? Backup);

/// <summary>A part of a property (Einheit).</summary>
public sealed record Unit
{
    /// <summary>The property's number.</summary>
    public required string Property { get; init; }

    /// <summary>Unique within the property.</summary>
    public required string Number { get; init; }

    public string? Name { get; init; }

    /// <summary>In square metres.</summary>
    public decimal? Area { get; init; }
}

/// <summary>An account of a client's books that coding lines may use.</summary>
public sealed record Account
{
    /// <summary>The client's id.</summary>
    public required string Client { get; init; }

    public required string Number { get; init; }

    public required string Name { get; init; }

    /// <summary>Proposed tax key.</summary>
    public string? TaxKey { get; init; }

    /// <summary>Whether its costs may be passed on to lessees (umlagefähig).</summary>
    public bool Allocable { get; init; }
}
