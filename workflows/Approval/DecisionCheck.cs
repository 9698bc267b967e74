using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>Whether a decision as such can be taken: its kind, its comment, whom it names, what must be filled in.</summary>
public static class DecisionCheck
{
    /// <summary>The longest comment that is kept, in characters.</summary>
    public const int MaxComment = 4000;

    /// <summary>What is wrong with the request, for the person, or null.</summary>
    /// <param name="settings">The tenant's settings as they are now.</param>
    /// <param name="station">The station of the pinned route, null for an operator's visit.</param>
    /// <param name="demands">What the station's rules demand now.</param>
    /// <param name="item">The item as it is.</param>
    /// <param name="allowed">The decisions that are possible here.</param>
    /// <param name="person">Who decides.</param>
    /// <param name="standing">For whom.</param>
    /// <param name="request">What the person wants.</param>
    public static string? Problem(
        Settings settings, Station? station, StationDemands demands, Item item, IReadOnlyList<string> allowed,
        Person person, Standing standing, DecisionRequest request)
    {
        if (!allowed.Contains(request.Decision))
            return $"„{request.Decision}“ ist hier nicht möglich. Möglich sind: {string.Join(", ", allowed)}.";
        if (request.Comment?.Length > MaxComment)
            return $"Der Kommentar ist zu lang: höchstens {MaxComment} Zeichen.";

        return request.Decision switch
        {
            DecisionKinds.Reject when string.IsNullOrWhiteSpace(request.Comment) =>
                "Bitte schreiben Sie, warum Sie ablehnen.",
            DecisionKinds.SendBack => ForwardingChecks.SendBack(settings, request.Comment),
            DecisionKinds.Forward =>
                ForwardingChecks.ToPerson(settings, person, item.Kind, item.Assignee?.User, request.To),
            DecisionKinds.Approve when station is not null => Missing(settings, station, demands, item, person, standing),
            _ => null,
        };
    }

    private static string? Missing(
        Settings settings, Station station, StationDemands demands, Item item, Person person, Standing standing)
    {
        string[] people = standing.For is { } other ? [person.Id, other] : [person.Id];
        var missing = ForwardingChecks.BeforeLeaving(item, station, settings, people, ReviewStatusGivers.None, demands);
        return missing.Count == 0 ? null : string.Join(" ", missing);
    }
}
