using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval;

/// <summary>Who may decide a visit at this moment.</summary>
public static class Rights
{
    /// <summary>Substitutes of substitutes are asked up to this many steps away from whoever has the item.</summary>
    public const int LongestChain = 8;

    /// <summary>Whether the person may decide, and for whom where it is not themselves; null where they may not.</summary>
    /// <param name="absences">The absences that cover today.</param>
    public static Standing? Of(Settings settings, IReadOnlyList<Absence> absences, Item item, string person) =>
        Of(settings, absences, item.Assignee, item.Operator is not null, person);

    /// <summary>The same for a visit that was opened for somebody.</summary>
    /// <param name="assignee">Who was asked; null where nobody is.</param>
    /// <param name="isFailure">Whether the visit is about a step that failed.</param>
    public static Standing? Of(
        Settings settings, IReadOnlyList<Absence> absences, AssigneeRef? assignee, bool isFailure, string person)
    {
        if (settings.Person(person) is not { Active: true } known || assignee is null) return null;
        if (assignee.User == person) return new Standing(assignee.For);

        // Whoever has left can neither decide nor hand over; without this the item would stay with them for ever.
        var isStranded = isFailure || settings.Person(assignee.User) is not { Active: true };
        return (isStranded && settings.May(known, Permission.Operate)) || Reaches(settings, absences, assignee.User, person)
            ? new Standing(assignee.For is { } absent && absent != person ? absent : assignee.User)
            : null;
    }

    /// <summary>The people whom somebody stands in for, directly or as a substitute's substitute.</summary>
    /// <param name="absences">The absences that cover today.</param>
    public static IReadOnlyList<string> StandsInFor(Settings settings, IReadOnlyList<Absence> absences, string person) =>
        settings.Person(person) is { Active: true }
            ?
            [
                .. absences.Select(away => away.Person).Distinct()
                    .Where(away => away != person && Reaches(settings, absences, away, person))
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Whether the chain of substitutes leads from one to the other. Whoever is no longer active stands in for
    /// nobody; each is looked at once, so that people who stand in for each other end it.</summary>
    private static bool Reaches(Settings settings, IReadOnlyList<Absence> absences, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        List<string> at = [from];
        for (var step = 0; step < LongestChain && at.Count > 0; step++)
        {
            at =
            [
                .. absences.Where(away => at.Contains(away.Person)).Select(away => away.Substitute)
                    .Where(next => settings.Person(next) is { Active: true } && seen.Add(next)),
            ];
            if (at.Contains(to)) return true;
        }

        return false;
    }

    /// <summary>What a visit can end with, in the order in which a page offers it.</summary>
    /// <param name="canSendBack">Whether there is an earlier station.</param>
    public static IReadOnlyList<string> Decisions(Item item, bool canSendBack)
    {
        if (item.Operator is { } failed)
        {
            return failed.CanSkip
                ? [DecisionKinds.Again, DecisionKinds.Skip, DecisionKinds.GiveUp]
                : [DecisionKinds.Again, DecisionKinds.GiveUp];
        }

        if (item.IsHeld)
        {
            return
            [
                DecisionKinds.Replace, DecisionKinds.Resume, DecisionKinds.RejectToSupplier, DecisionKinds.Forward,
                DecisionKinds.Reject,
            ];
        }

        return
        [
            DecisionKinds.Approve, .. canSendBack ? [DecisionKinds.SendBack] : Array.Empty<string>(), DecisionKinds.Forward,
            DecisionKinds.Reject, .. SupplierOffer.Suits(item) ? [DecisionKinds.RejectToSupplier] : Array.Empty<string>(),
        ];
    }
}

/// <summary>A person's right to decide. <paramref name="For"/> is whom they stand in for, or null.</summary>
public sealed record Standing(string? For);
