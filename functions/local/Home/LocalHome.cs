using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Local.Demo;
using Serverless.Local.Engine;
using Serverless.Local.Stores;
using Serverless.Web;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Local.Home;

/// <summary>The whole system in this process, on one folder: stores, engine, tenants, pages.</summary>
public sealed class LocalHome : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly EmbeddedEngine _engine;
    private readonly Upkeep _upkeep;
    private readonly MinuteTimer _minutes;

    private LocalHome(ServiceProvider services, EmbeddedEngine engine, WebServices web)
    {
        _services = services;
        _engine = engine;
        _upkeep = services.GetRequiredService<Upkeep>();
        _minutes = services.GetRequiredService<MinuteTimer>();
        Web = web;
    }

    /// <summary>What pages and API need.</summary>
    public WebServices Web { get; }

    /// <summary>The services that everything is made of.</summary>
    public IServiceProvider Services => _services;

    internal EmbeddedEngine Engine => _engine;

    /// <summary>Opens the folder, takes up unfinished work, and creates the demo tenant where there is no tenant.</summary>
    /// <exception cref="IOException">Another process works on the folder.</exception>
    /// <exception cref="TenantFilesException">A tenant file is wrong and there is no earlier one to go on with.</exception>
    public static Task<LocalHome> OpenAsync(
        LocalOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellation) =>
        OpenAsync(options, time, loggers, null, null, cancellation);

    /// <summary>As above; for tests that put other services in the place of some, or run the engine in strict mode.</summary>
    internal static async Task<LocalHome> OpenAsync(
        LocalOptions options, TimeProvider time, ILoggerFactory loggers, Action<IServiceCollection>? replace,
        StrictMode? strict, CancellationToken cancellation)
    {
        var folder = new HomeFolder(Path.GetFullPath(options.Data));
        PrivateFolder.Create(folder.Path);
        var engine = new EngineReference();
        var services = Compose(options, folder, engine, time, loggers, replace);
        try
        {
            var files = services.GetRequiredService<TenantFiles>();
            if (!HasTenants(files.Folder)) DemoTenant.WriteTo(files.Folder);
            EnsureGood(files.Reload(), files, loggers.CreateLogger<LocalHome>());
            engine.Value = await EmbeddedEngine.OpenAsync(
                new EngineOptions { File = folder.Engine, Strict = strict }, ItemCatalogue.Create(), services, time, loggers,
                cancellation);
            await services.GetRequiredService<Seeding>().SeedAsync(cancellation);
            var access = WriteAccess(files, folder, services.GetRequiredService<IKeySets>(), options.LinkBase, time);
            var web = WebComposition.Create(services, new LocalCredentials(access)) with { Health = HealthOf(services) };
            var home = new LocalHome(services, engine.Value, web);
            await home._upkeep.MendListsAsync(cancellation);
            engine.Value.Begin();
            home._upkeep.Begin();
            home._minutes.Begin();
            services.GetRequiredService<TenantWatch>().Begin();
            if (options.Demo) await services.GetRequiredService<DemoFeed>().FeedAsync(cancellation);
            return home;
        }
        catch
        {
            if (engine.IsOpen) await engine.Value.DisposeAsync();
            await services.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _minutes.DisposeAsync();
        await _upkeep.DisposeAsync();
        await _engine.DisposeAsync();
        await _services.DisposeAsync();
    }

    /// <summary>Well where both stores answer.</summary>
    private static Func<CancellationToken, ValueTask<string?>> HealthOf(IServiceProvider services) => async cancellation =>
    {
        try
        {
            await services.GetRequiredService<IRecordStore>().GetAsync("health", "health", cancellation);
            await services.GetRequiredService<IWorkflowClient>().GetAsync("health", cancellation);
            return null;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            return failed.Message;
        }
    };

    /// <summary>Whether there is any tenant file, good or not. A first start that was killed leaves the demo's folder
    /// without one: it is written last.</summary>
    private static bool HasTenants(string folder) => Directory.Exists(folder)
        && Directory.EnumerateDirectories(folder).Any(tenant => File.Exists(Path.Combine(tenant, TenantFiles.FileName)));

    private static ServiceProvider Compose(
        LocalOptions options, HomeFolder folder, EngineReference engine, TimeProvider time, ILoggerFactory loggers,
        Action<IServiceCollection>? replace)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time).AddSingleton(loggers).AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton<IRecordStore>(_ => new SqliteRecordStore(folder.Records));
        services.AddSingleton<IDocumentStore>(_ => new FileDocumentStore(folder.Documents));
        services.AddSingleton<IKeySets>(new KeyFiles(folder.Keys));
        services.AddSingleton<ITenantSecrets>(new SecretFiles(folder)).AddMailboxesWhereBuilt();
        // Made on first use, which is after the engine holds the folder: opening the outbox removes what looks unfinished.
        services.AddSingleton<IOutbox>(provider => MailWay.Open(options, folder, provider));
        services.AddSingleton<IWorkflowClient>(engine);
        services.AddSingleton(new TenantFiles(options.Tenants ?? folder.Tenants));
        services.AddSingleton(new PublicUrl(options.LinkBase));
        services.AddSingleton<Seeding>().AddSingleton<DemoFeed>().AddSingleton<Upkeep>().AddSingleton<MinuteTimer>().AddSingleton<TenantWatch>();
        services.AddItemWorkflow();
        replace?.Invoke(services);
        return services.BuildServiceProvider();
    }

    /// <summary>Names every problem of every file. Tenants whose file is good are served; without any there is nothing to
    /// start.</summary>
    private static void EnsureGood(
        IReadOnlyDictionary<string, IReadOnlyList<TenantProblem>> problems, TenantFiles files, ILogger logger)
    {
        foreach (var (tenant, found) in problems)
        {
            foreach (var problem in found) logger.LogError("tenant.json of {Tenant}: {Problem}", tenant, problem.ToString());
        }

        if (files.All.Count > 0) return;
        throw new TenantFilesException(
            $"Keine Mandantendatei in {files.Folder} ist brauchbar:\n"
            + string.Join('\n', problems.SelectMany(file => file.Value.Select(problem => $"{file.Key}: {problem}"))));
    }

    private static List<AccessFile> WriteAccess(
        TenantFiles files, HomeFolder folder, IKeySets keys, string linkBase, TimeProvider time) =>
        [.. files.All.Select(tenant => AccessFile.Write(folder.Access(tenant.Id), tenant, keys.For(tenant.Id), linkBase, time))];
}
