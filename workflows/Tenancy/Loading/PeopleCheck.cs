using Serverless.Workflows.Tenancy.Identifiers;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>People and their roles.</summary>
internal static class PeopleCheck
{
    public static void Run(CheckContext context)
    {
        var people = context.Tenant.Settings.People;
        if (!people.Any(person => person.Active))
        {
            context.Problems.Meaning("$.settings.people", "Es gibt keine aktive Person.",
                "Legen Sie mindestens eine Person an, die Vorgänge bekommen kann.");
        }

        var mails = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < people.Count; i++)
        {
            var (person, path) = (people[i], $"$.settings.people[{i}]");
            if (!MailAddress.IsValid(person.Mail))
            {
                context.Problems.Meaning(path + ".mail", $"„{person.Mail}“ ist keine Mailadresse.",
                    "Schreiben Sie zum Beispiel „anna.berger@musterhaus.example“.");
            }
            else if (!mails.Add(person.Mail))
            {
                context.Problems.Meaning(path + ".mail", $"Die Mailadresse „{person.Mail}“ hat schon eine andere Person.",
                    "Geben Sie jeder Person ihre eigene Adresse; an ihr wird sie als Absender erkannt.");
            }

            if (person.AmountLimit < 0)
            {
                context.Problems.Meaning(path + ".amountLimit", "Der Betrag ist negativ.",
                    "Schreiben Sie 0 oder mehr, oder lassen Sie die Angabe weg (unbegrenzt).");
            }

            if (person.Digest is { } time) ReminderCheck.Time(context, path + ".digest", time);
            for (var r = 0; r < person.Roles.Count; r++)
                context.Refer($"{path}.roles[{r}]", person.Roles[r], context.Roles);
        }
    }
}
