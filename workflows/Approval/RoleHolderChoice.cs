using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>A role that somebody who is there holds at the item's property.</summary>
/// <param name="Role">The role's id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Person">The id of whoever would get the item: the holder, or the backup where that person is not active.</param>
public sealed record RoleHolderChoice(string Role, string Name, string Person)
{
    /// <summary>The roles that an item can be forwarded to, by their names.</summary>
    public static IReadOnlyList<RoleHolderChoice> Of(DecisionCase at) =>
    [
        .. at.Settings.Roles.Select(role => Find(at, role)).OfType<RoleHolderChoice>()
            .OrderBy(choice => choice.Name, StringComparer.InvariantCulture),
    ];

    /// <summary>Who would get it; null where nobody who is active holds the role at the property.</summary>
    public static RoleHolderChoice? Find(DecisionCase at, Role role)
    {
        var holder = at.Linked.PropertyInForce?.RoleHolders.GetValueOrDefault(role.Id);
        var person = new[] { holder?.Person, holder?.Backup }.FirstOrDefault(id => at.Settings.Person(id) is { Active: true });
        return person is null ? null : new RoleHolderChoice(role.Id, role.Name, person);
    }
}
