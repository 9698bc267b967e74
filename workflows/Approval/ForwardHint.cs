using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>Somebody whom an item can be forwarded to, but who could not approve it here as it is. To forward to them is no
/// mistake: they can look at it, say something, and pass it on.</summary>
/// <param name="Person">The person's id.</param>
/// <param name="Reason"><see cref="RefusalReason.Permission"/>, <see cref="RefusalReason.AmountLimit"/> or
/// <see cref="RefusalReason.FourEyes"/>.</param>
/// <param name="Text">Why, German, without a full stop.</param>
/// <param name="Limit">Up to which amount they may approve, where that is the reason.</param>
public sealed record ForwardHint(string Person, RefusalReason Reason, string Text, string? Limit)
{
    /// <summary>Those of the people an item can go to that could not approve it.</summary>
    public static IReadOnlyList<ForwardHint> Of(DecisionCase at) =>
    [
        .. at.Settings.People.Where(person => person.Active && person.Id != at.Person.Id).Select(person => Of(at, person)).OfType<ForwardHint>(),
    ];

    /// <summary>The same for whom a decision names; null where they could approve, or nobody is named.</summary>
    public static ForwardHint? Of(DecisionCase at, DecisionRequest request) => request.Decision != DecisionKinds.Forward
        ? null
        : ForwardTarget.Read(request.To) switch
        {
            ForwardTarget.Person(var id) => Of(at, at.Settings.Person(id)),
            ForwardTarget.RoleHolder(var id) when at.Settings.Role(id) is { } role =>
                Of(at, at.Settings.Person(RoleHolderChoice.Find(at, role)?.Person)),
            _ => null,
        };

    private static ForwardHint? Of(DecisionCase at, Person? person)
    {
        // What waits for its supplier or an operator is not approved anyway.
        if (person is null || at.Item.IsHeld || at.Item.Operator is not null || at.Item.Station is null) return null;
        var permission = ForwardPermissions.ToNext(at.Item.Kind);
        if (!at.Settings.May(person, permission))
        {
            return new ForwardHint(
                person.Id, RefusalReason.Permission,
                ReasonPhrases.LacksPermission.Of(person.Name, PermissionNames.Label(permission)), null);
        }

        var rule = new ReleaseRule(at.Settings, at.Item, at.Station, at.Item.Route?.Name, at.Approvals);
        return rule.Against(person.Id, null) is not { } obstacle
            ? null
            : new ForwardHint(
                person.Id, obstacle.Station is null ? RefusalReason.AmountLimit : RefusalReason.FourEyes, obstacle.Text, obstacle.Limit);
    }
}
