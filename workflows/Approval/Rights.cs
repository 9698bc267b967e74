using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval;

/// <summary>Who may decide a visit at this moment.</summary>
public static class Rights
{
    /// <summary>Whether the person may decide, and for whom where it is not themselves; null where they may not.</summary>
    /// <param name="absences">The absences that cover today.</param>
    public static Standing? Of(Settings settings, IReadOnlyList<Absence> absences, Item item, string person)
    {
        if (settings.Person(person) is not { Active: true } known) return null;
        if (item.Assignee is not { } assignee) return null;
        if (assignee.User == person) return new Standing(assignee.For);

        // Whoever has left can neither decide nor hand over; without this the item would stay with them for ever.
        var isStranded = item.Operator is not null || settings.Person(assignee.User) is not { Active: true };
        if (isStranded && settings.May(known, Permission.Operate)) return new Standing(assignee.User);
        return absences.Any(away => away.Person == assignee.User && away.Substitute == person)
            ? new Standing(assignee.User)
            : null;
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

        return canSendBack
            ? [DecisionKinds.Approve, DecisionKinds.SendBack, DecisionKinds.Forward, DecisionKinds.Reject]
            : [DecisionKinds.Approve, DecisionKinds.Forward, DecisionKinds.Reject];
    }
}

/// <summary>A person's right to decide. <paramref name="For"/> is whom they stand in for, or null.</summary>
public sealed record Standing(string? For);
