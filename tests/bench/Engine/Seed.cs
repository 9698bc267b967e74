using System.Globalization;
using System.Text.Json;
using Serverless.Local.Engine.Storage;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Bench.Engine;

/// <summary>Writes many waiting instances straight into a file, as the engine itself would have left them.</summary>
internal static class Seed
{
    private const int Together = 20_000;

    public static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"demo-{number:x8}-1");

    public static void Waiting(string file, string orchestration, int count, DateTimeOffset now)
    {
        using var connection = new Connection(file);
        Schema.Ensure(connection);
        connection.Execute("PRAGMA synchronous=OFF");
        var writer = new Writer(connection);
        for (var i = 0; i < count; i++)
        {
            if (i % Together == 0) writer.Begin();
            writer.Put(One(orchestration, i, now.AddDays(1 + (i % 13)).AddSeconds(i % 9973), now));
            if (i % Together == Together - 1 || i == count - 1)
            {
                writer.End();
                connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        }
    }

    private static Commit One(string orchestration, int number, DateTimeOffset due, DateTimeOffset now) => new()
    {
        IsNew = true,
        Row = new InstanceRow(number + 1, IdOf(number), orchestration, RowStatus.Running, 1, now.UtcTicks, now.UtcTicks,
            due.UtcTicks, false, null, null, null, null),
        Step = JsonSerializer.SerializeToUtf8Bytes<IReadOnlyList<HistoryEvent>>(
            [
                new GenerationStarted(orchestration, 1, "1"), new StepStarted(now), new Listening(1, "decided"),
                new TimerCreated(2, due),
            ],
            DurableJson.Options),
    };
}
