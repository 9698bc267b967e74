namespace Serverless.Web.Bulk;

/// <summary>The list that a person came from, as a form carries it.</summary>
internal static class ListAddress
{
    private const int Longest = 2000;

    /// <summary>The address, where it is one of this tenant's lists; else the inbox. A form may say anything.</summary>
    public static string Read(string? text, string tenant)
    {
        var inbox = $"/t/{tenant}/inbox";
        if (text is null || text.Length > Longest || text.Any(c => char.IsControl(c) || c == '\\')) return inbox;
        return new[] { inbox, $"/t/{tenant}/items" }.Any(list => text == list || text.StartsWith(list + "?", StringComparison.Ordinal))
            ? text
            : inbox;
    }
}
