using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Serverless.Connectors.Documents;

/// <summary>How the archive is held to its dates.</summary>
public enum ArchiveProtection
{
    /// <summary>By a note on the blob, for accounts without version-level immutability. Nothing keeps an administrator
    /// from deleting.</summary>
    Noted,

    /// <summary>By an unlocked policy on each version: it can be taken off again, for trials.</summary>
    Unlocked,

    /// <summary>By a locked policy on each version: nobody can delete or shorten, only extend.</summary>
    Locked,
}

/// <summary>Until when an archived blob is kept: extended, never shortened.</summary>
internal sealed class ArchiveRetention(ArchiveProtection protection)
{
    private const string Note = "retainuntil";

    /// <summary>The last day on which the blob is kept, or null where it has none.</summary>
    public DateOnly? Of(BlobProperties blob) => protection == ArchiveProtection.Noted
        ? blob.Metadata.TryGetValue(Note, out var text)
            ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null
        : blob.ImmutabilityPolicy?.ExpiresOn is { } end ? DateOnly.FromDateTime(end.UtcDateTime).AddDays(-1) : null;

    /// <summary>Extends it to that day, the day included.</summary>
    public async Task ExtendAsync(BlobClient blob, DateOnly until, CancellationToken cancellation)
    {
        while (true)
        {
            var now = (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value;
            if (Of(now) >= until) return;
            try
            {
                if (protection == ArchiveProtection.Noted) await NoteAsync(blob, now, until, cancellation);
                else await ProtectAsync(blob, now, until, cancellation);
                return;
            }
            catch (RequestFailedException other) when (other.Status is 409 or 412 && !cancellation.IsCancellationRequested)
            {
                // Somebody else extended it meanwhile, maybe further: look again. A refusal for another reason ends there.
                if (Of((await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value) == Of(now)
                    && other.ErrorCode != BlobErrorCode.ConditionNotMet) throw;
            }
        }
    }

    private static Task NoteAsync(BlobClient blob, BlobProperties now, DateOnly until, CancellationToken cancellation) =>
        blob.SetMetadataAsync(
            new Dictionary<string, string>(now.Metadata) { [Note] = until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
            new BlobRequestConditions { IfMatch = now.ETag }, cancellation);

    private Task ProtectAsync(BlobClient blob, BlobProperties now, DateOnly until, CancellationToken cancellation) =>
        blob.SetImmutabilityPolicyAsync(
            new BlobImmutabilityPolicy
            {
                ExpiresOn = new DateTimeOffset(until.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero),
                PolicyMode = protection == ArchiveProtection.Locked
                    ? BlobImmutabilityPolicyMode.Locked
                    : BlobImmutabilityPolicyMode.Unlocked,
            },
            new BlobRequestConditions { IfUnmodifiedSince = now.LastModified }, cancellation);
}
