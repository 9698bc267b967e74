using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>Whether an item can be given to a person. Every answer is German and fit to be shown.</summary>
public static class ReassignCheck
{
    /// <summary>What speaks against the person, whatever the item; null where nothing does.</summary>
    public static string? Person(Settings settings, string? to)
    {
        if (string.IsNullOrWhiteSpace(to)) return "Bitte wählen Sie die Person, die den Vorgang bekommen soll.";
        if (settings.Person(to) is not { } person)
            return $"Eine Person „{to}“ gibt es nicht. Bitte wählen Sie eine aus der Liste.";
        return person.Active ? null : $"{person.Name} ist nicht mehr aktiv. Bitte wählen Sie eine andere Person.";
    }

    /// <summary>What speaks against giving the item to whoever would have it; null where nothing does.</summary>
    /// <param name="to">Who was named.</param>
    /// <param name="chosen">Who would have it: the same, or their substitute.</param>
    public static string? Of(Settings settings, Item item, Person to, AssigneeRef chosen)
    {
        if (item.Operator is not null && !settings.May(settings.Person(chosen.User)!, Permission.Operate))
        {
            return "Der Vorgang wartet auf den Betrieb, weil ein Schritt fehlgeschlagen ist; "
                + $"{settings.Person(chosen.User)!.Name} hat dafür keine Berechtigung.";
        }

        if (chosen.User != item.Assignee?.User) return null;
        return chosen.User == to.Id
            ? $"{to.Name} hat den Vorgang bereits."
            : $"{to.Name} ist abwesend, und die Vertretung hat den Vorgang bereits.";
    }
}
