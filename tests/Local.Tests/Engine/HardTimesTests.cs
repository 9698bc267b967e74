using Microsoft.Extensions.Logging;
using Serverless.Local.Engine;
using Serverless.Local.Engine.Instances;
using Serverless.Local.Engine.Storage;
using Serverless.Workflows.Durable;

namespace Serverless.Local.Tests.Engine;

/// <summary>Whoever waits for an answer gets one, whatever else goes wrong.</summary>
public sealed class HardTimesTests
{
    private static Catalogue Failing(Func<Exception> failure) => new Catalogue()
        .Activity<int, int>("fails", (Func<int, int>)(_ => throw failure()))
        .Orchestration<int, string>("o", async (context, n) =>
        {
            try
            {
                await context.Call<int, int>("fails", n);
                return "done";
            }
            catch (ActivityFailureException failed)
            {
                return failed.Failure.Type;
            }
        });

    [Fact]
    public async Task A_failure_without_a_message_is_an_answer()
    {
        await using var home = new EngineHome
        {
            Catalogue = Failing(() => new ActivityFailureException(new ActivityFailure("No", null!))),
            Options = new EngineOptions { File = string.Empty, MaxConcurrentActivities = 1 },
        };
        await home.OpenAsync();
        await home.StartAsync("o", "a", "1");
        Assert.Equal("\"No\"", (await home.EndAsync("a")).OutputJson);
        await home.StartAsync("o", "b", "1");
        Assert.Equal("\"No\"", (await home.EndAsync("b")).OutputJson);
    }

    [Fact]
    public async Task A_failure_that_cannot_be_logged_is_an_answer()
    {
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(new FullLog()));
        await using var home = new EngineHome
        {
            Catalogue = Failing(() => new InvalidOperationException("broken")),
            Options = new EngineOptions { File = string.Empty, MaxConcurrentActivities = 1 },
            Loggers = loggers,
        };
        await home.OpenAsync();
        await home.StartAsync("o", "a", "1");
        Assert.NotEqual("\"done\"", (await home.EndAsync("a")).OutputJson);
        await home.StartAsync("o", "b", "1");
        Assert.NotEqual("\"done\"", (await home.EndAsync("b")).OutputJson);
    }

    [Fact]
    public async Task Who_asks_an_instance_that_waits_to_be_written_hears_that_the_engine_stops()
    {
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue().Orchestration<int, string>(
                "o", async (context, _) => await context.Listen<string>("go")),
        };
        await home.OpenAsync();
        await home.StartAsync("o", "a", "1");
        using (var file = new Connection(home.File))
        {
            file.Execute("CREATE TRIGGER full BEFORE UPDATE ON instances "
                + "BEGIN SELECT RAISE(ABORT,'the disk is full'); END");
        }

        await Assert.ThrowsAsync<SqliteException>(() => home.RaiseAsync("a", "go"));
        Task[] waiting =
        [
            home.RaiseAsync("a", "go"), home.StartAsync("o", "a", "1"), home.Engine.SuspendAsync("a", "wait", home.Soon),
        ];
        var stops = home.Engine.DisposeAsync().AsTask();
        await home.UntilAsync(() => Task.FromResult(!home.Engine.Core.Post("b", new TickMessage(null))));
        await home.UntilAsync(() => Task.FromResult(stops.IsCompleted), TimeSpan.FromSeconds(1));
        foreach (var asked in waiting) await Assert.ThrowsAsync<ObjectDisposedException>(() => asked.WaitAsync(home.Soon));
    }

    private sealed class FullLog : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => throw new IOException("the disk is full");

        public void Dispose()
        {
        }
    }
}
