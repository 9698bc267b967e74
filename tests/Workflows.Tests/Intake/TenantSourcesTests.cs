using Serverless.Workflows.Intake;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Workflows.Tests.Intake;

public class TenantSourcesTests
{
    [Fact]
    public void TheDemoSource()
    {
        var tenant = TenantLoader.Load(DemoTenant.TenantFile).Tenant!;
        var settings = TenantSources.From(tenant.Settings, tenant.Settings.Source("mail")!);
        Assert.Empty(settings.Problems());
        Assert.Equal(("mail", "invoice", AllowedDocuments.Any, ItemsPerMail.PerInvoice, true),
            (settings.Id, settings.Kind, settings.Documents, settings.ItemsPerMail, settings.AllowSigned));
        Assert.Equal(tenant.Settings.Mail.FromAddress, settings.Sender!.Address);
        Assert.Contains("{attachments}", settings.Texts.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryContradictionIsNamed()
    {
        var settings = new SourceSettings
        {
            Id = "mail",
            CheckInMail = false,
            Attachments = AttachmentFiling.None,
            ItemsPerMail = ItemsPerMail.PerInvoice,
            MaxBytes = 0,
            Sender = new MailSender("A", "a@b"),
        };
        Assert.Equal(4, settings.Problems().Count);
    }
}
