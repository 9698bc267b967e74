using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Routing;

/// <summary>An approval that was given on an item.</summary>
/// <param name="Route">The id of the route that the station belongs to; null where it is not known, which counts as the
/// present one.</param>
/// <param name="For">For whom, where it was a substitute.</param>
public sealed record StationApproval(int Sequence, string? Route, string Station, string By, string? For);

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

    /// <summary>The limit as a number; null where it is about four eyes.</summary>
    public decimal? LimitValue { get; init; }

    /// <summary>The amount as a number; null where it is not known, or it is about four eyes.</summary>
    public decimal? AmountValue { get; init; }

    /// <summary>In words, without a full stop, German.</summary>
    public string Text => Station is null
        ? ReasonPhrases.BeyondLimit.Of(Name, Limit!, Amount)
        : ReasonPhrases.ApprovedBefore.Of(Name, Station);
}

/// <summary>Who may approve an item at a station: within their amount, and where it demands four eyes only who has approved
/// it at no other station. An approval stays its giver's, also where the item was sent back after it or changed its route; a
/// second one at the same station is no other pair of eyes and does not count. Whoever stands in for somebody must be free
/// to approve in both roles.</summary>
public sealed class ReleaseRule
{
    private readonly Settings _settings;
    private readonly Lazy<ReleaseAmount> _amount;
    private readonly bool _isLimited;
    private readonly IReadOnlyList<StationApproval> _others;

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
        _isLimited = station?.Release ?? item.Kind != RouteKind.Mail;
        _others = station is { FourEyes: true }
            ? [.. approvals.Where(one => one.Sequence != station.Sequence || (one.Route ?? route) != route)]
            : [];
    }

    /// <summary>Why the person may not approve, or null where they may.</summary>
    /// <param name="standsInFor">For whom they would, or null.</param>
    public ReleaseObstacle? Against(string person, string? standsInFor)
    {
        if (!_isLimited && _others.Count == 0) return null;
        string[] people = standsInFor is null || standsInFor == person ? [person] : [person, standsInFor];
        foreach (var one in people)
        {
            if (_others.FirstOrDefault(approval => approval.By == one || approval.For == one) is { } earlier)
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
                LimitValue = least.AmountLimit,
                AmountValue = _amount.Value.Value,
            };
    }

    private string NameOf(string person) => _settings.Person(person)?.Name ?? person;
}
