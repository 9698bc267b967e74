using Serverless.Workflows.Durable;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations.Steps;

internal static class RequiredTenant
{
    /// <summary>The tenant of an item at hand.</summary>
    /// <exception cref="ActivityFailureException">Its file is gone; an operator goes on when it is back.</exception>
    public static Tenant Require(this TenantFiles tenants, string id) => tenants.Find(id)
        ?? throw new ActivityFailureException(new ActivityFailure(
            "TenantMissing", $"Die Datei des Mandanten „{id}“ fehlt oder ist fehlerhaft.", Retriable: true));
}
