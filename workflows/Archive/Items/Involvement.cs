namespace Serverless.Workflows.Archive.Items;

/// <summary>Remembers with an item whom it has concerned.</summary>
public static class Involvement
{
    /// <summary>An item remembers at most as many people; whoever was involved longest ago is forgotten first.</summary>
    public const int MaxPeople = 50;

    /// <summary>The item with these people among those who had it or decided on it.</summary>
    /// <param name="people">Ids; null, empty and <see cref="ItemChange.System"/> are nobody.</param>
    public static Item Involving(this Item item, params IReadOnlyList<string?> people)
    {
        var now = people.OfType<string>().Where(person => person.Length > 0 && person != ItemChange.System)
            .Distinct(StringComparer.Ordinal).ToList();
        return now.Count == 0
            ? item
            : item with { People = [.. item.People.Except(now, StringComparer.Ordinal).Concat(now).TakeLast(MaxPeople)] };
    }

    /// <summary>The item with whoever has it at this moment, and for whom, among its people.</summary>
    public static Item InvolvingAssignee(this Item item) => item.Involving(item.Assignee?.User, item.Assignee?.For);
}
