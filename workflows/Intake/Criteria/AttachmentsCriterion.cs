using Serverless.Workflows.Intake.Documents;

namespace Serverless.Workflows.Intake.Criteria;

/// <summary>Which documents, how many, and whether signed ones.</summary>
public sealed class AttachmentsCriterion : ICriterion
{
    /// <inheritdoc/>
    public CriterionTopic Topic => CriterionTopic.Attachments;

    /// <inheritdoc/>
    public Task<IReadOnlyList<RejectionReason>> CheckAsync(Submission submission, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<RejectionReason>>(Check(submission).ToList());

    private static IEnumerable<RejectionReason> Check(Submission submission)
    {
        var documents = submission.Documents;
        var settings = submission.Settings;
        var usable = documents.Where(document => document.IsInvoiceDocument).ToList();
        if (usable.Count == 0 && settings.Kind != "mail")
            return documents.Count == 0 ? [Nothing(submission)] : documents.Select(WhyNot);

        var reasons = new List<RejectionReason>();
        if (settings.Documents != AllowedDocuments.Any)
        {
            reasons.AddRange(documents.Where(document => !document.IsInvoiceDocument)
                .Select(document => document.Defect ?? IntakeReasons.NotAllowed(document.Name)));
        }

        var pdfs = usable.Count(document => document.Kind == DocumentKind.Pdf);
        if (settings.Documents == AllowedDocuments.ExactlyOnePdf && (submission.Groups.Count > 1 || pdfs > 1))
            reasons.Add(IntakeReasons.TooMany(usable.ConvertAll(document => document.Name)));
        if (!settings.AllowSigned)
        {
            reasons.AddRange(usable.Where(document => document.IsSigned)
                .Select(document => IntakeReasons.Signed(document.Name)));
        }

        return reasons;
    }

    private static RejectionReason Nothing(Submission submission) =>
        submission.Mail?.IsEncrypted == true ? IntakeReasons.Encrypted() : IntakeReasons.NoDocument();

    private static RejectionReason WhyNot(ReceivedDocument document) =>
        document.Defect ?? IntakeReasons.NoInvoice(document.Name);
}
