using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Tenants;

/// <summary>The tenants as their files say.</summary>
public sealed class TenantDirectory(TenantFiles files) : ITenantDirectory
{
    public IReadOnlyList<string> Ids => [.. files.All.Select(tenant => tenant.Id)];

    public WebTenant? Find(string id) => files.Find(id) is { } tenant ? Of(tenant) : null;

    internal static WebTenant Of(Tenant tenant)
    {
        var settings = tenant.Settings;
        return new(tenant.Id, settings.Name,
            [.. settings.People.Select(person => Of(settings, person))],
            [.. settings.Clients.Select(client => new Choice(client.Id, client.Name))],
            [.. tenant.Process.Routes.SelectMany(route => route.Stations.OrderBy(station => station.Sequence))
                .Select(station => station.Name).Distinct()],
            [.. settings.Sources.Where(source => source is HttpSource { Active: true }).Select(source => new WebSource(source.Id))],
            settings.Mail.FromAddress)
        {
            Groups = [.. tenant.Process.InvoiceGroups.Select(group => new Choice(group.Id, group.Name))],
            Roles = [.. settings.Roles.Select(role => new Choice(role.Id, role.Name))],
        };
    }

    private static WebPerson Of(Settings settings, Person person) => new(
        person.Id, person.Name, person.Mail, (person.Language ?? settings.Language) == Language.En ? "en" : "de", person.Active,
        person.Roles.Count == 0 ? null : settings.Role(person.Roles[0])?.Name,
        Enum.GetValues<Permission>().Where(permission => settings.May(person, permission)).ToHashSet());
}
