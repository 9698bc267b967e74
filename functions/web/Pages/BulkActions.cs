using Serverless.Web.Tenants;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Pages;

/// <summary>What a person may do with several items. Each item is checked again by itself.</summary>
public sealed record BulkActions(bool Forward, bool Reassign)
{
    public bool Any => Forward || Reassign;

    public static BulkActions Of(WebPerson person) => new(
        person.Permissions.Contains(Permission.InvoiceForwardToNext) || person.Permissions.Contains(Permission.MailForwardToNext),
        person.Permissions.Contains(Permission.Reassign));
}
