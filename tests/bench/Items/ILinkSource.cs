using System.Text;
using System.Text.RegularExpressions;

namespace Serverless.Bench.Items;

/// <summary>Where the links of the home's mails come from.</summary>
internal interface ILinkSource : IAsyncDisposable
{
    /// <summary>Waits for the next link. Each is given to one caller.</summary>
    ValueTask<Uri> NextAsync(CancellationToken cancellation);
}

/// <summary>Finds the signed link in a mail of the home's own making: its text part, base64, quoted-printable or plain.</summary>
internal static partial class MailLinks
{
    /// <returns>Null where the mail has none, as a notice has.</returns>
    public static Uri? Find(string mail)
    {
        if (Link().Match(Unfold(mail)) is { Success: true } plain) return new Uri(plain.Value);
        foreach (Match block in Base64().Matches(mail.ReplaceLineEndings("\n")))
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(block.Groups[1].Value));
            if (Link().Match(text) is { Success: true } found) return new Uri(found.Value);
        }

        return null;
    }

    private static string Unfold(string mail) => mail.ReplaceLineEndings("\n").Replace("=\n", string.Empty, StringComparison.Ordinal);

    [GeneratedRegex(@"https?://[^\s""<>]+/d/[A-Za-z0-9_.~-]+")]
    private static partial Regex Link();

    [GeneratedRegex(@"base64\n(?:[^\n]+\n)*\n((?:[A-Za-z0-9+/=]+\n)+)")]
    private static partial Regex Base64();
}
