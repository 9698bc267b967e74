using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Tests.Home;

/// <summary>Puts something in front of a service that the home made.</summary>
internal static class Fronting
{
    public static void Front<T>(this IServiceCollection services, Func<T, T> front)
        where T : class
    {
        var made = services.Last(service => service.ServiceType == typeof(T));
        services.AddSingleton(provider => front(made.ImplementationInstance as T
            ?? made.ImplementationFactory?.Invoke(provider) as T
            ?? (T)ActivatorUtilities.CreateInstance(provider, made.ImplementationType!)));
    }
}

/// <summary>An outbox that can be out of order, and notes what it was given.</summary>
internal sealed class FlakyOutbox : IOutbox
{
    private readonly List<OutgoingMail> _given = [];

    public IOutbox? Inner { get; set; }

    public bool Broken { get; set; }

    /// <summary>Called before a mail goes out.</summary>
    public Func<OutgoingMail, Task>? Before { get; set; }

    public IReadOnlyList<OutgoingMail> Given
    {
        get
        {
            lock (_given) return [.. _given];
        }
    }

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        if (Broken) throw new IOException("Der Mailserver antwortet nicht.");
        if (Before is not null) await Before(mail);
        await Inner!.SendAsync(mail, cancellation);
        lock (_given) _given.Add(mail);
    }
}

/// <summary>A document store whose reading can be out of order.</summary>
internal sealed class FlakyDocuments(IDocumentStore inner) : IDocumentStore
{
    /// <summary>The document that cannot be read.</summary>
    public string? Broken { get; set; }

    public Task<StoredDocument> PutAsync(string tenant, Stream content, long maxBytes, CancellationToken cancellation) =>
        inner.PutAsync(tenant, content, maxBytes, cancellation);

    public Task<Stream?> OpenAsync(string tenant, string sha256, CancellationToken cancellation) =>
        sha256 == Broken ? throw new IOException("Die Platte antwortet nicht.") : inner.OpenAsync(tenant, sha256, cancellation);

    public Task ArchiveAsync(
        string tenant, string sha256, string archiveClass, DateOnly retainUntil, CancellationToken cancellation) =>
        inner.ArchiveAsync(tenant, sha256, archiveClass, retainUntil, cancellation);
}

/// <summary>A record store that dies between an item and what is left of it in lists.</summary>
internal sealed class DyingRecords(IRecordStore inner) : IRecordStore
{
    public bool Dead { get; set; }

    public Task<Row?> GetAsync(string partition, string key, CancellationToken cancellation) =>
        inner.GetAsync(partition, key, cancellation);

    public Task<RowPage> QueryAsync(
        string partition, RowRange range, int pageSize, string? continuation, CancellationToken cancellation) =>
        inner.QueryAsync(partition, range, pageSize, continuation, cancellation);

    public Task<WriteResult> WriteAsync(string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation) =>
        Dead && partition.StartsWith(Keys.Prefix("demo", "list"), StringComparison.Ordinal) && writes.Any(write => write is RowWrite.Delete)
            ? throw new IOException("Getötet.")
            : inner.WriteAsync(partition, writes, cancellation);
}

/// <summary>A client whose wake-ups can be lost, with or without a word.</summary>
internal sealed class LossyClient(IWorkflowClient inner) : IWorkflowClient
{
    public bool Throws { get; set; }

    public bool Starts { get; set; } = true;

    public Task<StartResult> StartAsync(string orchestration, string instanceId, string inputJson, CancellationToken cancellation) =>
        Starts ? inner.StartAsync(orchestration, instanceId, inputJson, cancellation) : throw new IOException("Kein Start.");

    public Task<bool> RaiseEventAsync(string instanceId, string eventName, string payloadJson, CancellationToken cancellation) =>
        Throws ? throw new IOException("Kein Ereignis.") : inner.RaiseEventAsync(instanceId, eventName, payloadJson, cancellation);

    public Task<InstanceState?> GetAsync(string instanceId, CancellationToken cancellation) => inner.GetAsync(instanceId, cancellation);

    public Task<InstancePage> QueryAsync(InstanceFilter filter, string? continuation, CancellationToken cancellation) =>
        inner.QueryAsync(filter, continuation, cancellation);

    public Task<bool> SuspendAsync(string instanceId, string reason, CancellationToken cancellation) =>
        inner.SuspendAsync(instanceId, reason, cancellation);

    public Task<bool> ResumeAsync(string instanceId, string reason, CancellationToken cancellation) =>
        inner.ResumeAsync(instanceId, reason, cancellation);

    public Task<bool> TerminateAsync(string instanceId, string reason, CancellationToken cancellation) =>
        inner.TerminateAsync(instanceId, reason, cancellation);

    public Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation) => inner.PurgeAsync(instanceId, cancellation);
}

/// <summary>A target behind the demo's connector that does what a test wants.</summary>
internal sealed class TestTarget(PostingCapability capability) : IPostingTarget, IPostingTargetMaker
{
    public PostingCapability Capability => capability;

    /// <summary>The keys that it was sent, in order.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>What it has, as if by a ledger that dedupes only where it can.</summary>
    public List<string> Booked { get; } = [];

    /// <summary>Called after it took a posting and before it answers.</summary>
    public Action? After { get; set; }

    /// <summary>Called before it takes anything.</summary>
    public Action? Before { get; set; }

    public string? Refuses { get; set; }

    public IPostingTarget? Make(string tenant, Connector connector) => this;

    public Task<PostingAnswer> SendAsync(PostingKey key, string payload, CancellationToken cancellation)
    {
        Sent.Add(key.ToString());
        Before?.Invoke();
        if (Refuses is not null) return Task.FromResult(PostingAnswer.Refuse(Refuses));
        if (capability != PostingCapability.Keyed || !Booked.Contains(key.ToString())) Booked.Add(key.ToString());
        After?.Invoke();
        return Task.FromResult(PostingAnswer.Accept($"ERP-{key.N}"));
    }

    public Task<PostingAnswer?> FindAsync(PostingKey key, CancellationToken cancellation) =>
        Task.FromResult(Booked.Contains(key.ToString()) ? PostingAnswer.Accept($"ERP-{key.N}") : null);
}
