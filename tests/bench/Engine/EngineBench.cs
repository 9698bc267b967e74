using System.CommandLine;

namespace Serverless.Bench.Engine;

/// <summary>The command <c>engine</c>.</summary>
internal static class EngineBench
{
    private static readonly int[] Sequences = [1, 32, 256];

    public static Command Command()
    {
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var instances = new Option<int>("--instances")
        {
            Description = "How many waiting instances.",
            DefaultValueFactory = _ => 1_000_000,
        };
        var seconds = new Option<double>("--seconds")
        {
            Description = "How long each load runs.",
            DefaultValueFactory = _ => 4,
        };
        var folder = new Option<DirectoryInfo>("--folder")
        {
            Description = "On the disk to measure.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()),
        };
        var command = new Command("engine", "The embedded engine.") { json, instances, seconds, folder };
        command.SetAction(async (parsed, cancellation) =>
        {
            var root = Directory.CreateDirectory(
                Path.Combine(parsed.GetValue(folder)!.FullName, "bench-" + Guid.NewGuid().ToString("n")));
            try
            {
                var figures = await RunAsync(
                    root.FullName, TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(instances), cancellation);
                foreach (var line in figures.ToText()) Console.WriteLine(line);
                if (parsed.GetValue(json) is { } file)
                    await File.WriteAllTextAsync(file.FullName, figures.ToJson() + "\n", cancellation);
            }
            finally
            {
                root.Delete(recursive: true);
            }
        });
        return command;
    }

    private static async Task<EngineFigures> RunAsync(
        string folder, TimeSpan time, int instances, CancellationToken cancellation)
    {
        var fsync = Fsync.MedianMilliseconds(folder);
        var rates = new Dictionary<string, double>();
        var p99 = 0.0;
        foreach (var sequences in Sequences)
        {
            var load = new Load(Path.Combine(folder, $"load-{sequences}.db"), sequences);
            var (rate, slow) = await load.RunAsync(time, cancellation);
            rates.Add(FormattableString.Invariant($"{sequences}"), Math.Round(rate));
            if (sequences == 32) p99 = slow;
            Console.Error.WriteLine(FormattableString.Invariant($"{sequences}: {rate:0}/s, p99 {slow:0.00} ms"));
        }

        var waiting = instances == 0 ? null : await WaitingHome.MeasureAsync(folder, instances, cancellation);
        return new EngineFigures(Math.Round(fsync, 4), rates, Math.Round(p99, 3), waiting);
    }
}
