using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Import;

/// <summary>What an import would do. Nothing is written before it is applied.</summary>
/// <param name="New">Rows that are not there yet.</param>
/// <param name="Changed">Rows that are there with other values.</param>
/// <param name="Gone">Rows that are there but not in the file; removed only where asked for.</param>
/// <param name="Unchanged">How many rows are there just so.</param>
/// <param name="Faulty">Rows that cannot be imported, with every reason; the others are not held up by them.</param>
/// <param name="Notices">What else the person should know, for example columns that are passed over.</param>
public sealed record ImportPreview<T>(
    IReadOnlyList<MasterChange<T>> New, IReadOnlyList<ChangedRow<T>> Changed, IReadOnlyList<MasterChange<T>> Gone,
    int Unchanged, IReadOnlyList<FaultyRow> Faulty, IReadOnlyList<string> Notices)
    where T : class;

/// <summary>A row with other values than before.</summary>
public sealed record ChangedRow<T>(MasterChange<T> Change, IReadOnlyList<Difference> Differences)
    where T : class;

/// <summary>One property before and after, as JSON text; null where it has none.</summary>
public sealed record Difference(string Property, string? Before, string? After);

/// <summary>What an import did.</summary>
/// <param name="Written">Rows added or changed.</param>
/// <param name="Removed">Rows removed.</param>
/// <param name="Overtaken">Rows that somebody changed since the preview, by key; they were left alone. A new preview
/// shows them.</param>
public sealed record ImportResult(int Written, int Removed, IReadOnlyList<string> Overtaken);
