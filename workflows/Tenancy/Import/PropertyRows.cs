using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Import;

/// <summary>The columns of properties, with two for each role: its holder and the backup.</summary>
internal sealed class PropertyRows
{
    private readonly Settings _settings;
    private readonly PeopleByName _people;

    public PropertyRows(Settings settings)
    {
        _settings = settings;
        _people = new PeopleByName(settings);
        Columns =
        [
            new("Nummer", true, "Objekt", "Objektnummer"),
            new("Name", true, "Bezeichnung"),
            new("Mandant", true),
            new("Straße", false, "Strasse", "Straße und Hausnummer"),
            new("PLZ", false, "Postleitzahl"),
            new("Ort", false, "Stadt"),
            new("Land", false, "Länderkürzel"),
            .. settings.Roles.SelectMany(role => new Column[]
            {
                new(role.Name, false, role.Id),
                new(Backup(role), false, role.Id + " Ersatz", role.Name + " Backup", role.Name + " Vertretung"),
            }),
        ];
    }

    public IReadOnlyList<Column> Columns { get; }

    public Property Read(RowReader row)
    {
        var client = row.Required("Mandant");
        if (client.Length > 0 && _settings.Client(client) is null)
            row.Fault($"Den Mandanten „{client}“ gibt es nicht. Erwartet wird seine Kennung aus der Mandantendatei.");
        return new Property
        {
            Number = row.Number("Nummer"),
            Name = row.Required("Name"),
            Client = client,
            Street = row.Text("Straße"),
            PostCode = row.Text("PLZ"),
            City = row.Text("Ort"),
            Country = row.Country("Land"),
            RoleHolders = Holders(row),
        };
    }

    private Dictionary<string, RoleHolder> Holders(RowReader row)
    {
        var holders = new Dictionary<string, RoleHolder>();
        foreach (var role in _settings.Roles.OrderBy(role => role.Id, StringComparer.Ordinal))
        {
            var holder = new RoleHolder(_people.Read(row, role.Name), _people.Read(row, Backup(role)));
            if (holder is not (null, null)) holders[role.Id] = holder;
        }

        return holders;
    }

    private static string Backup(Role role) => role.Name + " Ersatz";
}

/// <summary>Finds people by id, mail address or full name, as spreadsheets name them.</summary>
internal sealed class PeopleByName(Settings settings)
{
    /// <summary>The person's id; null where the field is empty or names nobody.</summary>
    public string? Read(RowReader row, string column)
    {
        if (row.Text(column) is not { } text) return null;
        if ((settings.Person(text) ?? settings.PersonByMail(text)) is { } person) return person.Id;

        var named = settings.People.Where(known => string.Equals(known.Name, text, StringComparison.OrdinalIgnoreCase)).ToList();
        if (named.Count == 1) return named[0].Id;
        row.Fault(named.Count == 0
            ? $"„{column}“: Eine Person „{text}“ gibt es nicht."
            : $"„{column}“: „{text}“ heißen mehrere Personen. Schreiben Sie die Kennung oder Mailadresse.");
        return null;
    }
}
