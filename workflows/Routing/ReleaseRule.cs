using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Routing;

/// <summary>An approval that was given on an item.</summary>
/// <param name="Route">The id of the route that the station belongs to; null where it is not known, which counts as the
/// present one.</param>
/// <param name="For">For whom, where it was a substitute.</param>
public sealed record StationApproval(int Sequence, string? Route, string Station, string By, string? For)
{
    /// <summary>The amount that it released; null where it was no release: the limits of people did not count for it.</summary>
    public ReleaseAmount? Released { get; init; }

    /// <summary>Whether one of the people gave it, or it was given for one of them.</summary>
    public bool IsOf(IEnumerable<string> people) => people.Any(one => one == By || one == For);
}

/// <summary>Why somebody may not approve.</summary>
/// <param name="Person">Whose limit it is, or who has approved before: the one who wants to approve, or the one they stand
/// in for.</param>
/// <param name="Name">That person's name.</param>
/// <param name="Limit">The amount up to which the person may approve; null where it is about four eyes.</param>
/// <param name="Amount">What is to be approved.</param>
/// <param name="Station">Where the person has approved before; null where it is about a limit.</param>
public sealed record ReleaseObstacle(string Person, string Name, string? Limit, string Amount, string? Station)
{
    /// <summary>Whether it is about the amount that stood there before the person changed it.</summary>
    public bool IsOfEarlierAmount { get; init; }

    /// <summary>The amount that was released before it was raised, as people read it; null where it is not about that.</summary>
    public string? Released { get; init; }

    /// <summary>The limit as a number; null where it is about four eyes.</summary>
    public decimal? LimitValue { get; init; }

    /// <summary>The amount as a number; null where it is not known, or it is about four eyes.</summary>
    public decimal? AmountValue { get; init; }

    /// <summary>In words, without a full stop, German.</summary>
    public string Text => Station is { } station ? ReasonPhrases.ApprovedBefore.Of(Name, station)
        : Released is { } released ? ReasonPhrases.BeyondRelease.Of(Name, Limit!, released, Amount)
        : ReasonPhrases.BeyondLimit.Of(Name, Limit!, Amount);
}

/// <summary>Who may approve an item at a station: within their amount, and where it demands four eyes only who has approved
/// it at no other station. An approval stays its giver's, also where the item was sent back after it or changed its route; a
/// second one at the same station is no other pair of eyes: it does not count, and is not taken while nobody else has approved.
/// An amount that was raised after its release needs the limits of a release wherever the item is. Whoever stands in for
/// somebody must be free to approve in both roles.</summary>
public sealed class ReleaseRule
{
    private readonly Settings _settings;
    private readonly Lazy<ReleaseAmount> _amount;
    private readonly bool _isLimited;
    private readonly ReleaseAmount? _exceeded;
    private readonly IReadOnlyList<StationApproval> _others;
    private readonly IReadOnlyList<StationApproval> _here;

    /// <summary>The rule at a station.</summary>
    /// <param name="settings">The tenant's settings as they are now.</param>
    /// <param name="item">The item as it is; its kind decides where the station does not say.</param>
    /// <param name="station">The station; null where the route has it no longer, then limits hold all the same.</param>
    /// <param name="route">The id of the route that the station belongs to.</param>
    /// <param name="approvals">All approvals of the item so far.</param>
    public ReleaseRule(
        Settings settings, Item item, Station? station, string? route, IReadOnlyList<StationApproval> approvals)
    {
        _settings = settings;
        _amount = new Lazy<ReleaseAmount>(() => ReleaseAmount.Of(item, settings));
        _exceeded = IsRelease(item.Kind, station) || station is null
            ? null
            : Exceeded(approvals, station.Sequence, route, () => _amount.Value);
        _isLimited = IsRelease(item.Kind, station) || _exceeded is not null;
        _others = _here = [];
        if (station is not { FourEyes: true }) return;
        _here = [.. approvals.Where(one => one.Sequence == station.Sequence && (one.Route ?? route) == route)];
        _others = [.. approvals.Except(_here)];
    }

    /// <summary>Whether the station releases money, so that limits hold there.</summary>
    /// <param name="kind">The item's kind, which decides where the station does not say.</param>
    /// <param name="station">Null where the route has it no longer.</param>
    public static bool IsRelease(string kind, Station? station) => station?.Release ?? kind != RouteKind.Mail;

    /// <summary>What was released last before a station, where the amount is beyond that by now; else null. A release at that
    /// station or behind it, from which the item was sent back, does not count: it is to be given again.</summary>
    /// <param name="route">The id of the station's route.</param>
    /// <param name="amount">The amount, asked where there is a release.</param>
    public static ReleaseAmount? Exceeded(
        IEnumerable<StationApproval> approvals, int sequence, string? route, Func<ReleaseAmount> amount) => approvals
            .LastOrDefault(one => one.Released is not null && ((one.Route ?? route) != route || one.Sequence < sequence))?.Released
            is { Value: { } released } last && !(amount().Value <= released) ? last : null;

    /// <summary>Whether four eyes have seen the item once somebody has approved it: somebody else has, too.</summary>
    public static bool HasSecondPair(IEnumerable<StationApproval> approvals, string by, string? standsInFor) =>
        approvals.Any(one => !one.IsOf(standsInFor is null ? [by] : [by, standsInFor]));

    /// <summary>Why the person may not approve, or null where they may.</summary>
    /// <param name="standsInFor">For whom they would, or null.</param>
    public ReleaseObstacle? Against(string person, string? standsInFor)
    {
        if (!_isLimited && _others.Count == 0 && _here.Count == 0) return null;
        string[] people = standsInFor is null || standsInFor == person ? [person] : [person, standsInFor];
        foreach (var one in people)
        {
            var earlier = _others.FirstOrDefault(approval => approval.IsOf([one]));
            if (earlier is null && !_others.Concat(_here).Any(approval => !approval.IsOf(people)))
                earlier = _here.FirstOrDefault(approval => approval.IsOf([one]));
            if (earlier is not null)
                return new ReleaseObstacle(one, NameOf(one), null, string.Empty, earlier.Station);
        }

        if (!_isLimited) return null;
        var least = people.Select(_settings.Person).OfType<Person>().Where(one => one.AmountLimit is not null)
            .MinBy(one => one.AmountLimit);
        return least is null || least.MayRelease(_amount.Value.Value)
            ? null
            : new ReleaseObstacle(
                least.Id, least.Name, ReleaseAmount.In(_settings, least.AmountLimit!.Value), _amount.Value.Text, null)
            {
                Released = _exceeded?.Text,
                LimitValue = least.AmountLimit,
                AmountValue = _amount.Value.Value,
            };
    }

    private string NameOf(string person) => _settings.Person(person)?.Name ?? person;
}
