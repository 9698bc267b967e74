using System.Collections.Concurrent;
using System.Text.Json;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Workflows.Routing;

/// <summary>Keeps every process version that items are pinned to, by its hash.</summary>
public sealed class ProcessStore(IRecordStore records)
{
    private const int MostCached = 256;

    // A version never changes, so what was read once stays right.
    private readonly ConcurrentDictionary<(string Tenant, string Hash), Process> _read = new();

    /// <summary>Keeps a process so that items can be pinned to it; a version that is there already stays as it is.</summary>
    /// <returns>The hash, for <see cref="Archive.Items.RouteRef.Version"/>.</returns>
    /// <exception cref="ArgumentException">The process is larger than <see cref="ProcessVersion.MaxBytes"/>.</exception>
    public async Task<string> KeepAsync(string tenant, Process process, CancellationToken cancellation)
    {
        var version = ProcessVersion.Of(process);
        if (version.Utf8Length > ProcessVersion.MaxBytes)
            throw new ArgumentException($"The process has {version.Utf8Length} bytes.", nameof(process));
        if (_read.ContainsKey((tenant, version.Hash))) return version.Hash;

        // A conflict means that the version is there already.
        await records.WriteAsync(
            Partition(tenant), [new RowWrite.Insert(version.Hash, version.Json)], cancellation);
        Remember(tenant, version.Hash, process);
        return version.Hash;
    }

    /// <summary>The process of that version, or null where the tenant never had it.</summary>
    public async Task<Process?> FindAsync(string tenant, string hash, CancellationToken cancellation)
    {
        if (_read.TryGetValue((tenant, hash), out var process)) return process;
        if (await records.GetAsync(Partition(tenant), hash, cancellation) is not { } row) return null;

        process = JsonSerializer.Deserialize<Process>(row.Json, TenantJson.Stored)!;
        Remember(tenant, hash, process);
        return process;
    }

    private static string Partition(string tenant) => Keys.Join(tenant, "process");

    private void Remember(string tenant, string hash, Process process)
    {
        if (_read.Count >= MostCached) _read.Clear();
        _read[(tenant, hash)] = process;
    }
}
