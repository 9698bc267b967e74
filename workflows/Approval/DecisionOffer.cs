using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>What a person may do with an item at this moment, and what not and why: a page offers this and nothing
/// more.</summary>
public sealed record DecisionOffer
{
    /// <summary>The person has no say.</summary>
    public static DecisionOffer None { get; } = new();

    /// <summary>Whether the person is asked, or may decide for whoever is.</summary>
    public bool IsAsked { get; init; }

    /// <summary>Whom they stand in for, or null.</summary>
    public string? For { get; init; }

    /// <summary>The decisions the person may take, in the order in which a page offers them.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>The decisions that the visit could end with, but not by this person.</summary>
    public IReadOnlyList<Withheld> Withheld { get; init; } = [];

    /// <summary>Whether the person's approval lifts the rejection that stands; false where none stands.</summary>
    public bool LiftsRejection { get; init; }

    /// <summary>Whether a forward may name a person.</summary>
    public bool ToPerson { get; init; }

    /// <summary>Those whom a forward may name but who could not approve here.</summary>
    public IReadOnlyList<ForwardHint> Hints { get; init; } = [];

    /// <summary>The roles that a forward may name.</summary>
    public IReadOnlyList<RoleHolderChoice> RoleHolders { get; init; } = [];

    /// <summary>The stations that it can be sent back to, the last one first.</summary>
    public IReadOnlyList<FormerStation> FormerStations { get; init; } = [];

    /// <summary>Whether sending back takes a comment.</summary>
    public SendBackComment SendBackComment { get; init; } = SendBackComment.Both;

    /// <summary>The review statuses that can be given.</summary>
    public IReadOnlyList<ReviewStatus> Statuses { get; init; } = [];

    /// <summary>Whether giving one of those that do so forwards.</summary>
    public bool StatusForwards { get; init; }

    /// <summary>Whether a status must be given yet before the item can be forwarded.</summary>
    public bool StatusNeeded { get; init; }

    /// <summary>What else is missing yet before the person's approval is taken.</summary>
    public IReadOnlyList<ForwardingGap> Gaps { get; init; } = [];

    /// <summary>What rejecting to the supplier would say; null where that is not offered.</summary>
    public SupplierOffer? Supplier { get; init; }

    /// <summary>The corrections, on their way to be paid, of an invoice that can be taken up again; to take it up is to be
    /// confirmed then.</summary>
    public IReadOnlyList<PostedCorrection> Posted { get; init; } = [];

    /// <summary>The offer in a case.</summary>
    public static DecisionOffer Of(DecisionCase at)
    {
        var possible = at.Possible;
        var withheld = possible.Select(kind => (Kind: kind, Refusal: DecisionCheck.Withheld(at, kind)))
            .Where(one => one.Refusal is not null)
            .Select(one => new Withheld(one.Kind, one.Refusal!.Message, one.Refusal.Missing) { Refusal = one.Refusal }).ToList();
        string[] kinds = [.. possible.Where(kind => withheld.All(one => one.Kind != kind))];
        var forwards = kinds.Contains(DecisionKinds.Forward);
        return new DecisionOffer
        {
            IsAsked = true,
            For = at.Standing.For,
            Kinds = kinds,
            Withheld = withheld,
            LiftsRejection = at.Item is { Rejection: { } rejection, Station: { } here } && RejectionLift.IsBy(
                rejection, here.Sequence, at.Item.Route?.Name, at.Person.Id, at.Standing.For, at.Visits),
            ToPerson = forwards && at.Settings.May(at.Person, ForwardPermissions.ToPerson(at.Item.Kind)),
            RoleHolders = forwards && at.Settings.May(at.Person, ForwardPermissions.ToRoleHolder(at.Item.Kind))
                ? [.. RoleHolderChoice.Of(at).Where(choice => choice.Person != at.Item.Assignee?.User)]
                : [],
            Hints = forwards ? ForwardHint.Of(at) : [],
            FormerStations = kinds.Contains(DecisionKinds.SendBack) ? at.FormerStations : [],
            SendBackComment = at.Settings.Global.SendBackComment,
            Supplier = kinds.Contains(DecisionKinds.RejectToSupplier) ? SupplierOffer.Of(at) : null,
            Posted = kinds.Contains(DecisionKinds.Resume) ? at.Posted : [],
            Statuses = StatusCheck.Choices(at),
            StatusForwards = at.Settings.Global.ForwardOnStatus && kinds.Contains(DecisionKinds.Approve),
            StatusNeeded = at.Station is { } station && !at.Item.IsHeld && (forwards || kinds.Contains(DecisionKinds.Approve))
                && !ForwardingChecks.HasStatus(station, at.Settings, at.People, at.StatusGivers),
            Gaps = kinds.Contains(DecisionKinds.Approve)
                ? [.. DecisionCheck.Gaps(at).Where(gap => gap.Kind != GapKind.ReviewStatus)]
                : [],
        };
    }
}

/// <summary>A decision that is not this person's to take.</summary>
/// <param name="Kind">See <see cref="DecisionKinds"/>.</param>
/// <param name="Message">Why, German, fit to be shown.</param>
/// <param name="Missing">The permission that the person lacks, where that is the reason.</param>
public sealed record Withheld(string Kind, string Message, Permission? Missing)
{
    /// <summary>What whoever tries it is told.</summary>
    public DecisionOutcome? Refusal { get; init; }
}
