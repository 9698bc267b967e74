using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Intake.Criteria;
using Serverless.Workflows.Intake.Documents;

namespace Serverless.Workflows.Intake;

/// <summary>Plans the items of a file that came without a mail: one per invoice in it. There is nobody to write to; the
/// answer to the delivery names the reasons.</summary>
internal sealed class FileIntake(IReadOnlyList<ICriterion> criteria)
{
    public async Task<IReadOnlyList<PlannedItem>> PlanAsync(
        Received received, string contentType, DocumentCollector files, CancellationToken cancellation)
    {
        await files.AddAsync(received.Name, contentType, received.Bytes, cancellation);
        if (files.Infected is { } infected) return [Rejected(received, 0, received.Name, [], [infected])];
        var documents = files.Documents;
        var groups = InvoiceGroups.Of(documents);
        var archive = documents is [{ } only] && only.Stored.Sha256 == received.Raw.Sha256
            ? [] : new[] { new ItemDocument(
                received.Name, "application/zip", received.Raw.Sha256, received.Raw.Length, "original") };
        var planned = new List<PlannedItem>();
        foreach (var group in groups)
            planned.Add(await PlanAsync(received, group, archive, documents.Count == 1 ? 0 : group.Main.Part, cancellation));

        // What claims to be an invoice and is none must be seen; without any invoice everything must.
        foreach (var document in documents.Where(document => !document.IsInvoiceDocument))
        {
            if (document.Defect is null && groups.Count > 0) continue;
            var part = documents.Count == 1 ? 0 : document.Part;
            if (document.Defect is null && received.Settings.Kind == "mail")
            {
                planned.Add(new PlannedItem(received.Item(part, [document.As("attachment"), .. archive],
                    IntakeChecks.About([document]).ToList(), Origin(received, document.Name)), document.Name, []));
                continue;
            }

            var reason = document.Defect ?? IntakeReasons.NoInvoice(document.Name);
            planned.Add(Rejected(received, part, document.Name, [document.As("original"), .. archive], [reason]));
        }

        return planned.Count > 0
            ? planned
            : [Rejected(received, 0, received.Name, archive, [IntakeReasons.NoDocument()])];
    }

    private async Task<PlannedItem> PlanAsync(
        Received received, InvoiceGroup group, ItemDocument[] archive, int part, CancellationToken cancellation)
    {
        var submission = new Submission(received.Tenant, received.Settings, null, group.Invoice, [group]);
        var reasons = new List<RejectionReason>();
        foreach (var criterion in criteria) reasons.AddRange(await criterion.CheckAsync(submission, cancellation));
        ItemDocument[] documents = [.. Received.Files(group), .. archive];
        if (reasons.Count > 0) return Rejected(received, part, group.Main.Name, documents, reasons);
        var checks = IntakeChecks.About(group.Invoice.Concat(group.Supporting)).ToList();
        return new PlannedItem(
            received.Item(part, documents, checks, Origin(received, group.Main.Name)), group.Main.Name, []);
    }

    private static PlannedItem Rejected(
        Received received, int part, string name, IReadOnlyList<ItemDocument> documents,
        IReadOnlyList<RejectionReason> reasons) =>
        new(received.Rejected(part, documents, reasons, Origin(received, name)), name, reasons);

    private static ItemOrigin Origin(Received received, string name) =>
        new(received.Settings.Id, null, name, received.Raw.Sha256, null);
}
