using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Tenancy;

namespace Serverless.Connectors.Mail.Boxes;

/// <summary>Secrets without which a mailbox cannot be opened.</summary>
internal static class RequiredSecrets
{
    /// <exception cref="MailboxException">It is not set.</exception>
    public static async Task<string> RequireAsync(
        this ITenantSecrets secrets, string tenant, SecretReference secret, CancellationToken cancellation) =>
        await secrets.FindAsync(tenant, secret, cancellation)
        ?? throw new MailboxException(MailboxFault.Secret, $"Das Geheimnis „{secret.Name}“ ist nicht hinterlegt.");
}
