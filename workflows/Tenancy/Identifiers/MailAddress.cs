using System.Text.RegularExpressions;

namespace Serverless.Workflows.Tenancy.Identifiers;

/// <summary>Mail addresses as people have them: one @, a local part of usual characters, a domain with a dot.</summary>
public static partial class MailAddress
{
    /// <summary>Whether mail can be sent there. Quoted local parts and addresses without a dotted domain are refused:
    /// no person has one, and they are used to smuggle.</summary>
    public static bool IsValid(string text) => text.Length <= 254 && Form().IsMatch(text);

    /// <summary>Whether the text is a domain such as <c>firma.de</c>.</summary>
    public static bool IsDomain(string text) => text.Length <= 253 && Domain().IsMatch(text);

    /// <summary>The part after the @, lower case; null where the text is no address.</summary>
    public static string? DomainOf(string? text) =>
        text is not null && IsValid(text) ? text[(text.LastIndexOf('@') + 1)..].ToLowerInvariant() : null;

    [GeneratedRegex(@"^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@"
        + @"([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form();

    [GeneratedRegex(@"^([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Domain();
}
