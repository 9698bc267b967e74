using Microsoft.Extensions.Logging;
using Serverless.Connectors.Documents;
using Serverless.Connectors.Records;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Import;

namespace Serverless.Functions.Home;

/// <summary>What a worker does before it takes its first call.</summary>
public sealed class AzureHome(
    AzureSettings settings, TableRecordStore records, BlobDocumentStore documents, TenantBlobs blobs, TenantFiles tenants,
    TenantTokens tokens, MasterSeed seed, ILogger<AzureHome> logger)
{
    /// <summary>Makes sure that the stores are there, and takes up the tenants.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        await records.CreateAsync(cancellation);
        await documents.CreateAsync(cancellation);
        if (settings.Demo) await blobs.WriteDemoIfEmptyAsync(cancellation);
        await blobs.RefreshAsync(cancellation);
        foreach (var tenant in tenants.All)
        {
            var folder = Path.Combine(tenants.Folder, tenant.Id, DemoTenant.SeedFolder);
            foreach (var problem in await seed.LoadAsync(tenant, folder, cancellation))
                logger.LogWarning("Seed of {Tenant}: {Problem}", tenant.Id, problem);
        }

        await tokens.LoadAsync(cancellation);
        logger.LogInformation("Ready for {Count} tenants at {Url}.", tenants.All.Count, settings.PublicUrl);
    }
}
