using System.Diagnostics;

namespace Serverless.Local.Tests.Stores;

/// <summary>Workers that are killed at a point of their work rather than at a time.</summary>
internal static class SelfKill
{
    // 128 + SIGKILL; Windows ends a killed process with -1.
    private static readonly int[] KilledCodes = [137, -1];

    /// <summary>Kills this very process at once (SIGKILL): nothing is flushed, no finally block runs.</summary>
    public static void Now()
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Runs a worker of <see cref="CrashProgram"/> to its end.</summary>
    /// <returns>Whether it was killed; otherwise it did its work.</returns>
    public static async Task<bool> EndsWorkerAsync(params string[] arguments)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(15));
        using var process = new KilledProcess(arguments);
        var code = await process.ExitAsync(limit.Token);
        Assert.True(code == 0 || KilledCodes.Contains(code), $"the worker failed and ended with {code}");
        return code != 0;
    }
}
