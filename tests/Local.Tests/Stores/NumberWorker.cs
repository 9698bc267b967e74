using System.Globalization;
using Serverless.Local.Stores;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Tests.Stores;

/// <summary>Draws a number for every owner, several at once, and notes outside what it was given.</summary>
internal static class NumberWorker
{
    public const int Owners = 300;

    /// <summary>The arguments: folder, after how many numbers to die (0: never), and how many microseconds later, in the
    /// middle of whatever the others do.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var folder = arguments[0];
        var dieAfter = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        var later = TimeSpan.FromMicroseconds(int.Parse(arguments[2], CultureInfo.InvariantCulture));
        await using var records = new SqliteRecordStore(Path.Combine(folder, "records.db"));
        var ranges = new NumberRanges(records);
        var range = new NumberRange { Id = "re", Name = "Rechnungen", Client = "weg" };
        var note = new Lock();
        var dying = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = dying.Task.ContinueWith(_ =>
        {
            Thread.Sleep(later);
            SelfKill.Now();
        }, TaskScheduler.Default);

        var given = 0;
        await Parallel.ForAsync(0, Owners, new ParallelOptions { MaxDegreeOfParallelism = 6 },
            async (i, cancellation) =>
            {
                var drawn = await ranges.DrawAsync("demo", range, $"item{i}", new DateOnly(2026, 11, 21), cancellation);
                lock (note) File.AppendAllText(Path.Combine(folder, "given"), $"{drawn.Owner} {drawn.Number}\n");
                if (Interlocked.Increment(ref given) == dieAfter) dying.SetResult();
            });

        // A run that was faster than its death waits for it.
        if (dieAfter > 0) Thread.Sleep(Timeout.Infinite);
    }
}
