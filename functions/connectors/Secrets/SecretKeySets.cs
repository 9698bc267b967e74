using System.Collections.Concurrent;
using Serverless.Workflows.Approval.Links;

namespace Serverless.Connectors.Secrets;

/// <summary>Key sets as secrets. A set is looked at again after <see cref="Life"/>, so that each worker has a rotated
/// one soon; until then the old one's keys are in the new one too.</summary>
public sealed class SecretKeySets(ISecretStore secrets, TimeProvider time) : IKeySets
{
    private const string Purpose = "keyset";
    private readonly ConcurrentDictionary<string, (KeySet Set, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>How long a set is used before it is looked at again.</summary>
    public static TimeSpan Life { get; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public KeySet For(string tenant)
    {
        if (_known.TryGetValue(tenant, out var known) && known.Until > time.GetUtcNow()) return known.Set;

        // The port is synchronous because sets are all but always known; once in a while a call waits here.
        var json = Task.Run(() => secrets.GetOrCreateAsync(
            tenant, Purpose, () => KeySet.Create().ToJson(), CancellationToken.None)).GetAwaiter().GetResult();
        var set = KeySet.FromJson(json);
        _known[tenant] = (set, time.GetUtcNow() + Life);
        return set;
    }
}
