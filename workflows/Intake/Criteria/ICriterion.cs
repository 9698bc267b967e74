using Serverless.Workflows.Intake.Documents;
using Serverless.Workflows.Intake.Mail;

namespace Serverless.Workflows.Intake.Criteria;

/// <summary>Something that what arrives must fulfil.</summary>
public interface ICriterion
{
    /// <summary>Which placeholder of the rejection mail its reasons go to.</summary>
    CriterionTopic Topic { get; }

    /// <summary>Every reason against it; empty where it is fulfilled.</summary>
    Task<IReadOnlyList<RejectionReason>> CheckAsync(Submission submission, CancellationToken cancellation);
}

/// <summary>The placeholders of the rejection mail.</summary>
public enum CriterionTopic { Attachments, Order, Sender }

/// <summary>What is judged together: a mail with its files, or one invoice of a delivery of files.</summary>
/// <param name="Mail">Null where files came without a mail.</param>
public sealed record Submission(
    string Tenant, SourceSettings Settings, ParsedMail? Mail, IReadOnlyList<ReceivedDocument> Documents,
    IReadOnlyList<InvoiceGroup> Groups);

/// <summary>A criterion that is not fulfilled.</summary>
public sealed record Failure(CriterionTopic Topic, RejectionReason Reason);
