using System.ComponentModel;

namespace Serverless.Workflows.Tenancy;

/// <summary>Somebody who works with the system.</summary>
public sealed record Person
{
    [Description("Kennung, kurz und dauerhaft, zum Beispiel „anna.berger“.")]
    public required string Id { get; init; }

    [Description("Name, wie er angezeigt wird.")]
    public required string Name { get; init; }

    [Description("Mailadresse für Benachrichtigungen.")]
    public required string Mail { get; init; }

    [Description("Nicht aktive Personen bekommen nichts mehr zugewiesen und können nichts entscheiden.")]
    public bool Active { get; init; } = true;

    [Description("Sprache der Seiten und Mails; ohne Angabe die des Mandanten.")]
    public Language? Language { get; init; }

    [Description("Kennungen der Rollen dieser Person; von ihnen kommen ihre Berechtigungen. Ohne Rolle gelten die "
        + "Berechtigungen einer Rolle, bei der keine angegeben sind.")]
    public IReadOnlyList<string> Roles { get; init; } = [];

    [Description("Betrag (brutto), bis zu dem die Person freigeben darf; ohne Angabe unbegrenzt. Er gilt an jeder Station, an "
        + "der Geld freigegeben wird („release“). Ein Betrag, der nicht bekannt oder in fremder Währung ist, liegt darüber.")]
    public decimal? AmountLimit { get; init; }

    [Description("Uhrzeit am Ort, zu der die Person an Arbeitstagen eine einzige Mail mit allem bekommt, was auf sie wartet, "
        + "zum Beispiel „07:30“. Ohne Angabe kommt zu jedem Vorgang eine eigene Mail.")]
    public string? Digest { get; init; }

    /// <summary>Whether the amount is within the person's limit; an unknown amount is not, where there is a limit.
    /// Credit notes count by their size.</summary>
    public bool MayRelease(decimal? gross) =>
        AmountLimit is not { } limit || (gross is { } amount && Math.Abs(amount) <= limit);
}

/// <summary>A function that people have at properties (Funktionsträger), and what it permits.</summary>
public sealed record Role
{
    [Description("Kennung, auf die Personen, Stationen und Objekte verweisen.")]
    public required string Id { get; init; }

    [Description("Bezeichnung, wie Menschen sie sehen.")]
    public required string Name { get; init; }

    /// <summary>What a role permits that does not say. Whoever is asked must be able to answer, so forwarding to the
    /// next station is among it.</summary>
    public static IReadOnlyList<Permission> DefaultPermissions { get; } =
        [Permission.MailForwardToNext, Permission.InvoiceForwardToNext, Permission.DatevTransfer];

    [Description("Berechtigungen. Ohne Angabe „mailForwardToNext“, „invoiceForwardToNext“ und „datevTransfer“. Solange keine Rolle "
        + "„rejectToSupplier“ nennt, dürfen alle an Lieferanten zurückweisen; nennt eine sie, dann nur, wer sie hat.")]
    public IReadOnlyList<Permission> Permissions { get; init; } = DefaultPermissions;
}

/// <summary>What a role may permit.</summary>
public enum Permission
{
    /// <summary>See every item of the tenant, not only one's own.</summary>
    ReadAll,

    RoutesList,
    RoutesCreate,
    RoutesEdit,
    RoutesDelete,
    ConfigureIntake,
    MailForwardToPerson,
    MailForwardToRoleHolder,
    MailForwardToNext,
    InvoiceForwardToPerson,
    InvoiceForwardToRoleHolder,
    InvoiceForwardToNext,

    /// <summary>Give items of others to somebody else.</summary>
    Reassign,

    DatevExport,
    DatevTransfer,

    /// <summary>Decide what becomes of items whose processing failed.</summary>
    Operate,

    /// <summary>Enter when others are away and who stands in for them.</summary>
    ManageAbsences,

    /// <summary>Reject an invoice to its supplier, by a mail that leaves the house, and take one up again that was. Everybody
    /// may as long as no role lists it; see <see cref="Settings.May"/>.</summary>
    RejectToSupplier,
}
