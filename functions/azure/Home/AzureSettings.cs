using System.Net;
using Microsoft.Extensions.Configuration;
using Serverless.Connectors.Documents;
using Serverless.Connectors.Mail;

namespace Serverless.Functions.Home;

/// <summary>A setting is missing or wrong; the message names every one at once.</summary>
public sealed class SettingsException(IReadOnlyList<string> problems)
    : Exception("The app cannot start. Set these application settings:\n- " + string.Join("\n- ", problems));

/// <summary>What the app is told by its application settings (<c>__</c> between the parts of a name). None of them is
/// a secret; those are in the Key Vault, and in settings as references to it.</summary>
public sealed record AzureSettings
{
    /// <summary>A connection string, for development; else the endpoints below, with the app's managed identity.</summary>
    public string? StorageConnection { get; init; }

    public Uri? BlobEndpoint { get; init; }

    public Uri? TableEndpoint { get; init; }

    /// <summary>The vault; or the folder below, for development.</summary>
    public Uri? Vault { get; init; }

    public string? SecretsFolder { get; init; }

    /// <summary>The client id of a user-assigned identity, or null for the system's own.</summary>
    public string? IdentityClientId { get; init; }

    public required Uri PublicUrl { get; init; }

    public required SmtpSettings Smtp { get; init; }

    public ArchiveProtection Protection { get; init; }

    /// <summary>Whether an installation without a tenant begins with the demo.</summary>
    public bool Demo { get; init; }

    /// <summary>How long an activity may take. Less than the host's limit for a function, which would end it unanswered.</summary>
    public TimeSpan ActivityTimeLimit { get; init; } = TimeSpan.FromMinutes(8);

    /// <exception cref="SettingsException">Something is missing or cannot be read.</exception>
    public static AzureSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var connection = reader.Text("Storage__Connection");
        var vault = reader.Uri("KeyVault__Uri");
        var folder = reader.Text("Secrets__Folder");
        if (vault is null && folder is null)
            reader.Missing("KeyVault__Uri: the vault's address, https://NAME.vault.azure.net/ (development: Secrets__Folder)");
        reader.Needed("AzureWebJobsStorage", "or AzureWebJobsStorage__accountName",
            "the storage account of the Functions host", "AzureWebJobsStorage__accountName");
        reader.Needed("TaskHub", null, "the name of the task hub, t and 8 hex digits");

        var settings = new AzureSettings
        {
            StorageConnection = connection,
            BlobEndpoint = connection is null ? reader.NeededUri("Storage__BlobEndpoint", "the blob endpoint, https://NAME.blob.core.windows.net/ (development: Storage__Connection)") : null,
            TableEndpoint = connection is null ? reader.NeededUri("Storage__TableEndpoint", "the table endpoint, https://NAME.table.core.windows.net/") : null,
            Vault = vault,
            SecretsFolder = folder,
            IdentityClientId = reader.Text("Identity__ClientId"),
            PublicUrl = reader.NeededUri("PublicUrl", "the address under which people reach the pages, https://…") ?? new Uri("http://localhost"),
            Smtp = new SmtpSettings(
                reader.Needed("Smtp__Host", null, "the relay for outgoing mail") ?? string.Empty,
                reader.Number("Smtp__Port", 587), SignIn(reader), reader.Flag("Smtp__Encrypted", true)),
            Protection = reader.Choice("Archive__Protection", ArchiveProtection.Locked),
            Demo = reader.Flag("Demo", false),
        };
        reader.ThrowIfProblems();
        return settings;
    }

    private static NetworkCredential? SignIn(SettingsReader reader)
    {
        if (reader.Text("Smtp__User") is not { } user) return null;
        var password = reader.Needed("Smtp__Password", null, "the secret of Smtp__User, as a Key Vault reference");
        return new NetworkCredential(user, password);
    }
}
