using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Intake.Documents;

namespace Serverless.Workflows.Intake;

/// <summary>A delivery that is stored, and the items that it can make.</summary>
/// <param name="Name">What it is called: a mail's subject, a file's name.</param>
internal sealed record Received(
    string Tenant, SourceSettings Settings, string Name, StoredDocument Raw, ReadOnlyMemory<byte> Bytes,
    DateTimeOffset AtUtc)
{
    /// <summary>The start of an item's record.</summary>
    /// <param name="part">0 for the delivery as a whole.</param>
    public Item Item(int part, IReadOnlyList<ItemDocument> documents, IReadOnlyList<Check> checks, ItemOrigin origin) =>
        new()
        {
            Id = ItemIds.For(Tenant, Settings.Id, Raw.Sha256, part),
            Tenant = Tenant,
            Kind = Settings.Kind,
            Documents = documents,
            Checks = checks,
            Origin = origin,
            ReceivedUtc = AtUtc,
        };

    /// <summary>An item that only shows what was not accepted, and why.</summary>
    public Item Rejected(
        int part, IReadOnlyList<ItemDocument> documents, IEnumerable<RejectionReason> reasons, ItemOrigin origin) =>
        Item(part, documents, reasons.Select(reason => IntakeChecks.Rejected(reason)).ToList(), origin) with
        {
            Status = ItemStatus.Rejected,
            Stage = ItemStage.Ended,
            EndedUtc = AtUtc,
        };

    /// <summary>An invoice's files and what supports it, as the item keeps them.</summary>
    public static IEnumerable<ItemDocument> Files(InvoiceGroup group) =>
        group.Invoice.Select(document => document.As("invoice"))
            .Concat(group.Supporting.Where(document => document.Defect is null)
                .Select(document => document.As("attachment")));
}
