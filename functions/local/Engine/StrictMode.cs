using System.Text;

namespace Serverless.Local.Engine;

/// <summary>
/// What a workflow must bear, made frequent: kept events change their order at continue-as-new, activities run twice,
/// results and events come twice. What happens where follows from the seed and the call alone.
/// </summary>
/// <param name="Seed">Another seed picks other calls.</param>
/// <param name="Share">The share of calls that it happens to, from 0 to 1.</param>
public sealed record StrictMode(int Seed, double Share = 0.5)
{
    internal bool Repeats(string instance, int generation, int seq) => Hits("repeat", instance, generation, seq);

    internal bool DeliversTwice(string instance, int generation, int seq) => Hits("twice", instance, generation, seq);

    internal bool DeliversTwice(string instance, string eventName) => Hits("event " + eventName, instance, 0, 0);

    internal Random Order(string instance, int generation) => new((int)Hash("order", instance, generation, 0));

    private bool Hits(string what, string instance, int generation, int seq) =>
        Hash(what, instance, generation, seq) < Share * uint.MaxValue;

    private uint Hash(string what, string instance, int generation, int seq)
    {
        // FNV-1a with a last mix: the same on every machine and in every process, unlike string.GetHashCode.
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Seed}/{what}/{instance}/{generation}/{seq}")))
            hash = (hash ^ b) * 16777619u;
        hash ^= hash >> 16;
        hash *= 0x85ebca6b;
        return hash ^ (hash >> 13);
    }
}
