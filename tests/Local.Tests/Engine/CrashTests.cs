using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Local.Engine;
using Serverless.Local.Engine.Storage;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Tests.Engine;

public sealed class CrashTests
{
    private const int Kills = 50;

    [Fact]
    public async Task Killed_fifty_times_every_case_ends_with_each_effect_once()
    {
        var folder = Directory.CreateTempSubdirectory("crash-").FullName;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(20));
        var random = new Random(4711);
        var killed = 0;
        while (killed < Kills)
        {
            using var process = new KilledProcess("engine", folder);
            Assert.Equal("begun", await process.LineAsync(limit.Token));
            await Task.Delay(random.Next(60), limit.Token);
            await process.KillAsync();
            killed++;
        }

        using (var last = new KilledProcess("engine", folder))
            Assert.Equal(0, await last.ExitAsync(limit.Token));

        await AllCasesAreRightAsync(folder);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_second_process_on_the_same_data_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("second-").FullName;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        using (var first = new KilledProcess("engine", folder))
        {
            Assert.Equal("begun", await first.LineAsync(limit.Token));
            using var second = new KilledProcess("engine", folder);
            Assert.NotEqual(0, await second.ExitAsync(limit.Token));
            await first.KillAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task AllCasesAreRightAsync(string folder)
    {
        using var target = new FakeTarget(Path.Combine(folder, "target.db"));
        var catalogue = CrashWorkload.Catalogue(target);
        await using var engine = await EmbeddedEngine.OpenAsync(
            new EngineOptions { File = Path.Combine(folder, "engine.db") }, catalogue,
            new ServiceCollection().BuildServiceProvider(), TimeProvider.System, NullLoggerFactory.Instance,
            CancellationToken.None);
        for (var number = 0; number < CrashWorkload.Cases; number++)
        {
            var id = CrashWorkload.IdOf(number);
            var end = await engine.GetAsync(id, CancellationToken.None);
            Assert.Equal(InstanceStatus.Completed, end!.Status);
            Assert.Equal(DurableJson.Serialize(CrashWorkload.ResultOf(number)), end.OutputJson);
            var history = (await engine.ExportHistoryAsync(id, CancellationToken.None))!;
            Replayer.Replay(catalogue, history);
            Assert.Equal(
                history.Events.OfType<ActivityScheduled>().Select(e => e.Seq),
                history.Events.OfType<ActivityCompleted>().Select(e => e.Seq).Order());
        }

        Assert.Equal(
            Enumerable.Range(0, CrashWorkload.Cases).SelectMany(CrashWorkload.KeysOf).Order(StringComparer.Ordinal),
            target.Effects().Keys.Order(StringComparer.Ordinal));
        Assert.Empty(engine.Core.Readers.Read(reader => reader.Unfinished(0, 10)));
        Assert.Empty(engine.Core.Readers.Read(reader => reader.Work(string.Empty, 10)));
        Assert.Null(engine.Core.Readers.Read(reader => reader.NextDue()));
        using var check = new Connection(Path.Combine(folder, "engine.db"));
        Assert.Equal(0, check.Number("SELECT count(*) FROM messages"));
        Assert.Equal(0, check.Number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check<>'ok'"));
    }
}
