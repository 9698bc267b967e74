using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>Finds the other items of the same document or the same invoice that may be paid beside an item.</summary>
public sealed class UnresolvedDuplicates(DuplicateIndex index, ItemStore items)
{
    /// <summary>Those that nobody has rejected, cancelled, given up or replaced, whichever came first; at most 20. One that
    /// takes the other's place is none.</summary>
    public async Task<IReadOnlyList<(Duplicate Duplicate, Item Other)>> OfAsync(Item item, CancellationToken cancellation)
    {
        var found = new List<(Duplicate, Item)>();
        foreach (var duplicate in (await index.FindAsync(item, cancellation)).Where(DuplicateKeys.IsSame))
        {
            if (await items.GetAsync(item.Tenant, duplicate.Item, cancellation) is { } other && MayBePaid(other)
                && !Replaces(item, other) && !Replaces(other, item)) found.Add((duplicate, other));
        }

        return found;
    }

    private static bool MayBePaid(Item item) =>
        item.Status is ItemStatus.Running or ItemStatus.Waiting or ItemStatus.Completed
        && item is { GivenUp: false, SupplierRejection: not { End: SupplierRejectionEnd.Corrected or SupplierRejectionEnd.Rejected } };

    private static bool Replaces(Item one, Item other) => one.Corrects.Any(corrected => corrected.Item == other.Id);
}
