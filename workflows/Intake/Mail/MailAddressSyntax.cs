using System.Globalization;

namespace Serverless.Workflows.Intake.Mail;

/// <summary>The addresses that the system sends to and from: a plain local part and a domain name with a dot. Quoted
/// local parts, comments, address literals, source routes and control characters, all of which are legal somewhere,
/// are refused, because they serve smuggling more often than people.</summary>
public static class MailAddressSyntax
{
    private const string LocalSpecials = "!#$%&'*+-/=?^_`{|}~.";

    /// <summary>The address with its domain in lower-case ASCII (punycode), or null where it is not acceptable.</summary>
    public static string? Normalize(string? address)
    {
        if (address is null || address.Length is < 3 or > 254) return null;
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at is < 1 or > 64 || address.LastIndexOf('@') != at) return null;
        var local = address[..at];
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)) return null;
        if (!local.All(letter => char.IsAsciiLetterOrDigit(letter) || LocalSpecials.Contains(letter))) return null;
        return Domain(address[(at + 1)..]) is { } domain ? local + "@" + domain : null;
    }

    private static string? Domain(string domain)
    {
        try
        {
            domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }

        var labels = domain.Split('.');
        if (labels.Length < 2 || domain.Length > 253) return null;
        // A top-level domain is never a number, so this excludes bare IPv4 addresses.
        if (!labels[^1].Any(char.IsAsciiLetter)) return null;
        return labels.All(IsLabel) ? domain : null;
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-'
        && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
