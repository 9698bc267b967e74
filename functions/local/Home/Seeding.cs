using Microsoft.Extensions.Logging;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Import;

namespace Serverless.Local.Home;

/// <summary>Brings the seed files of the tenants' folders into the master data; what is there stays.</summary>
internal sealed class Seeding(TenantFiles tenants, MasterSeed seed, ILogger<Seeding> logger)
{
    public async Task SeedAsync(CancellationToken cancellation)
    {
        foreach (var tenant in tenants.All)
        {
            var folder = Path.Combine(tenants.Folder, tenant.Id, DemoTenant.SeedFolder);
            foreach (var problem in await seed.LoadAsync(tenant, folder, cancellation))
                logger.LogWarning("Seed of {Tenant}: {Problem}", tenant.Id, problem);
        }
    }
}
