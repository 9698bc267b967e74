using System.Globalization;
using Serverless.Local.Stores;
using Serverless.Workflows.Posting;

namespace Serverless.Local.Tests.Stores;

/// <summary>Posts everything there is to post, as the activities of a home do after each start: several at once, and
/// again from the beginning after a crash.</summary>
internal static class PostingWorker
{
    public const int Postings = 60;

    /// <summary>The arguments: folder, capability, the call at which to die (0: never), and whether after the target has
    /// it.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var folder = arguments[0];
        var capability = Enum.Parse<PostingCapability>(arguments[1]);
        var dieAt = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        var target = new FileTarget(folder, capability, new Death(dieAt, bool.Parse(arguments[3])));
        await using var records = new SqliteRecordStore(Path.Combine(folder, "records.db"));
        var desk = new PostingDesk(new PostingBook(records, TimeProvider.System), TimeProvider.System);
        await Parallel.ForAsync(0, Postings, new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (i, cancellation) => await desk.PostAsync(Key(i), "sha", target, cancellation));
    }

    public static PostingKey Key(int i) => new("demo", $"item{i}", "erp", "invoice", 1);
}
