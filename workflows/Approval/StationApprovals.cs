using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>The approvals among an item's visits.</summary>
public static class StationApprovals
{
    private static readonly string[] Amounts = [FieldNames.GrossTotal, FieldNames.Payable, FieldNames.Currency];

    /// <summary>All of them, oldest first, also those after which the item was sent back, with what each has released.</summary>
    /// <param name="item">The item as it is now.</param>
    /// <param name="edits">All edits of it, oldest first, by which its amount at an approval is found.</param>
    /// <param name="process">The process it is pinned to; null where it cannot be found.</param>
    public static IReadOnlyList<StationApproval> Of(
        Item item, IEnumerable<Visit> visits, IReadOnlyList<Edit> edits, Settings settings, Process? process)
    {
        var approvals = new List<StationApproval>();
        foreach (var visit in visits)
        {
            if (visit is not { Purpose: VisitPurposes.Station, Decision: { Kind: DecisionKinds.Approve } decision }) continue;
            var route = visit.Route ?? item.Route?.Name;
            var amount = new Lazy<ReleaseAmount>(() => ReleaseAmount.Of(Before(item, edits, decision.Revision), settings));
            var releases = ReleaseRule.IsRelease(item.Kind, process?.Route(route)?.Station(visit.Sequence))
                || ReleaseRule.Exceeded(approvals, visit.Sequence, route, () => amount.Value) is not null;
            approvals.Add(new StationApproval(visit.Sequence, visit.Route, visit.Station, decision.By, decision.For)
            {
                Released = releases ? amount.Value : null,
            });
        }

        return approvals;
    }

    /// <summary>The item with its amounts as they were at a revision.</summary>
    private static Item Before(Item item, IReadOnlyList<Edit> edits, int revision)
    {
        var since = edits.Where(edit => edit.Revision > revision).SelectMany(edit => edit.Changes)
            .Where(change => Amounts.Contains(change.Field)).DistinctBy(change => change.Field).ToList();
        if (since.Count == 0) return item;
        var fields = new Dictionary<string, Field>(item.Fields);
        foreach (var change in since)
        {
            if (string.IsNullOrEmpty(change.Before)) fields.Remove(change.Field);
            else fields[change.Field] = new Field(change.Before, FieldSource.User, 1, null);
        }

        return item with { Fields = fields };
    }
}
