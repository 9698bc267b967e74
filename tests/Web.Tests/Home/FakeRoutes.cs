using System.Runtime.CompilerServices;
using Serverless.Web.Routes;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Tests.Home;

/// <summary>Routes in memory; none until a test puts a tenant file in.</summary>
public sealed class FakeRoutes : IRouteBook
{
    public Dictionary<string, Tenant> Tenants { get; } = [];

    public Dictionary<string, Process> Versions { get; } = [];

    public List<SimulationBatch> Batches { get; } = [];

    /// <summary>Answers in the place of <see cref="Batches"/>, where there is one.</summary>
    public Simulator? Simulator { get; set; }

    public Tenant? Find(string tenant) => Tenants.GetValueOrDefault(tenant);

    public Task<Process?> VersionAsync(string tenant, string version, CancellationToken cancellation) =>
        Task.FromResult(Versions.GetValueOrDefault(version));

    public async IAsyncEnumerable<SimulationBatch> SimulateAsync(
        Tenant present, Tenant candidate, SimulationFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        var batches = Simulator?.RunAsync(present, candidate, filter, cancellation) ?? Batches.ToAsyncEnumerable();
        await foreach (var batch in batches) yield return batch;
    }
}
