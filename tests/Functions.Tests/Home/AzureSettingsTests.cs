using Microsoft.Extensions.Configuration;
using Serverless.Connectors.Documents;
using Serverless.Functions.Home;

namespace Serverless.Functions.Tests.Home;

public sealed class AzureSettingsTests
{
    private static readonly Dictionary<string, string?> Deployed = new()
    {
        ["AzureWebJobsStorage:accountName"] = "stdemo",
        ["TaskHub"] = "t0a1b2c3d",
        ["Storage:BlobEndpoint"] = "https://stdemo.blob.core.windows.net/",
        ["Storage:TableEndpoint"] = "https://stdemo.table.core.windows.net/",
        ["KeyVault:Uri"] = "https://kv-demo.vault.azure.net/",
        ["PublicUrl"] = "https://rechnungen.example.org",
        ["Smtp:Host"] = "smtp.example.org",
    };

    [Fact]
    public void What_is_deployed_is_enough()
    {
        var settings = Read(Deployed);
        Assert.Equal((ArchiveProtection.Locked, 587, true), (settings.Protection, settings.Smtp.Port, settings.Smtp.Encrypted));
        Assert.Null(settings.StorageConnection);
    }

    [Fact]
    public void One_message_names_all_that_is_missing()
    {
        var wrong = Assert.Throws<SettingsException>(() => Read([]));
        foreach (var name in new[]
        {
            "AzureWebJobsStorage", "TaskHub", "Storage__BlobEndpoint", "Storage__TableEndpoint", "KeyVault__Uri", "PublicUrl",
            "Smtp__Host",
        })
        {
            Assert.Contains($"- {name}", wrong.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("PublicUrl", "rechnungen.example.org", "https://")]
    [InlineData("Smtp:Port", "viele", "a number")]
    [InlineData("Archive:Protection", "Sealed", "Noted, Unlocked, Locked")]
    [InlineData("Demo", "ja", "true or false")]
    [InlineData("Smtp:User", "relay", "Smtp__Password")]
    public void What_is_wrong_is_named_with_what_would_be_right(string name, string value, string expected)
    {
        var wrong = Assert.Throws<SettingsException>(() => Read(new(Deployed) { [name] = value }));
        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
        Assert.Equal(1, wrong.Message.Split("\n- ").Length - 1);
    }

    private static AzureSettings Read(Dictionary<string, string?> values) =>
        AzureSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
}
