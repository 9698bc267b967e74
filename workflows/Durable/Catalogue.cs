using System.Diagnostics.CodeAnalysis;

namespace Serverless.Workflows.Durable;

/// <summary>Every orchestration and activity by name. Both homes register from it, so neither can lack one.</summary>
public sealed class Catalogue
{
    private readonly Dictionary<string, OrchestrationEntry> _orchestrations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityEntry> _activities = new(StringComparer.Ordinal);

    /// <summary>All orchestrations.</summary>
    public IReadOnlyCollection<OrchestrationEntry> Orchestrations => _orchestrations.Values;

    /// <summary>All activities.</summary>
    public IReadOnlyCollection<ActivityEntry> Activities => _activities.Values;

    /// <summary>Adds an orchestration. A fresh object is made for each run.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public Catalogue Add<TInput, TOutput>(
        OrchestrationName<TInput, TOutput> name, Func<IOrchestration<TInput, TOutput>> create)
    {
        _orchestrations.Add(name.Value, new OrchestrationEntry(name.Value, typeof(TInput), typeof(TOutput),
            async (context, input) =>
                DurableJson.Serialize(await create().RunAsync(context, DurableJson.Deserialize<TInput>(input)))));
        return this;
    }

    /// <summary>Adds an activity. A fresh object is made for each run from the services given to that run.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public Catalogue Add<TInput, TOutput>(
        ActivityName<TInput, TOutput> name, Func<IServiceProvider, IActivity<TInput, TOutput>> create)
    {
        _activities.Add(name.Value, new ActivityEntry(name.Value, typeof(TInput), typeof(TOutput),
            async (services, context, input) => DurableJson.Serialize(
                await create(services).RunAsync(context, DurableJson.Deserialize<TInput>(input)))));
        return this;
    }

    /// <summary>Finds an orchestration by name.</summary>
    public bool TryGetOrchestration(string name, [NotNullWhen(true)] out OrchestrationEntry? entry) =>
        _orchestrations.TryGetValue(name, out entry);

    /// <summary>Finds an activity by name.</summary>
    public bool TryGetActivity(string name, [NotNullWhen(true)] out ActivityEntry? entry) =>
        _activities.TryGetValue(name, out entry);
}

/// <summary>An orchestration as an engine runs it: JSON in, JSON out.</summary>
public sealed record OrchestrationEntry(
    string Name, Type Input, Type Output, Func<IOrchestrationContext, string, Task<string>> RunAsync);

/// <summary>An activity as an engine runs it: JSON in, JSON out.</summary>
public sealed record ActivityEntry(
    string Name, Type Input, Type Output, Func<IServiceProvider, ActivityContext, string, Task<string>> RunAsync);
