using System.Security.Cryptography;
using System.Text.Json;

namespace Serverless.Workflows.Approval.Links;

/// <summary>Where a home keeps its tenants' key sets: created at first use, part of the tenant's backup.</summary>
public interface IKeySets
{
    /// <summary>The key set of a tenant that exists. Ask only for known tenants: one may be created.</summary>
    KeySet For(string tenant);
}

/// <summary>
/// The keys of one tenant: new tokens are made with the active one, older ones still check what they made.
/// </summary>
public sealed class KeySet
{
    /// <summary>The length of a key in bytes.</summary>
    public const int KeyLength = 32;

    private readonly Dictionary<uint, byte[]> _keys;

    private KeySet(uint active, Dictionary<uint, byte[]> keys) => (Active, _keys) = (active, keys);

    /// <summary>The id of the key that makes new tokens.</summary>
    public uint Active { get; }

    /// <summary>The ids of all keys, oldest first.</summary>
    public IReadOnlyList<uint> Ids => [.. _keys.Keys.Order()];

    /// <summary>A set with one new random key.</summary>
    public static KeySet Create() => new(1, new() { [1] = RandomNumberGenerator.GetBytes(KeyLength) });

    /// <summary>The same set with a new active key. Tokens of the older keys stay good until they are dropped.</summary>
    public KeySet Rotate()
    {
        var next = _keys.Keys.Max() + 1;
        return new(next, new(_keys) { [next] = RandomNumberGenerator.GetBytes(KeyLength) });
    }

    /// <summary>The same set without a key: everything it signed ends at once.</summary>
    /// <exception cref="InvalidOperationException">It is the active key; rotate first.</exception>
    public KeySet Drop(uint id)
    {
        if (id == Active) throw new InvalidOperationException("The active key cannot be dropped; rotate first.");
        return new(Active, _keys.Where(key => key.Key != id).ToDictionary());
    }

    /// <summary>The set as JSON, with its secrets: to be encrypted or kept in a file of mode 600.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new Stored(Active, _keys.ToDictionary(key => key.Key, key => Convert.ToBase64String(key.Value))));

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">It is no key set, or a key is not 32 bytes long.</exception>
    public static KeySet FromJson(string json)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(json);
            var keys = stored?.Keys?.ToDictionary(key => key.Key, key => Convert.FromBase64String(key.Value));
            if (keys is null || !keys.ContainsKey(stored!.Active) || keys.Values.Any(key => key.Length != KeyLength))
                throw new FormatException("The key set must name its active key, and every key must have 32 bytes.");
            return new(stored.Active, keys);
        }
        catch (JsonException wrong)
        {
            throw new FormatException("The key set is not readable JSON.", wrong);
        }
    }

    internal bool TrySign(uint id, ReadOnlySpan<byte> content, Span<byte> mac)
    {
        if (!_keys.TryGetValue(id, out var key)) return false;
        HMACSHA256.HashData(key, content, mac);
        return true;
    }

    private sealed record Stored(uint Active, Dictionary<uint, string> Keys);
}
