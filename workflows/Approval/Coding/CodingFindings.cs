using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval.Coding;

/// <summary>What a person should know of the coding; found anew at every edit.</summary>
internal static class CodingFindings
{
    private const string Sum = "CODING-SUM";
    private const string Account = "CODING-ACCOUNT-UNKNOWN";

    /// <summary>The accounts of the item's client that its lines name and the client has not; none where no account of the
    /// client is known at all.</summary>
    public static async Task<IReadOnlyList<string>> UnknownAccountsAsync(
        MasterData master, Item item, CancellationToken cancellation)
    {
        if (item.Client is not { } client) return [];
        var (known, unknown) = (new KnownRecords(master, item), new List<string>());
        foreach (var account in item.Coding.Select(line => line.Account).OfType<string>().Distinct())
            if (await known.AccountAsync(account, cancellation) is null) unknown.Add(account);
        return unknown.Count > 0 && await HasAccountsAsync(master, item.Tenant, client, cancellation) ? unknown : [];
    }

    /// <summary>The item with today's findings on its coding instead of the former ones.</summary>
    public static Item On(Item item, IReadOnlyList<string> unknownAccounts)
    {
        var checks = item.Checks.Where(check => check.Rule is not (Sum or Account)).ToList();
        if (item.Coding.Count > 0 && !CodingSum.Holds(item))
        {
            checks.Add(new Check(Sum, Severity.Warning, EditPhrases.Sum.Of(CodingSum.Shown(item), CodingSum.Totals(item))));
        }

        if (unknownAccounts.Count > 0)
        {
            checks.Add(new Check(
                Account, Severity.Warning, EditPhrases.UnknownAccounts.Of(string.Join(", ", unknownAccounts.Take(10)))));
        }

        return item with { Checks = checks };
    }

    private static async Task<bool> HasAccountsAsync(
        MasterData master, string tenant, string client, CancellationToken cancellation)
    {
        await foreach (var stored in master.Accounts(tenant).AllAsync(cancellation))
            if (stored.Row.Client == client) return true;
        return false;
    }
}
