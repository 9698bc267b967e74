using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Intake;

/// <summary>The sources of the tenant files, as intake needs them.</summary>
public sealed class TenantSources(TenantFiles tenants) : ISourceCatalogue
{
    /// <inheritdoc/>
    public Task<SourceSettings?> FindAsync(string tenant, string source, CancellationToken cancellation) =>
        Task.FromResult(
            tenants.Find(tenant)?.Settings is { } settings && settings.Source(source) is { } found
                ? Map(settings, found)
                : null);

    private static SourceSettings Map(Settings settings, Source source) => new()
    {
        Id = source.Id,
        Active = source.Active,
        Kind = settings.RouteSourceOf(source.Id, source.Client)?.RouteKind ?? Routing.RouteKind.Invoice,
        Documents = source.Criteria.Attachments.Allow switch
        {
            AllowedAttachments.Any => AllowedDocuments.Any,
            AllowedAttachments.OnlyPdf => AllowedDocuments.OnlyPdf,
            _ => AllowedDocuments.ExactlyOnePdf,
        },
        AllowSigned = source.Criteria.Attachments.AllowSigned,
        CheckInMail = source.KeepMail,
        Attachments = source.Attachments switch
        {
            AttachmentChoice.All => AttachmentFiling.All,
            AttachmentChoice.None => AttachmentFiling.None,
            _ => AttachmentFiling.Criteria,
        },
        ItemsPerMail = source.ItemPerDocument ? ItemsPerMail.PerInvoice : ItemsPerMail.One,
        OwnAddresses = [settings.Mail.FromAddress],
        Sender = new MailSender(settings.Mail.FromName, settings.Mail.FromAddress),
        Texts = new RejectionTexts
        {
            Subject = settings.Texts.RejectionSubject,
            Body = settings.Texts.Rejection,
            Attachments = source.Criteria.Attachments.Text,
            Order = source.Criteria.Order.Text,
            Sender = source.Criteria.Sender.Text,
        },
    };
}
