using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Approval;

/// <summary>Whether an item can go to whom or where a decision names.</summary>
public static class TargetCheck
{
    private const int LongestShown = 60;
    private const string Forms = "„ID“ einer Person, „role:ID“ eines Funktionsträgers oder „next“ (nächste Station)";

    /// <summary>Why it cannot be forwarded there, or null.</summary>
    public static DecisionOutcome? Forward(DecisionCase at, string? to) => ForwardTarget.Read(to) switch
    {
        ForwardTarget.Person(var person) => at.Unless(ForwardPermissions.ToPerson(at.Item.Kind))
            ?? Because(ForwardingChecks.ToPerson(at.Settings, at.Item.Assignee?.User, person)),
        ForwardTarget.RoleHolder(var role) => at.Unless(ForwardPermissions.ToRoleHolder(at.Item.Kind))
            ?? Because(ToRoleHolder(at, role)),
        ForwardTarget.Station => DecisionOutcome.Invalid(
            "An eine frühere Station geht es mit „sendBack“ zurück. Weiterleiten können Sie an: " + Forms + ".",
            RefusalReason.Target),
        _ when string.IsNullOrWhiteSpace(to) =>
            DecisionOutcome.Invalid("Bitte wählen Sie, an wen Sie weiterleiten möchten.", RefusalReason.Target),
        _ => DecisionOutcome.Invalid($"„{Shown(to)}“ nennt niemanden. Möglich sind: {Forms}.", RefusalReason.Target),
    };

    /// <summary>Why it cannot be sent back there, or null. Nothing named means the last station.</summary>
    public static DecisionOutcome? SendBack(DecisionCase at, string? to)
    {
        if (string.IsNullOrWhiteSpace(to)) return null;
        if (ForwardTarget.Read(to) is ForwardTarget.Station(var sequence)
            && at.FormerStations.Any(former => former.Sequence == sequence)) return null;
        var possible = at.FormerStations.Select(former => $"„station:{former.Sequence}“ ({former.Name})");
        return DecisionOutcome.Invalid(
            $"An „{Shown(to)}“ kann dieser Vorgang nicht zurückgehen. Möglich sind: {string.Join(", ", possible)}.",
            RefusalReason.Target) with
        {
            Possible = [.. at.FormerStations.Select(former => new ForwardTarget.Station(former.Sequence).ToString())],
        };
    }

    private static string? ToRoleHolder(DecisionCase at, string id)
    {
        if (at.Settings.Role(id) is not { } role)
            return $"Eine Rolle „{Shown(id)}“ gibt es nicht. Bitte wählen Sie eine aus der Liste.";
        if (at.Linked.PropertyInForce is not { } property)
        {
            return $"Der Vorgang gehört zu keinem Objekt; deshalb ist nicht bekannt, wer dort {role.Name} ist. "
                + "Ordnen Sie ein Objekt zu oder leiten Sie an eine Person weiter.";
        }

        if (RoleHolderChoice.Find(at, role) is not { } holder)
        {
            return $"„{role.Name}“ ist bei Objekt {property.Number} ({property.Name}) nicht vergeben. "
                + "Bitte leiten Sie an eine Person weiter.";
        }

        return holder.Person == at.Item.Assignee?.User
            ? $"{at.Settings.Person(holder.Person)!.Name} ist hier {role.Name} und hat den Vorgang bereits."
            : null;
    }

    private static DecisionOutcome? Because(string? problem) =>
        problem is null ? null : DecisionOutcome.Invalid(problem, RefusalReason.Target);

    /// <summary>What somebody wrote, short enough to be said again.</summary>
    private static string Shown(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "…";
}
