using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Local.Engine;
using Serverless.Workflows.Durable;

namespace Serverless.Local.Tests.Engine;

/// <summary>The process that is killed: it starts every case, raises every event, and waits for every end.</summary>
internal static class CrashWorker
{
    public static async Task RunAsync(string[] args)
    {
        var folder = args[0];
        using var target = new FakeTarget(Path.Combine(folder, "target.db"));
        await using var engine = await EmbeddedEngine.OpenAsync(
            new EngineOptions
            {
                File = Path.Combine(folder, "engine.db"),
                MaxConcurrentActivities = 6,
                WarmInstances = 100,
            },
            CrashWorkload.Catalogue(target), new ServiceCollection().BuildServiceProvider(), TimeProvider.System,
            NullLoggerFactory.Instance, CancellationToken.None);
        engine.Begin();
        Console.WriteLine("begun");
        await Parallel.ForAsync(0, CrashWorkload.Cases, new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (number, cancellation) =>
            {
                var id = CrashWorkload.IdOf(number);
                await engine.StartAsync(
                    "case", id, DurableJson.Serialize(new CrashWorkload.Case(number)), cancellation);
                await engine.RaiseEventAsync(id, "go", DurableJson.Serialize(number), cancellation);
            });
        for (var number = 0; number < CrashWorkload.Cases; number++)
            await engine.WaitForEndAsync(CrashWorkload.IdOf(number), CancellationToken.None);
        Console.WriteLine("done");
    }
}
