using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Serverless.Local.Demo;

namespace Serverless.Bench.Items;

/// <summary>One run: some senders deliver, as many people decide whatever link a mail brings, and one looks who has ended.</summary>
internal sealed class ItemsRun(HomeClient home, ILinkSource links, int items, int senders)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentQueue<string> _delivered = new();
    private readonly ConcurrentBag<TimeSpan> _deliveries = [];
    private readonly ConcurrentBag<TimeSpan> _decisions = [];
    private int _ended;
    private int _strange;
    private int _over;

    public string Progress => FormattableString.Invariant(
        $"{_delivered.Count + _ended} of {items} delivered, {_decisions.Count} decisions, {_ended} ended.");

    public async Task<ItemsFigures> RunAsync(CancellationToken cancellation)
    {
        // A run's own numbers: the same mails once more would be duplicates.
        var mark = DateTime.UtcNow.ToString("yyMMddHHmmss", CultureInfo.InvariantCulture);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = Stopwatch.StartNew();
        var deciding = Enumerable.Range(0, senders).Select(_ => DecideAsync($"B{mark}-", done.Token)).ToArray();
        var sending = Parallel.ForAsync(
            0, items, new ParallelOptions { MaxDegreeOfParallelism = senders, CancellationToken = cancellation },
            async (number, token) => await DeliverAsync(FormattableString.Invariant($"B{mark}-{number}"), token));
        var ending = AwaitEndsAsync(sending, cancellation);
        var first = await Task.WhenAny([ending, .. deciding]);
        if (first != ending) await first;
        await ending;
        var seconds = watch.Elapsed.TotalSeconds;
        await done.CancelAsync();
        await Task.WhenAll(deciding).ContinueWith(_ => { }, TaskScheduler.Default);
        return new ItemsFigures(
            items, _ended, _decisions.Count, _strange, _over, Math.Round(seconds, 2),
            ItemsFigures.Median(_deliveries), ItemsFigures.Median(_decisions));
    }

    private async Task DeliverAsync(string number, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        _delivered.Enqueue(await home.DeliverAsync(Invoice(number), cancellation));
        _deliveries.Add(watch.Elapsed);
    }

    private async Task DecideAsync(string mark, CancellationToken cancellation)
    {
        while (true)
        {
            var link = await links.NextAsync(cancellation);
            var watch = Stopwatch.StartNew();
            switch (await home.ApproveAsync(link, mark, cancellation))
            {
                case LinkUse.Decided: _decisions.Add(watch.Elapsed); break;
                case LinkUse.DecidedElsewhere: Interlocked.Increment(ref _strange); break;
                default: Interlocked.Increment(ref _over); break;
            }
        }
    }

    /// <summary>Asks for one item at a time, so that the question costs the home little.</summary>
    private async Task AwaitEndsAsync(Task sending, CancellationToken cancellation)
    {
        while (_ended < items)
        {
            if (sending.IsFaulted) await sending;
            if (_delivered.TryPeek(out var item) && await home.HasCompletedAsync(item, cancellation))
            {
                _delivered.TryDequeue(out _);
                _ended++;
            }
            else
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }

    private static byte[] Invoice(string number)
    {
        var xml = new DemoInvoice
        {
            Number = number,
            Issued = new DateOnly(2026, 2, 27),
            Seller = new DemoParty(
                "Dachdeckerei Ziegler GmbH", "Firstweg 8", "12347", "Musterstadt", "rechnung@dach-ziegler.example",
                "DE999990125", "DE92123456780000999012"),
            Buyer = new DemoParty(
                "WEG Lindenstraße 12–16", "Lindenstraße 12–16", "12345", "Musterstadt", "rechnung@musterhaus.example", null, null),
            Order = "A-2026-001",
            Lines = [("Dachrinnen erneuern", 1000m)],
        }.ToXml();
        return DemoMessage.Write(
            number, "Lieferant <rechnung@lieferant.example>", "rechnung@musterhaus.example",
            new DateTimeOffset(2026, 3, 2, 7, 0, 0, TimeSpan.Zero), $"Rechnung {number}",
            "Guten Tag,\n\nanbei unsere Rechnung.\n", ($"{number}.xml", "application/xml", xml));
    }
}
