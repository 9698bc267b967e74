using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Serverless.Workflows.Approval.Digests;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations;

/// <summary>Starts the digests whose time has come: late where nobody was there to do it, but never for a day gone.
/// One that cannot be started keeps nobody else from theirs.</summary>
public sealed class DigestStarter(IWorkflowClient workflows, ILogger<DigestStarter> logger) : IMinuteWork
{
    private readonly Attempts _attempts = new(logger);

    // Only spares questions: whether there is an instance is known by the engine.
    private readonly ConcurrentDictionary<(string Tenant, string Person), DateOnly> _started = new();

    /// <inheritdoc/>
    public async Task RunAsync(Tenant tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = tenant.Settings.DateAt(now);
        foreach (var person in tenant.Settings.People)
        {
            await _attempts.TryAsync(
                $"The start of the digest of {tenant.Id}/{person.Id}", now,
                () => StartDueAsync(tenant, person, today, now, cancellation), cancellation);
        }
    }

    private async Task StartDueAsync(
        Tenant tenant, Person person, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!(DigestTimes.On(tenant.Settings, person, today) <= now)) return;
        if (_started.TryGetValue((tenant.Id, person.Id), out var day) && day == today) return;
        var run = new DigestRun(tenant.Id, person.Id, today, DigestSteps.CurrentRevision);
        await workflows.StartAsync(
            DigestSteps.Digest.Value, DigestSteps.InstanceOf(tenant.Id, person.Id, today), DurableJson.Serialize(run),
            cancellation);
        _started[(tenant.Id, person.Id)] = today;
    }
}
