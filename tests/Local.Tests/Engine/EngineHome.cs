using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Local.Engine;
using Serverless.Workflows.Durable;

namespace Serverless.Local.Tests.Engine;

/// <summary>An engine on a folder of its own, which can be stopped and opened again.</summary>
internal sealed class EngineHome : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("engine-").FullName;
    private EmbeddedEngine? _engine;

    public FakeClock Clock { get; } = new();

    public Catalogue Catalogue { get; set; } = new();

    public string File => Path.Combine(_folder, "engine.db");

    public EngineOptions Options { get; set; } = new() { File = string.Empty };

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    public EmbeddedEngine Engine => _engine ?? throw new InvalidOperationException("The engine is not open.");

    public CancellationToken Soon { get; } = new CancellationTokenSource(TimeSpan.FromMinutes(5)).Token;

    public async Task<EmbeddedEngine> OpenAsync(bool begin = true)
    {
        _engine = await EmbeddedEngine.OpenAsync(Options with { File = File }, Catalogue,
            new ServiceCollection().BuildServiceProvider(), Clock, Loggers, Soon);
        Clock.Moved = _engine.LookAtTheClock;
        if (begin) _engine.Begin();
        return _engine;
    }

    public async Task<EmbeddedEngine> ReopenAsync()
    {
        await Engine.DisposeAsync();
        return await OpenAsync();
    }

    public Task<StartResult> StartAsync(string orchestration, string id, string input = "null") =>
        Engine.StartAsync(orchestration, id, input, Soon);

    public Task<bool> RaiseAsync(string id, string name, string payload = "null") =>
        Engine.RaiseEventAsync(id, name, payload, Soon);

    public async Task<InstanceState> EndAsync(string id) =>
        await Engine.WaitForEndAsync(id, Soon) ?? throw new InvalidOperationException($"There is no {id}.");

    /// <summary>Waits until something holds; the fake clock may be moved on each look.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds, TimeSpan? advance = null)
    {
        while (!await holds())
        {
            Soon.ThrowIfCancellationRequested();
            if (advance is { } by) Clock.Advance(by);
            await Task.Delay(2, Soon);
        }
    }

    /// <summary>Waits until nothing is under way.</summary>
    public Task RestAsync() => UntilAsync(() => Task.FromResult(Engine.Core.IsIdle));

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null) await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
