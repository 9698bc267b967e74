namespace Serverless.Connectors.Secrets;

/// <summary>Secrets of tenants that the system makes for itself.</summary>
public interface ISecretStore
{
    /// <summary>The tenant's secret for a purpose; made where there is none. Of several that make it at once one wins,
    /// and all get its value.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="purpose"><c>[a-z]+</c>.</param>
    /// <param name="create">Makes the value.</param>
    /// <param name="cancellation">Stops waiting for it.</param>
    Task<string> GetOrCreateAsync(string tenant, string purpose, Func<string> create, CancellationToken cancellation);
}
