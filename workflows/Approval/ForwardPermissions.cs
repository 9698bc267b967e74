using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>Which permission a way of forwarding needs: one set for mail, one for everything else.</summary>
public static class ForwardPermissions
{
    /// <summary>To the next station of the route.</summary>
    /// <param name="kind">The item's route kind.</param>
    public static Permission ToNext(string kind) =>
        kind == RouteKind.Mail ? Permission.MailForwardToNext : Permission.InvoiceForwardToNext;

    /// <summary>To a person.</summary>
    /// <param name="kind">The item's route kind.</param>
    public static Permission ToPerson(string kind) =>
        kind == RouteKind.Mail ? Permission.MailForwardToPerson : Permission.InvoiceForwardToPerson;

    /// <summary>To whoever holds a role at the item's property.</summary>
    /// <param name="kind">The item's route kind.</param>
    public static Permission ToRoleHolder(string kind) =>
        kind == RouteKind.Mail ? Permission.MailForwardToRoleHolder : Permission.InvoiceForwardToRoleHolder;
}
