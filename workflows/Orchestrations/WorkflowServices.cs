using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Absences;
using Serverless.Workflows.Approval.Digests;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Retention;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Extraction.Pdf;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Intake.Criteria;
using Serverless.Workflows.Intake.Documents;
using Serverless.Workflows.Intake.Mail;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Intake.Replies;
using Serverless.Workflows.Orchestrations.Polling;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Posting.Datev;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy.Import;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Orchestrations;

/// <summary>Composes everything that an item goes through.</summary>
public static class WorkflowServices
{
    /// <summary>
    /// Adds the workflow. The home adds before or after it: <c>TimeProvider</c>, logging, <c>IRecordStore</c>,
    /// <c>IDocumentStore</c>, <c>IOutbox</c>, <c>IKeySets</c>, <c>IWorkflowClient</c>, <c>TenantFiles</c> and
    /// <c>PublicUrl</c>.
    /// </summary>
    public static IServiceCollection AddItemWorkflow(this IServiceCollection services) => services
        .AddSingleton<ICursorSigner, TokenCursorSigner>()
        .AddSingleton<ItemStore>()
        .AddSingleton<ListSweeper>()
        .AddSingleton<AuditTrail>()
        .AddSingleton<DocumentReferences>()
        .AddSingleton<ItemJournal>()
        .AddSingleton<IItemBook, ItemBook>()
        .AddSingleton<Dossier>()
        .AddSingleton(RetentionTable.BuiltIn)
        .AddSingleton<MasterData>()
        .AddSingleton<MasterSeed>()
        .AddSingleton<ProcessStore>()
        .AddSingleton<Simulator>()
        .AddSingleton<NumberRanges>()
        .AddSingleton<DuplicateIndex>()
        .AddSingleton<UnresolvedDuplicates>()
        .AddSingleton<PostingBook>()
        .AddSingleton<PostingDesk>()
        .AddSingleton<PostingReview>()
        .AddSingleton<PostingTargets>()
        .AddSingleton<IPdfAttachments, PdfAttachments>()
        .AddSingleton<InvoiceDocuments>()
        .AddSingleton<VisitMail>()
        .AddSingleton<VisitClock>()
        .AddSingleton<WaitingAlarm>()
        .AddSingleton<Suspects>()
        .AddSingleton<StepAttempts>()
        .AddSingleton<DigestBook>()
        .AddSingleton<DigestContent>()
        .AddSingleton<DigestWriter>()
        .AddSingleton<IMinuteWork, DigestStarter>()
        .AddSingleton<FieldEditor>()
        .AddSingleton<DecisionCases>()
        .AddSingleton<IDecisionDesk, DecisionDesk>()
        .AddSingleton<SupplierMails>()
        .AddSingleton<SupplierAnswers>()
        .AddSingleton<HeldItems>()
        .AddSingleton<PostedCorrections>()
        .AddSingleton<Corrections>()
        .AddSingleton<ICorrectionDesk, CorrectionDesk>()
        .AddSingleton<ReassignDesk>()
        .AddSingleton<IBulkDesk, BulkDesk>()
        .AddSingleton<INumberDesk, NumberDesk>()
        .AddSingleton<IAbsenceDesk, AbsenceDesk>()
        .AddSingleton<ItemStarter>()
        .AddSingleton<ItemSweeper>()
        .AddSingleton<MinuteTick>()
        .AddSingleton<IMinuteWork, DueSources>()
        .AddSingleton<IMinuteWork, DueReplies>()
        .AddSingleton<IMinuteWork, AbsenceNotices>()
        .AddSingleton<MailboxBook>()
        .AddSingleton<MailboxNotices>()
        .AddSingleton<MailboxPoll>()
        .AddIntake();

    private static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton(new IntakeOptions())
        .AddSingleton<ISourceCatalogue, TenantSources>()
        .AddSingleton<IMailReader, MimeReader>()
        .AddSingleton<IInvoiceDetector, XmlInvoiceDetector>()
        .AddSingleton<DocumentInspector>()
        .AddSingleton<IContentScan, NoContentScan>()
        .AddSingleton<ICriterion, AttachmentsCriterion>()
        .AddSingleton<ItemReception>()
        .AddSingleton<IItemIntake>(provider => provider.GetRequiredService<ItemReception>())
        .AddSingleton<IDuplicateFinder>(provider => provider.GetRequiredService<ItemReception>())
        .AddSingleton<PendingReplies>()
        .AddSingleton<ItemFiling>()
        .AddSingleton<IIntakeDesk, IntakeDesk>();
}
