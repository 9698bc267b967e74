using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Intake;

/// <summary>The sources as the tenants' files say.</summary>
public sealed class TenantSources(TenantFiles tenants) : ISourceCatalogue
{
    /// <inheritdoc/>
    public Task<SourceSettings?> FindAsync(string tenant, string source, CancellationToken cancellation)
    {
        var settings = tenants.Find(tenant)?.Settings;
        var found = settings?.Source(source);
        return Task.FromResult(found is null ? null : From(settings!, found));
    }

    /// <summary>A source of a tenant's file, as the intake takes it.</summary>
    public static SourceSettings From(Settings settings, Source source)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(source);
        return new SourceSettings
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
            OwnAddresses = source is SmtpSource smtp ? [smtp.Recipient]
                : source is MailboxSource mailbox ? [mailbox.User] : [],
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
}
