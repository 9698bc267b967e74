using System.Buffers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Intake.Outgoing;

namespace Serverless.Workflows.Approval.Suppliers;

/// <summary>Remembers which rejection a mail to a supplier was about, so that an answer to it, or its return, finds the
/// item.</summary>
public sealed class SupplierMails(IRecordStore records)
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The business key of the mail of a rejection.</summary>
    public static string KeyOf(Item item, int number) => $"{item.Tenant}/{item.Id}/supplier/rejection/{number}";

    /// <summary>Notes a mail. To be called before it is sent.</summary>
    /// <param name="number">See <see cref="SupplierRejection.Number"/>.</param>
    public Task NoteAsync(OutgoingMail mail, Item item, int number, CancellationToken cancellation) => records.WriteAsync(
        Partition(item.Tenant),
        [new RowWrite.Put(MailWriter.KeyHash(mail.Key), DurableJson.Serialize(new NotedMail(item.Id, number)))], cancellation);

    /// <summary>Those of our mails that a message answers or returns.</summary>
    /// <param name="answers">See <see cref="ItemOrigin.Answers"/>.</param>
    public async Task<IReadOnlyList<NotedMail>> AnsweredAsync(
        string tenant, IReadOnlyList<string>? answers, CancellationToken cancellation)
    {
        var found = new List<NotedMail>();
        foreach (var id in answers ?? [])
        {
            if (HashOf(id) is not { } hash) continue;
            if (await records.GetAsync(Partition(tenant), hash, cancellation) is { } row)
                found.Add(DurableJson.Deserialize<NotedMail>(row.Json));
        }

        return [.. found.Distinct()];
    }

    /// <summary>Notes that an item came in answer to mails, so that the items they were about know of it.</summary>
    public async Task NoteAnswerAsync(Item item, CancellationToken cancellation)
    {
        foreach (var mail in await AnsweredAsync(item.Tenant, item.Origin.Answers, cancellation))
        {
            await records.WriteAsync(
                AnswersTo(item.Tenant, mail.Item), [new RowWrite.Put(item.Id, DurableJson.Serialize(mail))], cancellation);
        }
    }

    /// <summary>The ids of the items that came in answer to mails about an item, at most so many.</summary>
    public async Task<IReadOnlyList<string>> AnswersAsync(Item item, int most, CancellationToken cancellation)
    {
        var page = await records.QueryAsync(AnswersTo(item.Tenant, item.Id), RowRange.All, most, null, cancellation);
        return [.. page.Rows.Select(row => row.Key)];
    }

    // <32 hex digits@domain>, as they are written.
    private static string? HashOf(string messageId)
    {
        const int length = 32;
        return messageId.Length > length + 2 && messageId[length + 1] == '@'
            && !messageId.AsSpan(1, length).ContainsAnyExcept(HexDigits) ? messageId[1..(length + 1)] : null;
    }

    private static string AnswersTo(string tenant, string item) => Keys.Join(tenant, "supplier-answers", item);

    private static string Partition(string tenant) => Keys.Join(tenant, "supplier-mails");
}

/// <summary>A mail to a supplier.</summary>
/// <param name="Item">The id of the item that it is about.</param>
/// <param name="Number">See <see cref="SupplierRejection.Number"/>.</param>
public sealed record NotedMail(string Item, int Number);
