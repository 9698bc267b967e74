using System.Text.Json.Nodes;

namespace Serverless.Workflows.Tests.Tenancy;

/// <summary>The texts of mails to senders and suppliers: what must stand in them, and what cannot.</summary>
public sealed class MailTextTests
{
    [Theory]
    [InlineData("rejection", "Leider nicht: {attachments} {order}", "{sender} fehlt")]
    [InlineData("rejection", "{attachments} {order} {sender} {comment}", "{comment} gibt es nicht")]
    [InlineData("supplierRejection", "Bitte korrigieren Sie {invoice}: {findings}", "{comment} fehlt")]
    [InlineData("supplierRejection", "{comment}", "{findings} fehlt")]
    [InlineData("supplierRejection", "{comment} {findings} {invoise}", "{invoise} gibt es nicht")]
    [InlineData("supplierRejectionSubject", "Ihre Rechnung {number}", "{number} gibt es nicht")]
    public void A_placeholder_that_is_missing_or_unknown_is_named_with_its_path(string text, string value, string says)
    {
        var load = TenantLoaderTests.Change(demo => Texts(demo)[text] = value);
        var problem = Assert.Single(load.Problems);
        Assert.Equal("$.settings.texts." + text, problem.Path);
        Assert.Contains(says, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reminders_about_suppliers_are_checked_like_the_others()
    {
        var load = TenantLoaderTests.Change(demo => demo["settings"]!["supplierReminders"] = new JsonObject { ["firstAfter"] = 0 });
        Assert.Equal("$.settings.supplierReminders.firstAfter", Assert.Single(load.Problems).Path);
    }

    private static JsonObject Texts(JsonObject demo)
    {
        var settings = demo["settings"]!.AsObject();
        if (settings["texts"] is not JsonObject) settings["texts"] = new JsonObject();
        return settings["texts"]!.AsObject();
    }
}
