using System.Diagnostics;

namespace Serverless.Bench.Engine;

/// <summary>How long the disk takes to keep a small write for good.</summary>
internal static class Fsync
{
    private const int Writes = 400;

    public static double MedianMilliseconds(string folder)
    {
        var page = new byte[4096];
        var times = new double[Writes];
        using var file = new FileStream(
            Path.Combine(folder, "fsync"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var i = 0; i < Writes; i++)
        {
            file.Write(page);
            var begin = Stopwatch.GetTimestamp();
            file.Flush(flushToDisk: true);
            times[i] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Writes / 2];
    }
}
