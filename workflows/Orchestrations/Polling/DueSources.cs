using Microsoft.Extensions.Logging;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations.Polling;

/// <summary>Starts a round for each mailbox that is due. Where a round is there already, somebody is on it. One
/// that cannot be started keeps no other from its turn.</summary>
/// <param name="mailboxes">Null in a home that cannot read mailboxes; nothing is started then.</param>
public sealed class DueSources(
    MailboxBook book, IWorkflowClient workflows, ILogger<DueSources> logger, IMailboxes? mailboxes = null) : IMinuteWork
{
    private readonly Attempts _attempts = new(logger);

    /// <summary>Ticks come a little early or late.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async Task RunAsync(Tenant tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        if (mailboxes is null) return;
        foreach (var source in tenant.Settings.Sources.OfType<MailboxSource>().Where(source => source.Active))
        {
            await _attempts.TryAsync(
                $"The start of a round of {tenant.Id}/{source.Id}", now,
                () => StartDueAsync(tenant.Id, source, now, cancellation), cancellation);
        }
    }

    private async Task StartDueAsync(string tenant, MailboxSource source, DateTimeOffset now, CancellationToken cancellation)
    {
        var last = (await book.StateAsync(tenant, source, cancellation)).LastUtc;
        if (last is null || now >= last.Value.AddMinutes(source.EveryMinutes) - Slack)
            await StartAsync(tenant, source.Id, cancellation);
    }

    private async Task StartAsync(string tenant, string source, CancellationToken cancellation)
    {
        var id = PollRun.InstanceOf(tenant, source);
        var input = DurableJson.Serialize(new PollRun(tenant, source));
        if (await workflows.StartAsync(PollSteps.Round.Value, id, input, cancellation) == StartResult.Started) return;
        if (await workflows.GetAsync(id, cancellation) is not { } before) return;
        if (before.Failure is { } failure)
            logger.LogError("The last round of {Tenant}/{Source} failed: {Failure}", tenant, source, failure.Message);

        // A round that has ended makes room for the next; one that runs is not purged.
        if (await workflows.PurgeAsync(id, cancellation))
            await workflows.StartAsync(PollSteps.Round.Value, id, input, cancellation);
    }
}
