using Serverless.Local.Home;
using Serverless.Local.Tests.Home;
using Serverless.Web;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Tests.Startup;

/// <summary>The command <c>token</c>: what it prints decides as the person in the home on the same folder.</summary>
public sealed class TokenCommandTests
{
    [Fact]
    public async Task What_it_prints_decides_as_the_person()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("T-1"));
        await home.AtAsync(id, "Vorerfassung");
        var (code, output, error) = await RunAsync("token", "demo", WalkHome.Clara, "--days", "30", "--data", home.Folder.Path);
        Assert.Equal(0, code);
        Assert.Contains("entscheidet als clara.winter, wer ihn hat", error, StringComparison.Ordinal);
        var token = output.TrimEnd();
        Assert.DoesNotContain('\n', token);
        var reading = TokenFormat.Read(home.Get<IKeySets>().For("demo"), token, "demo", TokenPurpose.Api, DateTimeOffset.UtcNow);
        Assert.True(reading.IsValid);
        Assert.InRange(reading.Token!.ExpiresUtc - DateTimeOffset.UtcNow, TimeSpan.FromDays(29), TimeSpan.FromDays(30));

        // The home's clock stands still in March, long before that.
        var (status, answer) = await HomePages.SendAsync(
            home, WebApp.Create(home.Home.Web, new WebOptions()), "POST", $"/api/demo/items/{id}/decisions",
            """{"decision":"approve"}"""u8.ToArray(), "application/json", bearer: token);
        Assert.True(status == 200, answer);
        Assert.Equal(WalkHome.Clara, (await home.VisitsAsync(id))[0].Decision!.By);
    }

    [Fact]
    public async Task The_key_set_of_another_home_comes_from_the_input()
    {
        var keys = KeySet.Create();
        var input = Console.In;
        try
        {
            Console.SetIn(new StringReader(keys.ToJson() + "\n"));
            var (code, output, _) = await RunAsync("token", "acme", "eva", "--keyset", "--data", Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
            Assert.Equal(0, code);
            var reading = TokenFormat.Read(keys, output.TrimEnd(), "acme", TokenPurpose.Api, DateTimeOffset.UtcNow);
            Assert.Equal((TokenStatus.Valid, "eva"), (reading.Status, reading.Token?.Person));
            Assert.InRange(reading.Token!.ExpiresUtc - DateTimeOffset.UtcNow, TimeSpan.FromDays(89), TimeSpan.FromDays(90));

            Console.SetIn(new StringReader("{}"));
            (code, output, var error) = await RunAsync("token", "acme", "eva", "--keyset");
            Assert.Equal((1, ""), (code, output));
            Assert.Contains("keyset-TENANT", error, StringComparison.Ordinal);
        }
        finally
        {
            Console.SetIn(input);
        }
    }

    [Fact]
    public async Task Who_is_not_there_gets_none_and_nothing_is_made()
    {
        await using var home = await WalkHome.OpenAsync();
        await RefusedAsync("Gemeint ist vielleicht „demo“", "token", "dmeo", WalkHome.Clara, "--data", home.Folder.Path);
        await RefusedAsync("Gemeint ist vielleicht „clara.winter“", "token", "demo", "clara.wintr", "--data", home.Folder.Path);
        var file = Path.Combine(home.Folder.Tenants, "demo", TenantFiles.FileName);
        var good = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, good.Replace("\"fallbackAssignee\": \"helga.sommer\"", "\"fallbackAssignee\": \"helga\"", StringComparison.Ordinal));
        await RefusedAsync("fallbackAssignee", "token", "demo", WalkHome.Clara, "--data", home.Folder.Path);
        await File.WriteAllTextAsync(file, good);

        var elsewhere = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await RefusedAsync("noch keine Schlüssel", "token", "demo", WalkHome.Clara, "--data", elsewhere, "--tenants", home.Folder.Tenants);
        Assert.False(Directory.Exists(elsewhere));
    }

    private static async Task RefusedAsync(string told, params string[] line)
    {
        var (code, output, error) = await RunAsync(line);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(told, error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await LocalCommand.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
