using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Extraction.Pdf;
using Serverless.Workflows.Extraction.Pdf.Voucher;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Reads the invoice document into fields, lines, taxes, discounts and checks. A bare XML invoice gets a readable
/// PDF beside it; the received file stays as it is.</summary>
public sealed class ExtractStep(
    ItemJournal journal, TenantFiles tenants, IDocumentStore documents, DocumentReferences references,
    InvoiceDocuments reader, StepAttempts attempts, TimeProvider time)
    : ItemActivity(StepKind.Extract, journal, time)
{
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override Task DoAsync(Item item, CancellationToken cancellation) => attempts.RunAsync(
        item, StepKind.Extract, "Das Dokument ließ sich nicht auslesen", () => ExtractAsync(item, cancellation), cancellation);

    private async Task ExtractAsync(Item item, CancellationToken cancellation)
    {
        var (reading, readable) = await ReadAsync(item, cancellation);
        var today = tenants.Require(item.Tenant).Settings.DateAt(_time.GetUtcNow());
        await MoveAsync(item, current =>
        {
            var read = current with
            {
                Format = reading.Format,
                Documents = readable is null ? current.Documents : [.. current.Documents, readable],
                Fields = reading.Fields,
                Lines = reading.Lines,
                Taxes = reading.Taxes,
                Checks = [.. current.Checks, .. reading.Checks.Where(check => item.Kind != RouteKind.Mail || check.Rule != InvoiceReading.NoInvoiceRule)],
                Deadlines = new Deadlines(null, null, reading.CashDiscounts),
                Stage = ItemStage.CoverSheet,
                ContentRevision = current.Revision + 1,
            };
            var edit = new Edit(ItemChange.System, _time.GetUtcNow(), ItemDifferences.Between(current, read));
            return new ItemChange(
                read with { Deadlines = PaymentDeadlines.Of(read, today) }, ItemChange.System, "extracted",
                new Dictionary<string, string>
                {
                    ["format"] = reading.Format ?? "–",
                    ["fields"] = $"{reading.Fields.Count}",
                    ["findings"] = $"{reading.Checks.Count}",
                })
            {
                Rows = [EditRows.Insert(read.ContentRevision, edit), StepAttempts.Done(StepKind.Extract)],
            };
        }, cancellation);
    }

    private async Task<(InvoiceReading, ItemDocument?)> ReadAsync(Item item, CancellationToken cancellation)
    {
        var invoice = item.Documents.FirstOrDefault(document => document.Role == "invoice");
        var bytes = invoice is null ? default : await LoadAsync(item.Tenant, invoice, cancellation);
        var reading = invoice is null ? InvoiceReading.Empty : reader.Read(bytes, invoice.Name, cancellation);
        return (reading, await VoucherAsync(item, invoice, reading, bytes, cancellation));
    }

    private async Task<ItemDocument?> VoucherAsync(
        Item item, ItemDocument? invoice, InvoiceReading reading, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (invoice is null || reading.Format is null || PdfFacts.IsPdf(bytes.Span)) return null;
        var pdf = InvoiceVoucher.Render(
            reading, new VoucherSource(invoice.Name, "application/xml", bytes),
            new VoucherStamp(ReceivedOn: DateOnly.FromDateTime(item.ReceivedUtc.UtcDateTime)));
        var stored = await documents.PutAsync(item.Tenant, new MemoryStream(pdf), pdf.Length, cancellation);
        await references.AddAsync(item.Tenant, item.Id, [stored.Sha256], cancellation);
        return new ItemDocument(
            Path.GetFileNameWithoutExtension(invoice.Name) + ".pdf", "application/pdf", stored.Sha256, stored.Length,
            "generated");
    }

    private async Task<ReadOnlyMemory<byte>> LoadAsync(
        string tenant, ItemDocument document, CancellationToken cancellation)
    {
        await using var content = await documents.OpenAsync(tenant, document.Sha256, cancellation)
            ?? throw new FileNotFoundException($"Document {document.Sha256} is missing from the store.");
        var bytes = new byte[document.Length];
        await content.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }
}
