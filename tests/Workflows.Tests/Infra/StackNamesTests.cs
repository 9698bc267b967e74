using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace Serverless.Workflows.Tests.Infra;

public sealed partial class StackNamesTests
{
    private const string LowerCase = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>What Azure takes as a name, for each kind whose name is made from the suffix.</summary>
    private static readonly Dictionary<string, string> Rules = new(StringComparer.Ordinal)
    {
        ["Microsoft.Storage/storageAccounts"] = "^[a-z0-9]{3,24}$",
        ["Microsoft.KeyVault/vaults"] = "^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$",
        ["Microsoft.Web/sites"] = "^[a-zA-Z0-9][a-zA-Z0-9-]{0,58}[a-zA-Z0-9]$",
        ["Microsoft.Web/serverfarms"] = "^[a-zA-Z0-9-]{1,60}$",
        ["Microsoft.CognitiveServices/accounts"] = "^[a-zA-Z0-9][a-zA-Z0-9-]{0,62}[a-zA-Z0-9]$",
        ["Microsoft.OperationalInsights/workspaces"] = "^[a-zA-Z0-9][a-zA-Z0-9-]{2,61}[a-zA-Z0-9]$",
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "^[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}$",
        ["Microsoft.Network/virtualNetworks"] = "^[a-zA-Z0-9][a-zA-Z0-9._-]{0,62}[a-zA-Z0-9_]$",
        ["Microsoft.Insights/components"] = "^[^%&\\\\?/]{1,259}[^%&\\\\?/. ]$",
        ["Microsoft.Insights/actionGroups"] = "^[^:<>+/&%\\\\?|]{1,259}[^:<>+/&%\\\\?|. ]$",
        ["Microsoft.Insights/scheduledQueryRules"] = "^[^*<>%{}&:\\\\?/#|]{1,259}[^*<>%{}&:\\\\?/#|. ]$",
        ["Microsoft.Consumption/budgets"] = "^[a-zA-Z0-9_-]{1,63}$",
    };

    [Fact]
    public void Every_name_made_from_the_suffix_is_valid()
    {
        var suffix = Gen.Elements("abcdefghijklmnopqrstuvwxyz234567".ToCharArray())
            .ArrayOf(13).Select(letters => new string(letters));
        var names = Directory.EnumerateFiles(StackRun.Source(), "*.bicep", SearchOption.AllDirectories)
            .SelectMany(file => NameOf().Matches(File.ReadAllText(file)))
            .Select(match => (Kind: match.Groups[1].Value, Name: match.Groups[2].Value)).ToArray();
        Assert.Equal(Rules.Keys.Order(StringComparer.Ordinal), names.Select(name => name.Kind).Distinct().Order(StringComparer.Ordinal));
        Prop.ForAll(suffix.ToArbitrary(), made => names.All(name => Regex.IsMatch(
                name.Name.Replace("${suffix}", made, StringComparison.Ordinal).Replace("${alert.name}", "failures", StringComparison.Ordinal),
                Rules[name.Kind])))
            .Hold();
    }

    [BashFact]
    public void Group_and_task_hub_are_valid_and_differ_for_every_tenant()
    {
        var inner = Gen.Elements((LowerCase + "-").ToCharArray());
        var outer = Gen.Elements(LowerCase.ToCharArray());
        var tenants = Gen.OneOf(
                outer.Select(only => only.ToString()),
                Gen.Choose(0, 38).SelectMany(length => inner.ArrayOf(length).SelectMany(middle =>
                    outer.SelectMany(first => outer.Select(last => first + new string(middle) + last)))))
            .Sample(60, 60).Distinct(StringComparer.Ordinal).ToArray();
        using var run = new StackRun();
        var (code, text) = run.Run(
            "set -e; while read -r t; do (. infra/common \"$t\" > /dev/null; echo \"$t $group $TASK_HUB\"); done",
            string.Join('\n', tenants) + "\n");
        Assert.True(code == 0, text);
        var lines = text.TrimEnd('\n').Split('\n').Select(line => line.Split(' ')).ToArray();
        Assert.Equal(tenants, lines.Select(line => line[0]));
        Assert.All(lines, line =>
        {
            Assert.Matches("^[a-z0-9-]{1,89}[a-z0-9]$", line[1]);
            Assert.Equal("t" + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(line[0])))[..8], line[2]);
        });
        Assert.Equal(tenants.Length, lines.Select(line => line[1]).Distinct().Count());
    }

    [Fact]
    public void No_key_and_no_secret_stands_in_a_template()
    {
        foreach (var file in Directory.EnumerateFiles(StackRun.Source(), "*.bicep*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotMatch("(?i)listKeys|listSecrets|listAccountSas|AccountKey=|SharedAccess|@secure|getSecret", text);
            Assert.DoesNotMatch("(?i)^(param|output) \\w*(password|token|key)\\b", text);
        }

        var reader = File.ReadAllText(Path.Combine(StackRun.Source(), "modules/documentIntelligence.bicep"));
        Assert.Contains("disableLocalAuth: true", reader, StringComparison.Ordinal);
        var storage = File.ReadAllText(Path.Combine(StackRun.Source(), "modules/storage.bicep"));
        Assert.Contains("allowSharedKeyAccess: false", storage, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"resource \w+ '([\w./]+)@[^']*'[^\n]*\n(?:  for[^\n]*\n)?\s+name: '([^']*\$\{suffix\}[^']*)'")]
    private static partial Regex NameOf();
}
