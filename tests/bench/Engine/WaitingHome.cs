using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Local.Engine;
using Serverless.Workflows.Durable;
using ActivityContext = Serverless.Workflows.Durable.ActivityContext;

namespace Serverless.Bench.Engine;

/// <summary>The command that starts a home beside many waiting instances, in a process of its own, and says how it went.</summary>
internal static class WaitingHome
{
    private static readonly OrchestrationName<int, string> Visit = new("visit");
    private static readonly ActivityName<int, int> Note = new("note");

    public static Command Command()
    {
        var file = new Option<string>("--file") { Required = true };
        var instances = new Option<int>("--instances") { Required = true };
        var command = new Command("waiting-home") { file, instances };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            var figures = await StartAsync(parsed.GetValue(file)!, parsed.GetValue(instances), cancellation);
            Console.WriteLine(JsonSerializer.Serialize(figures));
        });
        return command;
    }

    /// <summary>Seeds the file and starts the home on it.</summary>
    public static async Task<WaitingFigures> MeasureAsync(string folder, int instances, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, "waiting.db");
        Seed.Waiting(file, Visit.Value, instances, DateTimeOffset.UtcNow);
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        string[] arguments = ["waiting-home", "--file", file, "--instances", instances.ToString(CultureInfo.InvariantCulture)];
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(WaitingHome).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var home = Process.Start(start)!;
        var said = await home.StandardOutput.ReadToEndAsync(cancellation);
        await home.WaitForExitAsync(cancellation);
        if (home.ExitCode != 0) throw new InvalidOperationException("The home with waiting instances failed: " + said);
        return JsonSerializer.Deserialize<WaitingFigures>(said)!;
    }

    private static async Task<WaitingFigures> StartAsync(string file, int instances, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var web = builder.Build();
        web.MapGet("/healthz", () => "ok");
        await web.StartAsync(cancellation);

        await using var engine = await EmbeddedEngine.OpenAsync(
            new EngineOptions { File = file }, new Catalogue().Add(Visit, () => new VisitCode()).Add(Note, _ => new NoteWork()),
            web.Services, TimeProvider.System, NullLoggerFactory.Instance, cancellation);
        engine.Begin();

        // Ready means: a new instance runs to its end, and one that waits takes its event.
        await engine.StartAsync(Visit.Value, "new", "1", cancellation);
        await engine.RaiseEventAsync("new", "decided", "\"yes\"", cancellation);
        await EndsAsync(engine, "new", cancellation);
        if (!await engine.RaiseEventAsync(Seed.IdOf(instances / 2), "decided", "\"yes\"", cancellation))
            throw new InvalidOperationException("A waiting instance is missing.");
        await EndsAsync(engine, Seed.IdOf(instances / 2), cancellation);
        var ready = DateTime.Now - Process.GetCurrentProcess().StartTime;

        // Longer than the first sweep of timers and recovery could take, so that the peak has them.
        await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
        return new WaitingFigures(instances, Math.Round(ready.TotalSeconds, 3), Math.Round(PeakMegabytes()));
    }

    private static async Task EndsAsync(EmbeddedEngine engine, string id, CancellationToken cancellation)
    {
        var end = await engine.WaitForEndAsync(id, cancellation);
        if (end?.Status != InstanceStatus.Completed)
            throw new InvalidOperationException($"{id} ended as {end?.Status}: {end?.Failure?.Message}");
    }

    private static double PeakMegabytes()
    {
        const string Status = "/proc/self/status";
        if (!File.Exists(Status)) return Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
        var peak = File.ReadLines(Status).First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private sealed class NoteWork : IActivity<int, int>
    {
        public Task<int> RunAsync(ActivityContext context, int input) => Task.FromResult(input);
    }

    private sealed class VisitCode : IOrchestration<int, string>
    {
        public async Task<string> RunAsync(IOrchestrationContext context, int input)
        {
            using var cancel = new CancellationTokenSource();
            var decided = context.Listen<string>("decided");
            var reminder = context.CreateTimerAsync(context.CurrentUtc.AddDays(14), cancel.Token);
            if (await Task.WhenAny(decided, reminder) == decided) cancel.Cancel();
            await context.CallActivityAsync(Note, input);
            return "done";
        }
    }
}
