using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval;

/// <summary>Everything that a person's decision depends on, read at one moment. What is decided on it is only written
/// where the item is still of that revision.</summary>
public sealed record DecisionCase
{
    /// <summary>The tenant's settings as they are now.</summary>
    public required Settings Settings { get; init; }

    public required Item Item { get; init; }

    /// <summary>Who wants to decide; active.</summary>
    public required Person Person { get; init; }

    /// <summary>For whom.</summary>
    public required Standing Standing { get; init; }

    /// <summary>All visits with their decisions, oldest first; the last one is at hand.</summary>
    public IReadOnlyList<Visit> Visits { get; init; } = [];

    /// <summary>All review statuses that were given, oldest first.</summary>
    public IReadOnlyList<GivenStatus> Statuses { get; init; } = [];

    /// <summary>The process that the item is pinned to; null before it is, or where it cannot be found.</summary>
    public Process? Process { get; init; }

    /// <summary>The pinned route.</summary>
    public Route? Route => Process?.Route(Item.Route?.Name);

    /// <summary>The station of the pinned route; null where an operator is asked.</summary>
    public Station? Station =>
        Item.Operator is null && Item.Station is { } at ? Route?.Station(at.Sequence) : null;

    /// <summary>What the station's rules demand now.</summary>
    public StationDemands Demands { get; init; } = StationDemands.None;

    /// <summary>Why the person may not approve here because of the amount or of four eyes; null where they may.</summary>
    public ReleaseObstacle? Obstacle { get; init; }

    /// <summary>What was read and what persons changed, oldest first.</summary>
    public IReadOnlyList<Edit> Edits { get; init; } = [];

    /// <summary>The approvals that the item was given, oldest first.</summary>
    public IReadOnlyList<StationApproval> Approvals { get; init; } = [];

    /// <summary>The item that the decision names as the correction of this one; null where there is none.</summary>
    public Item? Corrected { get; init; }

    /// <summary>Where the invoice waits for its correction: the corrections of it that are on their way to be paid.</summary>
    public IReadOnlyList<PostedCorrection> Posted { get; init; } = [];

    /// <summary>Somebody who may approve where the person may not; null where that is not known.</summary>
    public string? MayApprove { get; init; }

    /// <summary>The master data that the cover sheet names.</summary>
    public LinkedRecords Linked { get; init; } = new();

    /// <summary>The absences that cover today.</summary>
    public IReadOnlyList<Absence> Absences { get; init; } = [];

    /// <summary>The person, and whom they stand in for, if anybody.</summary>
    public IReadOnlyList<string> People => Standing.For is { } other ? [Person.Id, other] : [Person.Id];

    /// <summary>Who gave the review statuses that count here.</summary>
    public ReviewStatusGivers StatusGivers => Approval.StatusGivers.Of(Item, Visits, Statuses);

    /// <summary>Why the decision is withheld where the person lacks the permission, or null where they have it.</summary>
    public DecisionOutcome? Unless(Permission permission) => Settings.May(Person, permission)
        ? null
        : DecisionOutcome.Denied(PermissionNames.Missing(permission), permission);

    /// <summary>The kinds of decision that the visit can end with, whoever decides.</summary>
    public IReadOnlyList<string> Possible => Rights.Decisions(Item, FormerStations.Count > 0);

    /// <summary>The stations that the item can be sent back to, the last one first.</summary>
    public IReadOnlyList<FormerStation> FormerStations => Item.Station is { } at && Item.Operator is null
        ? FormerStation.Of(Visits, at.Sequence, Item.Route?.Name, Settings)
        : [];
}
