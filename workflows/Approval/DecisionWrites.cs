using System.Globalization;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>What a decision or a status writes: the item, its rows, and its entry in the audit trail with who, for whom,
/// when, from where, and what it changed.</summary>
internal static class DecisionWrites
{
    /// <summary>A decision that ends the visit, with the status that came with it.</summary>
    /// <param name="seen">The revision that the person saw, where they said.</param>
    /// <param name="confirmed">What they were warned of and confirmed, or null.</param>
    public static ItemChange Decided(
        Item item, int number, Decision decision, GivenStatus? given, int? seen, string? confirmed = null)
    {
        var details = Details(item, decision.For, decision.Via, decision.Address, number, decision.Comment);
        details["decision"] = decision.Kind;
        details["revision"] = (seen ?? item.Revision).ToString(CultureInfo.InvariantCulture);
        if (decision.To is { } to) details["to"] = to;
        if (given is not null) details["status"] = Change(item, given);
        if (confirmed is not null) details["confirmed"] = confirmed;

        var decided = item.InvolvingAssignee().Involving(decision.For, decision.By) with
        {
            VisitState = VisitState.Decided,
            Status = ItemStatus.Running,
            Assignee = null,
            ReviewStatus = given?.Status ?? item.ReviewStatus,
        };
        return new ItemChange(decided, decision.By, "decided", details)
        {
            Rows = given is null
                ? [VisitRows.Decide(number, decision)]
                : [VisitRows.Decide(number, decision), StatusRows.Insert(item.Revision + 1, given)],
        };
    }

    /// <summary>A status that leaves the item where it is.</summary>
    public static ItemChange StatusGiven(Item item, Settings settings, GivenStatus given)
    {
        var details = Details(item, given.For, given.Via, given.Address, given.Visit, given.Comment);
        details["status"] = Change(item, given);
        var by = settings.Person(given.By)?.Name ?? given.By;
        var changed = item.Involving(given.For, given.By) with
        {
            ReviewStatus = given.Status,
            Notes = given.Comment is { } comment ? [.. item.Notes, new ItemNote(given.AtUtc, by, comment)] : item.Notes,
        };
        return new ItemChange(changed, given.By, "statusGiven", details)
        {
            Rows = [StatusRows.Insert(item.Revision + 1, given)],
        };
    }

    private static Dictionary<string, string> Details(
        Item item, string? other, string via, string? address, int visit, string? comment)
    {
        var details = new Dictionary<string, string>
        {
            ["visit"] = visit.ToString(CultureInfo.InvariantCulture),
            ["via"] = via,
        };
        if (item.Station is { } station) details["station"] = station.Name;
        if (other is not null) details["for"] = other;
        if (address is not null) details["address"] = address;
        if (comment is not null) details["comment"] = comment;
        return details;
    }

    private static string Change(Item item, GivenStatus given) => $"{item.ReviewStatus ?? "–"} → {given.Status}";
}
