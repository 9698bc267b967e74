using System.Text.Json;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Posting;

/// <summary>A number drawn from a range.</summary>
/// <param name="Year">The year it counts in, for a range that begins anew each year.</param>
/// <param name="Text">As it is written on the cover sheet.</param>
/// <param name="Owner">What it was drawn for.</param>
public sealed record DrawnNumber(string Range, int? Year, long Number, string Text, string Owner);

/// <summary>
/// Draws numbers without gaps or doubles. The number, its owner and the next number are one batch, so a repetition by the
/// same owner yields the same number, and one that was not written was never given out.
/// </summary>
public sealed class NumberRanges(IRecordStore records)
{
    private const int Digits = 12;

    /// <summary>The number of an owner in a range, drawn now where it has none yet.</summary>
    /// <param name="owner">The business key of what is numbered, such as the item's id.</param>
    /// <param name="today">The tenant's date: its year counts where the range begins anew each year. An owner that has a
    /// number keeps it, whatever the year.</param>
    /// <exception cref="InvalidOperationException">The range is used up.</exception>
    public async Task<DrawnNumber> DrawAsync(
        string tenant, NumberRange range, string owner, DateOnly today, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        var partition = Keys.Join(tenant, "numbers", range.Id);
        int? year = range.PerYear ? today.Year : null;
        string[] inYear = year is null ? [] : [Keys.Number(year.Value, 4)];
        var nextKey = Keys.Join(["next", .. inYear]);
        var ownerKey = Keys.Join("owner", owner);
        for (var lost = 0; ; lost++)
        {
            if (await records.GetAsync(partition, ownerKey, cancellation).ConfigureAwait(false) is { } had)
                return DurableJson.Deserialize<DrawnNumber>(had.Json);

            var next = await records.GetAsync(partition, nextKey, cancellation).ConfigureAwait(false);

            // An administrator may raise the first number, never lower what is drawn already.
            var number = Math.Max(range.First, next is null ? 0 : DurableJson.Deserialize<Next>(next.Json).Number);
            if (number >= 1_000_000_000_000)
                throw new InvalidOperationException($"Der Nummernkreis {range.Id} ist erschöpft.");
            var drawn = new DrawnNumber(range.Id, year, number, range.Write(number, year), owner);
            var after = Json(new Next(number + 1));
            var result = await records.WriteAsync(partition,
            [
                next is null ? new RowWrite.Insert(nextKey, after) : new RowWrite.Replace(nextKey, after, next.ETag),
                new RowWrite.Insert(ownerKey, Json(drawn)),
                new RowWrite.Insert(Keys.Join(["number", .. inYear, Keys.Number(number, Digits)]), Json(drawn)),
            ], cancellation).ConfigureAwait(false);
            if (result.Written) return drawn;

            // Many who draw at once should not all meet again.
            if (lost > 2) await Task.Delay(Random.Shared.Next(1, 20), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>What was drawn from a range, in the order of the numbers (and of the years before them).</summary>
    public async Task<IReadOnlyList<DrawnNumber>> DrawnAsync(
        string tenant, string range, CancellationToken cancellation)
    {
        var drawn = new List<DrawnNumber>();
        string? continuation = null;
        do
        {
            var page = await records.QueryAsync(Keys.Join(tenant, "numbers", range),
                RowRange.Prefix(Keys.Prefix("number")), RecordLimits.MaxPageSize, continuation, cancellation)
                .ConfigureAwait(false);
            drawn.AddRange(page.Rows.Select(row => DurableJson.Deserialize<DrawnNumber>(row.Json)));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return drawn;
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, DurableJson.Options);

    private sealed record Next(long Number);
}
