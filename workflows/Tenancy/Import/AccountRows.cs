using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Import;

/// <summary>The columns of accounts.</summary>
internal static class AccountRows
{
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("Mandant", true),
        new("Nummer", true, "Konto", "Kontonummer"),
        new("Name", true, "Bezeichnung", "Kontobezeichnung"),
        new("Steuerschlüssel", false, "BU-Schlüssel"),
        new("Umlagefähig", false, "Umlage"),
    ];

    public static Account Read(RowReader row, Settings settings)
    {
        var account = new Account
        {
            Client = row.Required("Mandant"),
            Number = row.Number("Nummer"),
            Name = row.Required("Name"),
            TaxKey = row.Text("Steuerschlüssel"),
            Allocable = row.YesNo("Umlagefähig"),
        };
        var client = settings.Client(account.Client);
        if (client is null && account.Client.Length > 0)
            row.Fault($"Den Mandanten „{account.Client}“ gibt es nicht. Erwartet wird seine Kennung aus der Mandantendatei.");
        if (account.Number.Length > 0 && !account.Number.All(char.IsAsciiDigit))
            row.Fault($"„Nummer“: „{account.Number}“ enthält andere Zeichen als Ziffern.");
        else if (client?.Datev is { } datev && account.Number.Length > datev.AccountLength)
        {
            row.Fault($"Das Konto hat {account.Number.Length} Stellen, die Sachkonten von „{client.Name}“ haben "
                + $"{datev.AccountLength}.");
        }

        return account;
    }
}

/// <summary>The columns of absences.</summary>
internal static class AbsenceRows
{
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("Person", true, "Mitarbeiter"), new("Von", true, "Beginn"), new("Bis", true, "Ende"),
        new("Vertretung", true, "Vertreter"),
    ];

    public static Absence Read(RowReader row, Settings settings)
    {
        var people = new PeopleByName(settings);
        foreach (var column in (string[])["Person", "Vertretung"]) row.Required(column);
        var absence = new Absence(
            people.Read(row, "Person") ?? string.Empty, row.RequiredDay("Von"), row.RequiredDay("Bis"),
            people.Read(row, "Vertretung") ?? string.Empty);
        if (absence.Until != default && absence.Until < absence.From) row.Fault("Das Ende liegt vor dem Beginn.");
        if (absence.Person.Length > 0 && absence.Person == absence.Substitute)
            row.Fault("Eine Person kann sich nicht selbst vertreten.");
        return absence;
    }
}
