namespace Serverless.Workflows.Tests.Infra;

public sealed class StackCommandTests : IDisposable
{
    private readonly StackRun _run = new();

    public void Dispose() => _run.Dispose();

    [BashFact]
    public void Nothing_is_asked_of_Azure_for_a_name_that_is_no_tenants()
    {
        foreach (var name in new[] { "", "''", "-a", "a-", "Acme", "a_b", "ä", "'a b'", "../x", "a.b", "acme other", new string('a', 41) })
        {
            var (code, text) = _run.Run($"infra/deploy {name}");
            Assert.True(code == 2 && text.StartsWith("usage: infra/deploy TENANT", StringComparison.Ordinal), $"{name}: {code} {text}");
        }

        Assert.Empty(_run.Calls);
    }

    [BashFact]
    public void What_is_missing_is_named()
    {
        Assert.Contains("az login", _run.Run("infra/deploy acme", "", ("SIGNED_IN", "no")).Text, StringComparison.Ordinal);
        Assert.Contains("other.bicepparam; copy tenants/sample.bicepparam", _run.Run("infra/deploy other").Text, StringComparison.Ordinal);
        _run.Remove("zip");
        Assert.Contains("zip is needed", _run.Run("infra/deploy acme").Text, StringComparison.Ordinal);
        _run.Remove("az");
        var (code, text) = _run.Run("infra/remove acme");
        Assert.Equal(1, code);
        Assert.Contains("az is needed: the Azure CLI", text, StringComparison.Ordinal);
    }

    [BashFact]
    public void What_would_change_is_shown_first_and_a_no_changes_nothing()
    {
        var (code, text) = _run.Run("infra/deploy acme", "n\n");
        Assert.Equal(1, code);
        Assert.Contains("What would change.", text, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed.\n", text, StringComparison.Ordinal);
        AssertNotCalled("create", "config-zip");
    }

    [BashFact]
    public void No_answer_is_a_no()
    {
        Assert.Equal(1, _run.Run("infra/deploy acme", "", ("GROUP", "no")).Code);
        Assert.Equal(1, _run.Run("infra/remove acme").Code);
        Assert.Equal(1, _run.Run("infra/remove acme", "y\nother\n").Code);
        AssertNotCalled("create", "delete -n");
    }

    [BashFact]
    public void The_tenants_files_are_checked_first_and_there_before_the_app()
    {
        Directory.CreateDirectory(Path.Combine(_run.Tenants, "acme"));
        File.WriteAllText(Path.Combine(_run.Tenants, "acme", "tenant.json"), "{}");
        var (code, text) = _run.Run("infra/deploy acme", "y\ny\n", ("GROUP", "no"), ("REFUSED_UPLOADS", "2"));
        Assert.True(code == 0, text);

        string[] expected =
        [
            "-- check", "publish", "group create -n serverless-acme", "what-if", "deployment group create",
            "upload-batch", "upload-batch", "upload-batch", "config-zip",
        ];
        var done = _run.Calls.Where(call => expected.Any(part => call.Contains(part, StringComparison.Ordinal))).ToArray();
        Assert.Equal(expected.Length, done.Length);
        Assert.All(expected.Zip(done), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.EndsWith(
            "https://probe is up. Tokens: secrets ingest-acme and api-acme in the vault kv-probe.\n", text,
            StringComparison.Ordinal);
    }

    [BashFact]
    public void A_folder_without_a_tenant_file_is_refused_before_anything()
    {
        Directory.CreateDirectory(Path.Combine(_run.Tenants, "acme"));
        Assert.Equal(1, _run.Run("infra/deploy acme", "y\ny\n").Code);
        AssertNotCalled("publish");
    }

    [BashFact]
    public void A_budget_that_is_there_keeps_its_beginning()
    {
        string Shown(params (string, string)[] environment) => _run.Run("infra/deploy acme", "n\n", environment).Text;
        Assert.Contains(
            "Budget from 2026-03-01 for", Shown(("OLD_BUDGET", "2026-03-01T00:00:00Z")), StringComparison.Ordinal);
        Assert.Matches(
            "Budget from [0-9]{4}-[0-9]{2}-01 for 00000000-0000-0000-0000-000000000001, hub t[0-9a-f]{8}", Shown());
        Assert.Contains("for somebody,", Shown(("ADMINISTRATOR_ID", "somebody")), StringComparison.Ordinal);
    }

    [BashFact]
    public void The_vault_of_a_removed_stack_is_brought_back_after_a_yes()
    {
        _run.Run("infra/deploy acme", "y\nn\n", ("DELETED_VAULT", "kv-old"));
        Assert.Contains("az keyvault recover -n kv-old -o none", _run.Calls);
    }

    [BashFact]
    public void A_stack_goes_after_two_yeses_and_frees_its_names()
    {
        var (code, text) = _run.Run("infra/remove acme", "y\nacme\n");
        Assert.True(code == 0, text);
        Assert.Contains("az group delete -n serverless-acme --yes", _run.Calls);
        Assert.Contains(
            "az cognitiveservices account purge -g serverless-acme -n di-probe -l germanywestcentral -o none", _run.Calls);
    }

    private void AssertNotCalled(params string[] parts) => Assert.DoesNotContain(
        _run.Calls, call => parts.Any(part => call.Contains(part, StringComparison.Ordinal)));
}
