using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Archive.Audit;

/// <summary>
/// How the entries of a trail hold together. The hash of an entry is the SHA-256, in lower-case hex, of these texts in
/// UTF-8, each preceded by its length in bytes (decimal) and a colon: the hash before it, its number, its time in UTC
/// (<c>2026-11-21T09:30:00.0000000Z</c>), who, what, the count of details, then each detail's name and value in the
/// ordinal order of the names. The hash before the first entry is that of <c>serverless audit 1</c>, tenant and item.
/// Half a surrogate pair counts as U+FFFD, which is also how JSON keeps it.
/// </summary>
public static class AuditChain
{
    /// <summary>What stands before the first entry: it binds a trail to its item.</summary>
    public static string Beginning(string tenant, string item) => Hash("serverless audit 1", tenant, item);

    /// <summary>The entry that follows the end of a trail; null is the end of an empty one.</summary>
    public static AuditEntry Next(string tenant, string item, AuditHead? head, AuditNote note, DateTimeOffset atUtc)
    {
        var entry = new AuditEntry(
            (head?.Sequence ?? 0) + 1, atUtc.ToUniversalTime(), note.By, note.What,
            note.Details ?? new Dictionary<string, string>(), head?.Hash ?? Beginning(tenant, item), string.Empty);
        return entry with { Hash = HashOf(entry) };
    }

    /// <summary>The hash that belongs to an entry's content.</summary>
    public static string HashOf(AuditEntry entry)
    {
        var texts = new List<string>
        {
            entry.Previous,
            Number(entry.Sequence),
            entry.AtUtc.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            entry.By,
            entry.What,
            Number(entry.Details.Count),
        };
        foreach (var (name, value) in entry.Details.OrderBy(detail => detail.Key, StringComparer.Ordinal))
        {
            texts.Add(name);
            texts.Add(value);
        }

        return Hash([.. texts]);
    }

    private static string Hash(params ReadOnlySpan<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(Encoding.ASCII.GetBytes($"{Number(bytes.Length)}:"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
