namespace Serverless.Workflows.Intake.Mail;

/// <summary>What the headers of a message say, without its parts.</summary>
internal static class Envelope
{
    public static ParsedMail From(MailHeaders headers)
    {
        var returnPath = ReturnPath(headers["Return-Path"]);
        var type = HeaderParameters.Parse(headers["Content-Type"] ?? string.Empty).Value;
        return new ParsedMail
        {
            Headers = headers,
            From = Mailboxes(headers, "From"),
            To = Mailboxes(headers, "To"),
            ReplyTo = Mailboxes(headers, "Reply-To"),
            ReturnPath = returnPath,
            Subject = MailNames.Line(headers.Text("Subject")),
            Date = MailDates.Parse(headers["Date"]),
            MessageId = MessageId(headers["Message-ID"]),
            IsReport = type == "multipart/report" || returnPath?.Length == 0,
            IsAutomatic = headers["Auto-Submitted"] is { } sent && Word(sent) != "no",
            IsList = headers.Fields.Any(IsListMark),
            IsEncrypted = type == "multipart/encrypted",
        };
    }

    private static List<Mailbox> Mailboxes(MailHeaders headers, string name) =>
        headers.All(name).SelectMany(MailboxList.Parse).ToList();

    private static string? ReturnPath(string? header)
    {
        if (header is null) return null;
        var start = header.IndexOf('<', StringComparison.Ordinal);
        if (start < 0) return header.Trim();
        var end = header.IndexOf('>', start);
        return header[(start + 1)..(end < 0 ? header.Length : end)].Trim();
    }

    private static string? MessageId(string? header)
    {
        if (header is null) return null;
        var start = header.IndexOf('<', StringComparison.Ordinal);
        var end = start < 0 ? -1 : header.IndexOf('>', start);
        if (end < 0 || end - start is < 4 or > 250) return null;
        var id = header[start..(end + 1)];
        return id.Contains('@', StringComparison.Ordinal) && id.All(letter => letter is > ' ' and < '\x7f') ? id : null;
    }

    private static bool IsListMark(KeyValuePair<string, string> field) =>
        field.Key.StartsWith("List-", StringComparison.OrdinalIgnoreCase)
        || (field.Key.Equals("Precedence", StringComparison.OrdinalIgnoreCase)
            && Word(field.Value) is ("bulk" or "list" or "junk"));

    private static string Word(string value) => value.Split(';', '(')[0].Trim().ToLowerInvariant();
}
