namespace Serverless.Workflows.Posting;

/// <summary>Makes the targets that postings of a tenant's connectors go to. A home registers one maker per kind of
/// connector that it has.</summary>
public interface IPostingTargetMaker
{
    /// <summary>The target of a connector, or null where the connector is of another kind.</summary>
    IPostingTarget? Make(string tenant, Tenancy.Connector connector);
}

/// <summary>Finds the targets of a tenant's connectors.</summary>
public sealed class PostingTargets(IEnumerable<IPostingTargetMaker> makers)
{
    /// <summary>The target of a connector; null for one that nothing is posted to of itself (made on demand).</summary>
    public IPostingTarget? Find(string tenant, Tenancy.Connector connector) =>
        makers.Select(maker => maker.Make(tenant, connector)).FirstOrDefault(target => target is not null);
}
