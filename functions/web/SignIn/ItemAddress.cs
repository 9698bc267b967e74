using System.Text.RegularExpressions;

namespace Serverless.Web.SignIn;

/// <summary>The item that signing in leads to. It is taken from addresses and forms, which may say anything; nothing but an
/// item's page of ours can come of it.</summary>
internal sealed partial record ItemAddress(string Tenant, string Id)
{
    /// <summary>The field and the part of an address that carry it.</summary>
    public const string Field = "to";

    // Between the random number of a sign-in token and the item.
    private const char Mark = '.';

    /// <summary>The path of the item's page.</summary>
    public string Path => $"/t/{Tenant}/items/{Id}";

    /// <summary>The address as a page or form carries it; null where it is that of no item's page.</summary>
    public static ItemAddress? Read(string? path) => Of(ItemPage().Match(path ?? string.Empty));

    /// <summary>The item to which the path of a request belongs, such as that of one of its documents.</summary>
    public static ItemAddress? Around(string? path) => Of(BelowItem().Match(path ?? string.Empty));

    /// <summary>What a sign-in token says beside its random number.</summary>
    public static ItemAddress? OfToken(string tenant, string text) => text.Split(Mark) is [_, var id]
        ? Read(new ItemAddress(tenant, id).Path)
        : null;

    /// <summary>The random number of a sign-in token together with the item.</summary>
    public string InToken(string nonce) => nonce + Mark + Id;

    private static ItemAddress? Of(Match match) =>
        match.Success ? new ItemAddress(match.Groups["tenant"].Value, match.Groups["id"].Value) : null;

    [GeneratedRegex(@"\A/t/(?<tenant>[A-Za-z0-9][A-Za-z0-9._-]{0,99})/items/(?<id>[0-9a-f]{32})\z")]
    private static partial Regex ItemPage();

    [GeneratedRegex(@"\A/t/(?<tenant>[A-Za-z0-9][A-Za-z0-9._-]{0,99})/items/(?<id>[0-9a-f]{32})(/|\z)")]
    private static partial Regex BelowItem();
}
