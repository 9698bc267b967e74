using System.Globalization;
using Serverless.Workflows.Archive.Audit;

namespace Serverless.Workflows.Posting;

/// <summary>What the audit trail says of a posting.</summary>
internal static class PostingNotes
{
    public static AuditNote Of(Posting posting, string by)
    {
        var details = new Dictionary<string, string>
        {
            ["key"] = posting.Key.ToString(),
            ["payload"] = posting.Payload,
        };
        if (posting.Attempts > 0) details["attempt"] = posting.Attempts.ToString(CultureInfo.InvariantCulture);
        if (posting.Number is not null) details["number"] = posting.Number;
        if (posting.Message is not null) details["message"] = posting.Message;
        if (posting.Next is not null) details["next"] = posting.Next.Value.ToString(CultureInfo.InvariantCulture);
        return new AuditNote(by, $"posting{posting.Step}", details);
    }
}
