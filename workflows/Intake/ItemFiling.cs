using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Intake.Replies;

namespace Serverless.Workflows.Intake;

/// <summary>
/// Makes planned items real. Every step can be repeated after a crash with the same outcome: ids come from the bytes, an
/// existing item is left alone, and a reply is recorded (by its key once) before its item exists, so that it is never
/// forgotten. It is sent after that, and a relay that is away fails nothing.
/// </summary>
public sealed class ItemFiling(IItemBook book, IItemIntake items, IDuplicateFinder duplicates, PendingReplies replies)
{
    internal async Task<IntakeResult> FileAsync(IReadOnlyList<PlannedItem> planned, CancellationToken cancellation)
    {
        var accepted = new List<AcceptedItem>();
        var rejected = new List<RejectedPart>();
        var known = new List<DuplicatePart>();
        foreach (var plan in planned)
        {
            if (!await FileAsync(plan, cancellation)) known.Add(new DuplicatePart(plan.Name, plan.Item.Id));
            else if (plan.Reasons.Count > 0) rejected.Add(new RejectedPart(plan.Name, plan.Reasons));
            else accepted.Add(new AcceptedItem(plan.Item.Id, plan.Name));
        }

        return new IntakeResult(accepted, rejected, known);
    }

    private async Task<bool> FileAsync(PlannedItem plan, CancellationToken cancellation)
    {
        var item = plan.Item;
        if (await book.GetAsync(item.Tenant, item.Id, cancellation) is not null) return false;
        if (plan.Reasons.Count > 0) return await RejectAsync(plan, cancellation);
        if (plan.Text is { } text) await items.AnsweredAsync(item, text, cancellation);
        item = await WithDuplicatesAsync(item, cancellation);
        if (!await items.InsertAsync(item, cancellation)) return false;
        await items.StartAsync(item, cancellation);
        return true;
    }

    private async Task<bool> RejectAsync(PlannedItem plan, CancellationToken cancellation)
    {
        if (plan.IsReturn) await items.ReturnedAsync(plan.Item, cancellation);
        if (plan.Text is { } text && await items.AnsweredAsync(plan.Item, text, cancellation))
        {
            var known = IntakeChecks.NotAnswered("Es ist die Antwort auf eine Zurückweisung; sie steht bei deren Vorgang.");
            return await items.InsertAsync(plan.Item with { Checks = [.. plan.Item.Checks, known] }, cancellation);
        }

        if (plan.Reply is not { } reply) return await items.InsertAsync(plan.Item, cancellation);
        await replies.AddAsync(plan.Item.Id, reply, cancellation);
        var inserted = await items.InsertAsync(plan.Item, cancellation);
        await replies.TrySendAsync(reply);
        return inserted;
    }

    private async Task<Item> WithDuplicatesAsync(Item item, CancellationToken cancellation)
    {
        var found = new List<string>();
        foreach (var document in item.Documents.Where(document => document.Role == "invoice"))
            found.AddRange(await duplicates.FindAsync(item.Tenant, document.Sha256, cancellation));
        var others = new List<Duplicate>();
        foreach (var id in found.Where(id => id != item.Id).Distinct())
        {
            var other = await book.GetAsync(item.Tenant, id, cancellation);
            others.Add(new Duplicate(id, DuplicateKeys.SameBytes, other is null ? null : DuplicateName.Of(other), other?.ReceivedUtc));
        }

        return item with
        {
            Duplicates = others,
            Checks = [.. item.Checks, .. others.Select(IntakeChecks.SameBytes).Distinct()],
        };
    }
}
