namespace Serverless.Workflows.Intake.Mail;

/// <summary>Reads the Message-IDs that a message names (RFC 5322, 3.6.4).</summary>
public static class MessageIds
{
    /// <summary>More are not looked at; who answers names the message that is answered last.</summary>
    private const int Most = 20;

    private const int Longest = 250;

    /// <summary>What a message answers, the nearest first, with angle brackets: In-Reply-To, then References from the
    /// end. For a report on deliveries those of the messages it returns come first. Null where there is none.</summary>
    public static IReadOnlyList<string>? Answered(ParsedMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        List<string> ids =
        [
            .. (mail.IsReport ? DeliveryReports.Returned(mail) : []).SelectMany(Ids),
            .. mail.Headers.All("In-Reply-To").SelectMany(Ids),
            .. mail.Headers.All("References").SelectMany(Ids).Reverse(),
        ];
        return ids.Count == 0 ? null : [.. ids.Distinct(StringComparer.Ordinal).Take(Most)];
    }

    private static IEnumerable<string> Ids(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var from = text.IndexOf('<', at);
            var to = from < 0 ? -1 : text.IndexOf('>', from);
            if (to < 0) yield break;
            var id = text[from..(to + 1)];
            at = to + 1;
            if (id.Length is > 4 and <= Longest && !id.AsSpan().ContainsAnyExceptInRange('!', '~')) yield return id;
        }
    }
}
