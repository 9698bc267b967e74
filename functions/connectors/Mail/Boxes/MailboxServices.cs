using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Tenancy;

namespace Serverless.Connectors.Mail.Boxes;

/// <summary>Composes the reading of mailboxes.</summary>
public static class MailboxServices
{
    /// <summary>Adds <see cref="IMailboxes"/>. The home adds <see cref="ITenantSecrets"/> and <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddMailboxes(this IServiceCollection services) => services
        .AddSingleton(provider => new OAuthTokens(
            new HttpClient { Timeout = TimeSpan.FromSeconds(30) }, provider.GetRequiredService<ITenantSecrets>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IMailboxes, MailKitMailboxes>();
}
