using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows.Tenancy;
#if CONNECTORS
using Serverless.Connectors.Mail.Boxes;
#endif

namespace Serverless.Local.Home;

/// <summary>Whether mailboxes can be read in this build.</summary>
internal static class MailboxWay
{
#if CONNECTORS
    /// <summary>Adds the reading of mailboxes where it was built.</summary>
    public static IServiceCollection AddMailboxesWhereBuilt(this IServiceCollection services) => services.AddMailboxes();

    /// <summary>The active sources that nothing will be fetched from here, as <c>tenant/source</c>.</summary>
    public static IReadOnlyList<string> Unread(TenantFiles tenants) => [];
#else
    /// <summary>Adds the reading of mailboxes where it was built.</summary>
    public static IServiceCollection AddMailboxesWhereBuilt(this IServiceCollection services) => services;

    /// <summary>The active sources that nothing will be fetched from here, as <c>tenant/source</c>.</summary>
    public static IReadOnlyList<string> Unread(TenantFiles tenants) =>
    [
        .. tenants.All.SelectMany(tenant => tenant.Settings.Sources.OfType<MailboxSource>()
            .Where(source => source.Active).Select(source => $"{tenant.Id}/{source.Id}")),
    ];
#endif
}
