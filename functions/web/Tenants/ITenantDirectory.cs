using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Tenants;

/// <summary>The tenants of this home, as their settings are at this moment.</summary>
public interface ITenantDirectory
{
    /// <summary>The ids of all tenants.</summary>
    IReadOnlyList<string> Ids { get; }

    /// <summary>A tenant, or null where there is none of that id.</summary>
    WebTenant? Find(string id);
}

/// <summary>What pages and API need to know of a tenant.</summary>
/// <param name="Name">As people know it.</param>
/// <param name="People">Everyone, also those who are no longer active (they still have a name in the history).</param>
/// <param name="Clients">The clients whose books it keeps.</param>
/// <param name="Stations">The names of all stations, in order, for the filter of the inbox.</param>
/// <param name="MailFrom">The address that its mails come from.</param>
public sealed record WebTenant(
    string Id, string Name, IReadOnlyList<WebPerson> People, IReadOnlyList<Choice> Clients,
    IReadOnlyList<string> Stations, IReadOnlyList<WebSource> Sources, string MailFrom)
{
    /// <summary>The roles that people can have at a property.</summary>
    public IReadOnlyList<Choice> Roles { get; init; } = [];

    /// <summary>The invoice and mail groups.</summary>
    public IReadOnlyList<Choice> Groups { get; init; } = [];

    /// <summary>A person by id, active or not.</summary>
    public WebPerson? Person(string? id) => People.FirstOrDefault(person => person.Id == id);

    /// <summary>The name of a person, or the id where there is none (any more).</summary>
    public string NameOf(string id) => Person(id)?.Name ?? id;

    /// <summary>The name of a role, or the id where there is none (any more).</summary>
    public string NameOfRole(string id) => Roles.FirstOrDefault(role => role.Id == id)?.Name ?? id;

    /// <summary>The name of an invoice or mail group, or the id where there is none (any more).</summary>
    public string NameOfGroup(string id) => Groups.FirstOrDefault(group => group.Id == id)?.Name ?? id;
}

/// <summary>A person of a tenant.</summary>
/// <param name="Language"><c>de</c> or <c>en</c>.</param>
/// <param name="Role">What the person is, in words, or null.</param>
public sealed record WebPerson(
    string Id, string Name, string? Email, string Language, bool Active, string? Role,
    IReadOnlySet<Permission> Permissions);

/// <summary>A source that takes deliveries over HTTP. A null limit means the home's default, in bytes.</summary>
public sealed record WebSource(string Id, long? MaxBytes = null);

/// <summary>Something to choose, by its id and its name.</summary>
public sealed record Choice(string Id, string Name);
