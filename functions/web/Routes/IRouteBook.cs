using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Routes;

/// <summary>Routes and rules as they are and as items are pinned to them, and what a change would do.</summary>
public interface IRouteBook
{
    /// <summary>The tenant as its file says now, or null.</summary>
    Tenant? Find(string tenant);

    /// <summary>The process of a version that items are pinned to, or null where the tenant never had it.</summary>
    Task<Process?> VersionAsync(string tenant, string version, CancellationToken cancellation);

    /// <summary>Compares the items of a tenant with how they would go under a candidate; only reads.</summary>
    IAsyncEnumerable<SimulationBatch> SimulateAsync(
        Tenant present, Tenant candidate, SimulationFilter filter, CancellationToken cancellation);
}

/// <summary>Routes of the tenant files, versions and items of the record store.</summary>
public sealed class RouteBook(TenantFiles files, ProcessStore processes, Simulator simulator) : IRouteBook
{
    /// <inheritdoc/>
    public Tenant? Find(string tenant) => files.Find(tenant);

    /// <inheritdoc/>
    public Task<Process?> VersionAsync(string tenant, string version, CancellationToken cancellation) =>
        processes.FindAsync(tenant, version, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<SimulationBatch> SimulateAsync(
        Tenant present, Tenant candidate, SimulationFilter filter, CancellationToken cancellation) =>
        simulator.RunAsync(present, candidate, filter, cancellation);
}
