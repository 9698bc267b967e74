using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Intake;

namespace Serverless.Workflows.Orchestrations;

/// <summary>Makes what intake accepted an item: its record first, then its instance.</summary>
public sealed class ItemReception(
    ItemStore items, ItemStarter starter, DuplicateIndex duplicates, DocumentReferences references,
    SupplierAnswers answers) : IItemIntake, IDuplicateFinder
{
    /// <inheritdoc/>
    public async Task<bool> InsertAsync(Item item, CancellationToken cancellation)
    {
        // The index first: of two deliveries at once at least the later one then sees the other.
        await duplicates.RegisterAsync(item, cancellation);
        await references.AddAsync(
            item.Tenant, item.Id, [.. item.Documents.Select(document => document.Sha256).Append(item.Origin.MessageSha256)],
            cancellation);
        var what = item.Status == ItemStatus.Rejected ? "rejected" : "received";
        var inserted = await items.InsertAsync(
            new ItemChange(item, ItemChange.System, what, new Dictionary<string, string>
            {
                ["source"] = item.Origin.Source,
                ["message"] = item.Origin.MessageSha256,
                ["from"] = item.Origin.From ?? "–",
            }),
            cancellation);
        return inserted.Inserted;
    }

    /// <inheritdoc/>
    public Task StartAsync(Item item, CancellationToken cancellation) => starter.StartAsync(item, cancellation);

    /// <inheritdoc/>
    public Task NotAnsweredAsync(string tenant, string item, string why, CancellationToken cancellation)
    {
        var check = IntakeChecks.NotAnswered(why);
        return items.UpdateAsync(
            tenant, item,
            current => current.Checks.Any(known => known.Rule == check.Rule) ? null : new ItemChange(
                current with { Checks = [.. current.Checks, check] }, ItemChange.System, "notAnswered",
                new Dictionary<string, string> { ["reason"] = why }),
            cancellation);
    }

    /// <inheritdoc/>
    public Task ReturnedAsync(Item report, CancellationToken cancellation) => answers.ReturnedAsync(report, cancellation);

    /// <inheritdoc/>
    public Task<bool> AnsweredAsync(Item answer, string text, CancellationToken cancellation) =>
        answers.AnsweredAsync(answer, text, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> FindAsync(string tenant, string sha256, CancellationToken cancellation) =>
        duplicates.FindBytesAsync(tenant, sha256, cancellation);
}
