using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>What an update did.</summary>
public enum UpdateResult
{
    /// <summary>All of it was written.</summary>
    Written,

    /// <summary>The change wanted nothing; nothing was written.</summary>
    Unchanged,

    /// <summary>There is no such item.</summary>
    NotFound,

    /// <summary>The condition of one of the change's own rows did not hold; nothing was written.</summary>
    RowConflict,
}

/// <summary>What an update did, and to what.</summary>
/// <param name="Item">The item as written, else as it is; null where there is none.</param>
/// <param name="ConflictKey">The row whose condition did not hold.</param>
public sealed record ItemUpdate(UpdateResult Result, Item? Item, string? ConflictKey = null)
{
    /// <summary>Whether it was written.</summary>
    public bool Written => Result == UpdateResult.Written;
}

/// <summary>What an insert did.</summary>
/// <param name="Inserted">Whether it was this writer who inserted the item; only that one starts it.</param>
/// <param name="Item">The item as stored, by whomever.</param>
public sealed record ItemInsert(bool Inserted, Item Item);
