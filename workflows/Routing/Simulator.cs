using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Routing;

/// <summary>Which items a simulation looks at; the newest first.</summary>
/// <param name="Since">Only those received at that moment or later.</param>
/// <param name="Route">Only those on that route, by id.</param>
/// <param name="Limit">At most that many.</param>
/// <param name="Cursor">Where an earlier simulation with the same filter ended.</param>
/// <param name="Against">With what the candidate is compared.</param>
public sealed record SimulationFilter(
    DateTimeOffset? Since, string? Route, int Limit, string? Cursor = null, SimulationBase Against = SimulationBase.Current);

/// <summary>With what a candidate is compared.</summary>
public enum SimulationBase
{
    /// <summary>The tenant's file of today, for every item: what the change itself would do.</summary>
    Current,

    /// <summary>The version that each item is pinned to: what has changed since it came, the change included.</summary>
    Pinned,
}

/// <summary>An item that would go another way.</summary>
public sealed record SimulatedItem(Item Item, SimulatedDifference Difference);

/// <summary>What came of a page of items.</summary>
/// <param name="Looked">How many items were compared.</param>
/// <param name="Different">Those that would go another way.</param>
/// <param name="Lost">Items whose pinned process is missing, so that they could not be compared with it.</param>
/// <param name="Next">The cursor to go on with; null at the end.</param>
public sealed record SimulationBatch(
    int Looked, IReadOnlyList<SimulatedItem> Different, IReadOnlyList<string> Lost, string? Next);

/// <summary>
/// Runs a candidate against the items of a tenant, past and waiting. Only reads. Of each item is taken: its fields,
/// lines and coding as they are on record, the master data and the settings of today, and as the day of the evaluation
/// the day on which it came, for one that is still on its way today.
/// </summary>
public sealed class Simulator(IItemBook book, ProcessStore processes, MasterData master, TimeProvider time)
{
    private const int PageSize = 200;
    private const int ReadAtOnce = 8;

    /// <summary>Compares page by page; memory is bounded by a page.</summary>
    /// <param name="present">The tenant as it is.</param>
    /// <param name="candidate">The tenant as it would be.</param>
    /// <param name="filter">Which items.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FormatException">The cursor is none, or of another filter.</exception>
    public async IAsyncEnumerable<SimulationBatch> RunAsync(
        Tenant present, Tenant candidate, SimulationFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var run = new Run(present, candidate, filter.Against, await AbsencesAsync(present, filter.Since, cancellation), time.GetUtcNow());
        var (left, page) = (filter.Limit, ListAsync(filter.Cursor, filter.Limit));
        while (page is not null)
        {
            var (items, next) = await page;
            var wanted = items.Where(item => item.Route is not null && (filter.Route is null || FirstRoute(item) == filter.Route))
                .Where(item => filter.Since is not { } since || item.ReceivedUtc >= since).ToList();
            left -= wanted.Count;

            // The list is in order of receipt, so what follows an item that is too old is older still.
            var over = next is null || (filter.Since is { } from && items.Any(item => item.ReceivedUtc < from));
            page = over || left <= 0 ? null : ListAsync(next, left);
            yield return await CompareAsync(run, wanted, over ? null : next, cancellation);
        }

        Task<ItemPage> ListAsync(string? cursor, int most) => book.ListAsync(
            present.Id, new ItemQuery(PageSize: Math.Min(PageSize, most), Cursor: cursor), cancellation);
    }

    private async Task<SimulationBatch> CompareAsync(
        Run run, List<Item> items, string? next, CancellationToken cancellation)
    {
        var (different, lost) = (new SimulatedItem?[items.Count], new ConcurrentBag<string>());
        var options = new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, items.Count, options, async (i, stop) =>
        {
            var item = items[i];
            var process = run.Against == SimulationBase.Current
                ? run.Present.Process
                : await processes.FindAsync(item.Tenant, item.Route!.Version, stop);
            if (process is null)
            {
                lost.Add(item.Id);
                return;
            }

            var at = item.EndedUtc is null ? run.NowUtc : item.ReceivedUtc;
            var input = new RouteInput
            {
                Item = item,
                Linked = await LinkedAsync(run, item, stop),
                Process = process,
                Settings = run.Present.Settings,
                Chosen = await book.ChosenAsync(item, stop),
                Absences = run.AbsencesOn(run.Present.Settings.DateAt(at)),
                NowUtc = at,
            };
            if (Simulation.Difference(run.Candidate.Process, input, run.Candidate.Settings) is { } difference)
                different[i] = new SimulatedItem(item, difference);
        });
        return new SimulationBatch(items.Count - lost.Count, [.. different.OfType<SimulatedItem>()], [.. lost], next);
    }

    private static string FirstRoute(Item item) => item.RouteChange is { Left: [var first, ..] } ? first : item.Route!.Name;

    private async Task<LinkedRecords> LinkedAsync(Run run, Item item, CancellationToken cancellation)
    {
        var (tenant, cover) = (item.Tenant, item.Cover);
        var order = cover.PurchaseOrder is { } number
            ? await run.Orders.GetAsync(number, () => master.PurchaseOrders(tenant).FindAsync([number], cancellation))
            : null;
        return new LinkedRecords(
            cover.Supplier is { } supplier
                ? await run.Suppliers.GetAsync(supplier, () => master.SupplierAsync(tenant, supplier, cancellation))
                : null,
            order,
            cover.Property is { } property ? await PropertyAsync(property) : null,
            cover.Property is null && order?.Property is { } ordered ? await PropertyAsync(ordered) : null);

        Task<Property?> PropertyAsync(string number) =>
            run.Properties.GetAsync(number, () => master.PropertyAsync(tenant, number, cancellation));
    }

    private Task<IReadOnlyList<Absence>> AbsencesAsync(Tenant tenant, DateTimeOffset? since, CancellationToken cancellation) =>
        master.AbsencesFromAsync(tenant.Id, since is { } from ? tenant.Settings.DateAt(from) : DateOnly.MinValue, cancellation);

    /// <summary>What the items of one simulation share.</summary>
    private sealed class Run(
        Tenant present, Tenant candidate, SimulationBase against, IReadOnlyList<Absence> absences, DateTimeOffset nowUtc)
    {
        private readonly ConcurrentDictionary<DateOnly, IReadOnlyList<Absence>> _absences = new();

        public Tenant Present { get; } = present;

        public Tenant Candidate { get; } = candidate;

        public SimulationBase Against { get; } = against;

        public DateTimeOffset NowUtc { get; } = nowUtc;

        public Remembered<Supplier> Suppliers { get; } = new();

        public Remembered<PurchaseOrder> Orders { get; } = new();

        public Remembered<Property> Properties { get; } = new();

        public IReadOnlyList<Absence> AbsencesOn(DateOnly day) =>
            _absences.GetOrAdd(day, on => [.. absences.Where(absence => absence.Covers(on))]);
    }

    /// <summary>Rows that were read, forgotten when there are too many.</summary>
    private sealed class Remembered<T>
        where T : class
    {
        private const int Most = 10_000;

        private readonly ConcurrentDictionary<string, T?> _rows = new(StringComparer.Ordinal);

        public async Task<T?> GetAsync(string key, Func<Task<T?>> read)
        {
            if (_rows.TryGetValue(key, out var known)) return known;
            if (_rows.Count >= Most) _rows.Clear();
            return _rows[key] = await read();
        }
    }
}
