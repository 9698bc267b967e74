using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Approval.Suppliers;

/// <summary>Finds rejected and corrected invoices for each other.</summary>
public sealed class HeldItems(IRecordStore records, ItemStore items, SupplierMails mails)
{
    /// <summary>As many are offered at most.</summary>
    private const int Most = 20;

    /// <summary>Of more that wait at one supplier some are not looked at; a person finds them.</summary>
    private const int MostHeld = 500;

    private const int PageSize = 100;

    /// <summary>The invoices, rejected to their supplier, that an item may be the correction of: what is certain first, then
    /// what waits longest.</summary>
    public async Task<IReadOnlyList<CorrectionMatch>> CorrectedByAsync(Item item, CancellationToken cancellation)
    {
        var answered = (await mails.AnsweredAsync(item.Tenant, item.Origin.Answers, cancellation)).Select(mail => mail.Item).ToHashSet();
        var found = new List<CorrectionMatch>();
        foreach (var held in await OfSellerAsync(item, answered, cancellation))
        {
            if (CorrectionMatch.Of(held, item, answered.Contains(held.Id)) is { } match) found.Add(match);
        }

        return
        [
            .. found.OrderByDescending(match => match.IsCertain).ThenBy(match => match.Held.SupplierRejection!.AtUtc).Take(Most),
        ];
    }

    /// <summary>The rejected invoices that a credit note takes back.</summary>
    public async Task<IReadOnlyList<Item>> TakenBackByAsync(Item item, CancellationToken cancellation) =>
        CorrectionMatch.IsCreditNote(item)
            ? [.. (await OfSellerAsync(item, [], cancellation)).Where(held => CorrectionMatch.TakesBack(item, held))]
            : [];

    /// <summary>Makes an item that came in answer to a rejection known to the rejected one. Can be repeated.</summary>
    public Task NoteAnswerAsync(Item item, CancellationToken cancellation) => mails.NoteAnswerAsync(item, cancellation);

    /// <summary>What may be the correction of a rejected invoice: what came in answer or from its supplier since, the newest
    /// first.</summary>
    public async Task<IReadOnlyList<CorrectionMatch>> CorrectionsOfAsync(Item held, CancellationToken cancellation)
    {
        if (!held.IsHeld) return [];
        var others = (held.Cover.Supplier ?? Seller(held)) is { } words
            ? (await items.ListAsync(held.Tenant, new ItemQuery(Query: words, PageSize: Most), cancellation)).Items.ToList()
            : [];
        var answers = await mails.AnswersAsync(held, Most, cancellation);
        foreach (var id in answers.Where(id => others.TrueForAll(other => other.Id != id)))
        {
            if (await items.GetAsync(held.Tenant, id, cancellation) is { } answer) others.Add(answer);
        }

        return
        [
            .. others.Select(other => CorrectionMatch.Of(held, other, answers.Contains(other.Id))).OfType<CorrectionMatch>()
                .OrderByDescending(match => match.IsCertain).ThenByDescending(match => match.Item.ReceivedUtc),
        ];
    }

    private async Task<IReadOnlyList<Item>> OfSellerAsync(
        Item item, IEnumerable<string> besides, CancellationToken cancellation)
    {
        var ids = new HashSet<string>(besides, StringComparer.Ordinal);
        foreach (var seller in DuplicateKeys.SellersOf(item))
        {
            string? continuation = null;
            do
            {
                var page = await records.QueryAsync(
                    ItemLists.Partition(item.Tenant, ItemLists.HeldOf(seller)), RowRange.All, PageSize, continuation, cancellation);
                ids.UnionWith(page.Rows.Select(row => DurableJson.Deserialize<ListRow>(row.Json).Item));
                continuation = page.Continuation;
            }
            while (continuation is not null && ids.Count < MostHeld);
        }

        var found = new List<Item>();
        foreach (var id in ids.Where(id => id != item.Id))
        {
            if (await items.GetAsync(item.Tenant, id, cancellation) is { IsHeld: true } held && ItemLists.IsOpen(held)) found.Add(held);
        }

        return found;
    }

    private static string? Seller(Item item) =>
        item.Fields.TryGetValue(Extraction.FieldNames.SellerName, out var name) && name.Value.Length > 0 ? name.Value : null;
}
