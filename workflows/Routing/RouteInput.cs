using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Routing;

/// <summary>Everything that the choice of the next station and its assignee depends on.</summary>
public sealed record RouteInput
{
    /// <summary>The item; its <see cref="Item.Route"/> names the route within the pinned process, its
    /// <see cref="Item.Station"/> where it is (null at the beginning).</summary>
    public required Item Item { get; init; }

    /// <summary>The master data that its cover sheet names.</summary>
    public LinkedRecords Linked { get; init; } = new();

    /// <summary>The process the item is pinned to.</summary>
    public required Process Process { get; init; }

    /// <summary>The settings as they are now.</summary>
    public required Settings Settings { get; init; }

    /// <summary>The absences of the tenant; those that do not cover the day do not matter.</summary>
    public IReadOnlyList<Absence> Absences { get; init; } = [];

    /// <summary>The stations visited so far in the item's life, oldest first, the current one included or not.</summary>
    public IReadOnlyList<VisitedStation> Visited { get; init; } = [];

    /// <summary>The approvals given in the item's life; four eyes are counted by them.</summary>
    public IReadOnlyList<StationApproval> Approvals { get; init; } = [];

    public Direction Direction { get; init; } = Direction.Forward;

    /// <summary>For <see cref="Direction.ToPerson"/>: who was named.</summary>
    public string? Person { get; init; }

    /// <summary>For <see cref="Direction.ToPerson"/>, instead of a person: whoever holds that role at the property.</summary>
    public string? Role { get; init; }

    /// <summary>For <see cref="Direction.ToPerson"/>: what brings it there, in words; see <see cref="NextMove.Why"/>. Null where
    /// that is not known.</summary>
    public string? Why { get; init; }

    /// <summary>For <see cref="Direction.Back"/>: the sequence of the station that was named; null for the last one.</summary>
    public int? BackTo { get; init; }

    /// <summary>For a simulation: which of the item's values are a person's, so that no rule would give them anew.</summary>
    public ChosenByPeople Chosen { get; init; } = ChosenByPeople.None;

    public required DateTimeOffset NowUtc { get; init; }
}

/// <summary>Which values of an item that rules can give too were last given by a person.</summary>
public sealed record ChosenByPeople(bool ReviewStatus, bool InvoiceGroup)
{
    /// <summary>Neither: the system gave what there is.</summary>
    public static ChosenByPeople None { get; } = new(false, false);
}

/// <summary>Which way an item goes from where it is.</summary>
public enum Direction
{
    /// <summary>To the next station of the route, or its end.</summary>
    Forward,

    /// <summary>To a station visited before; to the end where there is none.</summary>
    Back,

    /// <summary>To another person or a role holder at the same station.</summary>
    ToPerson,
}

/// <summary>A station an item has been at, and with whom.</summary>
/// <param name="Route">The route it belongs to; null where that is not known, which counts as the present one.</param>
public sealed record VisitedStation(int Sequence, string Assignee, string? Route = null);

/// <summary>Where an item goes, to whom and why.</summary>
/// <param name="Station">The station, or null where the route is at its end.</param>
/// <param name="Assignee">Who has it there, and why in words; null at the end.</param>
/// <param name="For">Whom the assignee stands in for, where an absence was the reason.</param>
/// <param name="Notes">Notes and warnings that are not on the item yet.</param>
/// <param name="Trace">Every rule and choice looked at, with its outcome, German.</param>
public sealed record RouteOutcome(
    StationRef? Station, AssigneeRef? Assignee, string? For, IReadOnlyList<ItemNote> Notes,
    IReadOnlyList<string> Trace)
{
    /// <summary>What else the rules have made of the item.</summary>
    public RuleEffects Effects { get; init; } = new();
}
