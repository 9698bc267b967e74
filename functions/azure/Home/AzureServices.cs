using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Connectors.Documents;
using Serverless.Connectors.Mail;
using Serverless.Connectors.Mail.Boxes;
using Serverless.Connectors.Records;
using Serverless.Connectors.Secrets;
using Serverless.Functions.Durable;
using Serverless.Web;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Tenancy;

namespace Serverless.Functions.Home;

/// <summary>Composes the Azure home.</summary>
public static class AzureServices
{
    /// <summary>The catalogue of this home: the product's, and what the adapters need beside it.</summary>
    public static Catalogue CreateCatalogue() => ItemCatalogue.Create().Add(
        InstanceExists.Name, services => new InstanceExists(services.GetRequiredService<IWorkflowClient>()));

    /// <summary>Adds everything. The host adds logging.</summary>
    public static IServiceCollection AddAzureHome(this IServiceCollection services, AzureSettings settings)
    {
        services.AddSingleton(settings).AddSingleton(TimeProvider.System);
        services.AddStorage(settings);
        services.AddSingleton<IKeySets, SecretKeySets>();
        services.AddSingleton(settings.Smtp).AddSingleton<IOutbox, SmtpOutbox>().AddMailboxes();
        services.AddSingleton(new TenantFiles(Directory.CreateTempSubdirectory("tenants-").FullName));
        services.AddSingleton(new PublicUrl(settings.PublicUrl.ToString().TrimEnd('/')));
        services.AddSingleton<TenantBlobs>().AddSingleton<TenantTokens>().AddSingleton<AzureHome>().AddSingleton<Upkeep>();
        services.AddHostedService<TenantRefresh>();

        services.AddSingleton(CreateCatalogue());
        services.AddSingleton<CurrentDurableClient>().AddSingleton<IWorkflowClient, DurableWorkflowClient>();
        services.AddSingleton<OrchestrationRunner>();
        services.AddSingleton(provider => new ActivityRunner(
            provider.GetRequiredService<Catalogue>(), settings.ActivityTimeLimit,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ActivityRunner>>()));
        services.AddItemWorkflow();
        return services.AddSingleton<RequestDelegate>(provider => WebApp.Create(
            WebComposition.Create(provider, provider.GetRequiredService<TenantTokens>()),
            new WebOptions { PublicUrl = settings.PublicUrl }));
    }

    private static void AddStorage(this IServiceCollection services, AzureSettings settings)
    {
        TokenCredential? identity = settings.StorageConnection is null || settings.Vault is not null
            ? new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = settings.IdentityClientId })
            : null;
        services.AddSingleton(settings.StorageConnection is { } connection
            ? new BlobServiceClient(connection, BlobDocumentStore.Options())
            : new BlobServiceClient(settings.BlobEndpoint, identity, BlobDocumentStore.Options()));
        services.AddSingleton(settings.StorageConnection is { } same
            ? new TableServiceClient(same, TableRecordStore.Options())
            : new TableServiceClient(settings.TableEndpoint, identity, TableRecordStore.Options()));
        services.AddSingleton(provider => new TableRecordStore(provider.GetRequiredService<TableServiceClient>()));
        services.AddSingleton<IRecordStore>(provider => provider.GetRequiredService<TableRecordStore>());
        services.AddSingleton(provider =>
            new BlobDocumentStore(provider.GetRequiredService<BlobServiceClient>(), settings.Protection));
        services.AddSingleton<IDocumentStore>(provider => provider.GetRequiredService<BlobDocumentStore>());
        services.AddSingleton<ISecretStore>(provider => settings.Vault is { } vault
            ? new VaultSecrets(new SecretClient(vault, identity), provider.GetRequiredService<IRecordStore>())
            : new FileSecrets(settings.SecretsFolder!));
        services.AddSingleton<ITenantSecrets>(settings.Vault is { } named
            ? new VaultTenantSecrets(new SecretClient(named, identity))
            : new FileTenantSecrets(settings.SecretsFolder!));
    }
}
