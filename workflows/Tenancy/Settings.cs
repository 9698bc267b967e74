using System.ComponentModel;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy;

/// <summary>Everything of a tenant that is always as it is now.</summary>
public sealed record Settings
{
    [Description("Name des Unternehmens.")]
    public required string Name { get; init; }

    [Description("Land, zweistellig nach ISO 3166: DE, AT oder CH. Bestimmt Feiertage und Prüfungen.")]
    public required string Country { get; init; }

    [Description("Bundesland oder Kanton, zum Beispiel „BY“; bestimmt regionale Feiertage.")]
    public string? State { get; init; }

    [Description("Zeitzone nach IANA, zum Beispiel „Europe/Berlin“.")]
    public string TimeZone { get; init; } = "Europe/Berlin";

    [Description("Sprache, wenn eine Person keine eigene hat: „de“ oder „en“.")]
    public Language Language { get; init; } = Language.De;

    [Description("Absender der Mails, die das System verschickt.")]
    public required MailSettings Mail { get; init; }

    [Description("Rollen: Funktionen, die an Objekten vergeben werden, und Träger von Berechtigungen.")]
    public IReadOnlyList<Role> Roles { get; init; } = [];

    [Description("Die Personen, die mit dem System arbeiten.")]
    public required IReadOnlyList<Person> People { get; init; }

    [Description("Mandanten in den Büchern: die Verwaltung selbst, Eigentümergemeinschaften, Vermieter.")]
    public required IReadOnlyList<Client> Clients { get; init; }

    [Description("Nummernkreise für Eingangsnummern.")]
    public IReadOnlyList<NumberRange> NumberRanges { get; init; } = [];

    [Description("Dokumentquellen: woher Rechnungen und Post kommen.")]
    public required IReadOnlyList<Source> Sources { get; init; }

    [Description("Leitungswegquellen: was aus welcher Quelle auf welchen Leitungsweg geht.")]
    public required IReadOnlyList<RouteSource> RouteSources { get; init; }

    [Description("Texte der Mails an Absender.")]
    public MailTexts Texts { get; init; } = new();

    [Description("Anbindungen an andere Programme.")]
    public IReadOnlyList<Connector> Connectors { get; init; } = [];

    [Description("Globale Einstellungen.")]
    public required GlobalSettings Global { get; init; }

    [Description("Erinnerung und Eskalation wartender Vorgänge.")]
    public ReminderSettings Reminders { get; init; } = new();

    [Description("Erinnerung und Eskalation, wenn eine Rechnung an den Lieferanten zurückgewiesen ist und die "
        + "korrigierte ausbleibt.")]
    public ReminderSettings SupplierReminders { get; init; } =
        new() { FirstAfter = 10, Every = 5, AtMost = 10, BeforeDeadline = 0 };

    /// <summary>The person of that id, or null.</summary>
    public Person? Person(string? id) => People.FirstOrDefault(person => person.Id == id);

    /// <summary>The person with that mail address (whatever the case), or null.</summary>
    public Person? PersonByMail(string? address) =>
        People.FirstOrDefault(person => string.Equals(person.Mail, address, StringComparison.OrdinalIgnoreCase));

    /// <summary>The role of that id, or null.</summary>
    public Role? Role(string? id) => Roles.FirstOrDefault(role => role.Id == id);

    /// <summary>The client of that id, or null.</summary>
    public Client? Client(string? id) => Clients.FirstOrDefault(client => client.Id == id);

    /// <summary>The source of that id, or null.</summary>
    public Source? Source(string? id) => Sources.FirstOrDefault(source => source.Id == id);

    /// <summary>The number range of that id, or null.</summary>
    public NumberRange? NumberRange(string? id) => NumberRanges.FirstOrDefault(range => range.Id == id);

    /// <summary>What a source feeds for a client: the entry for that client, else the one for all; null where there is
    /// neither.</summary>
    public RouteSource? RouteSourceOf(string? source, string? client)
    {
        var fed = RouteSources.Where(entry => entry.Source == source && source is not null).ToList();
        return fed.Find(entry => entry.Client is { } only && only == client) ?? fed.Find(entry => entry.Client is null);
    }

    /// <summary>The number range for an item: the route's, else the route source's or the source's for the client, else
    /// the client's first that is not for vouchers; null where the client has none.</summary>
    public NumberRange? NumberRangeFor(Route route, string? source, string? client) =>
        NumberRange(route.NumberRange) ?? NumberRangeOfSource(source, client)
        ?? NumberRanges.FirstOrDefault(range => range.Client == client && range.Module is null);

    /// <summary>The number range that the route source, else the source, gives for a client; null where neither does.</summary>
    public NumberRange? NumberRangeOfSource(string? source, string? client) => client is null
        ? null
        : NumberRange(RouteSourceOf(source, client)?.NumberRanges.GetValueOrDefault(client)
            ?? Source(source)?.NumberRanges.GetValueOrDefault(client));

    /// <summary>Whether one of the person's roles holds the permission; without a role, whether it is one that roles
    /// have by default. To reject to suppliers is everybody's until a role lists it: files that were written before there was
    /// that permission go on as they were.</summary>
    public bool May(Person person, Permission permission) => person.Active && (IsEverybodys(permission) || (person.Roles.Count == 0
        ? Tenancy.Role.DefaultPermissions.Contains(permission)
        : person.Roles.Any(id => Role(id)?.Permissions.Contains(permission) == true)));

    private bool IsEverybodys(Permission permission) =>
        permission == Permission.RejectToSupplier && !Roles.Any(role => role.Permissions.Contains(permission));

    /// <summary>The tenant's date at that moment.</summary>
    public DateOnly DateAt(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    /// <summary>The currency of the tenant's country, in which limits are.</summary>
    internal string Currency => Country == "CH" ? "CHF" : "EUR";

    /// <summary>The tenant's time zone.</summary>
    internal TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}

/// <summary>The languages of pages and mails.</summary>
public enum Language { De, En }

/// <summary>Who outgoing mail is from.</summary>
public sealed record MailSettings
{
    [Description("Name des Absenders.")]
    public required string FromName { get; init; }

    [Description("Adresse des Absenders.")]
    public required string FromAddress { get; init; }
}
