using Serverless.Local.Tests.Engine;
using Serverless.Local.Tests.Home;
using Serverless.Local.Tests.Stores;

namespace Serverless.Local.Tests;

/// <summary>
/// The test program started again as a process of its own, so that a test can kill it: the first argument names the
/// worker, the others are the worker's. To add one, add a line.
/// </summary>
internal static class CrashProgram
{
    private static readonly Dictionary<string, Func<string[], Task>> Workers = new(StringComparer.Ordinal)
    {
        ["engine"] = CrashWorker.RunAsync,
        ["postings"] = PostingWorker.RunAsync,
        ["numbers"] = NumberWorker.RunAsync,
        ["vouchers"] = VoucherWorker.RunAsync,
        ["poison"] = PoisonWorker.RunAsync,
        ["mails"] = MailWorker.RunAsync,
    };

    public static async Task<int> Main(string[] args)
    {
        if (args.Length == 0 || !Workers.TryGetValue(args[0], out var worker)) return 2;
        await worker(args[1..]);
        return 0;
    }
}
