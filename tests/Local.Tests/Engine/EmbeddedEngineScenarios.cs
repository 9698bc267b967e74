using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Local.Engine;
using Serverless.Workflows.Durable;

namespace Serverless.Local.Tests.Engine;

/// <summary>The scenarios on the embedded engine, which keeps no instance in memory, so that every step replays.</summary>
public sealed class EmbeddedEngineScenarios : DurableScenarios
{
    protected override async Task<DurableHome> OpenAsync(Catalogue catalogue)
    {
        var folder = Directory.CreateTempSubdirectory("scenario-").FullName;
        var engine = await EmbeddedEngine.OpenAsync(
            new EngineOptions { File = Path.Combine(folder, "engine.db"), WarmInstances = 0 }, catalogue,
            new ServiceCollection().BuildServiceProvider(), TimeProvider.System, NullLoggerFactory.Instance,
            CancellationToken.None);
        engine.Begin();
        return new DurableHome(engine, async () =>
        {
            await engine.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        });
    }
}
