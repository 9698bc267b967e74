using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval.Digests;

/// <summary>Gathers what a person's digest tells of, and for whom it is.</summary>
public sealed class DigestContent(ItemStore items, MasterData master)
{
    private const int PageSize = 50;

    /// <summary>Who reads the digest of a person on a day, and of whose items; null where there is none. Whoever is away has
    /// theirs read by who stands in for them: as part of that one's own digest, or as it is where they want none.</summary>
    public async Task<DigestReader?> ReaderAsync(Tenant tenant, string person, DateOnly day, CancellationToken cancellation)
    {
        var settings = tenant.Settings;
        if (settings.Person(person) is not { Active: true, Digest: not null } owner) return null;
        var absences = await master.AbsencesFromAsync(tenant.Id, day, cancellation);
        if (VisitReader.Of(settings, absences, day, owner.Id).Person is not { } reader) return null;
        if (reader.Id != owner.Id) return reader.Digest is null ? new DigestReader(owner, reader, [owner.Id]) : null;
        var others = settings.People.Select(one => one.Id)
            .Where(id => id != owner.Id && VisitReader.Of(settings, absences, day, id).Person?.Id == owner.Id);
        return new DigestReader(owner, owner, [owner.Id, .. others]);
    }

    /// <summary>What waits for the reader, one by one, the list of each person in its own order. An item that moves meanwhile
    /// comes once.</summary>
    public async IAsyncEnumerable<Item> WaitingAsync(
        string tenant, DigestReader reader,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var person in reader.Of)
        {
            string? cursor = null;
            do
            {
                var page = await items.ListAsync(
                    tenant, new ItemQuery(ItemStatus.Waiting, person, PageSize: PageSize, Cursor: cursor), cancellation);
                foreach (var item in page.Items)
                {
                    if (IsAsked(item) && seen.Add(item.Id)) yield return item;
                }

                cursor = page.Next;
            }
            while (cursor is not null);
        }
    }

    // What waits for its supplier asks for nothing until its reminder comes, which is a mail of its own.
    private static bool IsAsked(Item item) => item.VisitState is VisitState.Opened or VisitState.Notified && !item.IsHeld;
}

/// <summary>Who reads a digest.</summary>
/// <param name="Owner">Whose digest it is: at their time.</param>
/// <param name="Person">Who reads it.</param>
/// <param name="Of">Whose items it tells of.</param>
public sealed record DigestReader(Person Owner, Person Person, IReadOnlyList<string> Of);
