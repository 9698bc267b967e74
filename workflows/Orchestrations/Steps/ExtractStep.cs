using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Reads the invoice document into fields, lines, taxes, discounts and checks.</summary>
public sealed class ExtractStep(
    ItemJournal journal, IDocumentStore documents, InvoiceDocuments reader, TimeProvider time)
    : ItemActivity(StepKind.Extract, journal, time)
{
    /// <inheritdoc/>
    protected override async Task DoAsync(Item item, CancellationToken cancellation)
    {
        var reading = await ReadAsync(item, cancellation);
        await MoveAsync(item, current =>
        {
            var read = current with
            {
                Format = reading.Format,
                Fields = reading.Fields,
                Lines = reading.Lines,
                Taxes = reading.Taxes,
                Checks = [.. current.Checks, .. reading.Checks],
                Deadlines = new Deadlines(null, null, reading.CashDiscounts),
                Stage = ItemStage.CoverSheet,
                ContentRevision = current.Revision + 1,
            };
            return new ItemChange(
                read with { Deadlines = PaymentDeadlines.Of(read) }, ItemChange.System, "extracted",
                new Dictionary<string, string>
                {
                    ["format"] = reading.Format ?? "–",
                    ["fields"] = $"{reading.Fields.Count}",
                    ["findings"] = $"{reading.Checks.Count}",
                });
        }, cancellation);
    }

    private async Task<InvoiceReading> ReadAsync(Item item, CancellationToken cancellation)
    {
        if (item.Documents.FirstOrDefault(document => document.Role == "invoice") is not { } invoice)
            return InvoiceReading.Empty;
        await using var content = await documents.OpenAsync(item.Tenant, invoice.Sha256, cancellation)
            ?? throw new FileNotFoundException($"Document {invoice.Sha256} is missing from the store.");
        using var bytes = new MemoryStream((int)Math.Min(invoice.Length, int.MaxValue));
        await content.CopyToAsync(bytes, cancellation);
        return reader.Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), invoice.Name, cancellation);
    }
}
