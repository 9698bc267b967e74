using System.Text;
using Serverless.Workflows.Intake.Criteria;
using Serverless.Workflows.Intake.Mail;

namespace Serverless.Workflows.Intake.Replies;

/// <summary>Writes the one mail that names every reason.</summary>
public static class RejectionMail
{
    /// <summary>The mail to the sender of a rejected mail.</summary>
    /// <param name="item">The rejected item's id.</param>
    /// <param name="to">A decision with an address.</param>
    public static OutgoingMail Write(
        string tenant, string item, ParsedMail mail, MailSender sender, RejectionTexts texts,
        IReadOnlyList<Failure> failures, ReplyDecision to)
    {
        ArgumentNullException.ThrowIfNull(to.Address);
        var subject = texts.Subject;
        if (mail.Subject.Length > 0) subject += ": " + mail.Subject;
        return new OutgoingMail(
            tenant, $"{tenant}/{item}/mail/rejection/1", sender.Name, sender.Address, to.Name ?? string.Empty,
            to.Address, MailNames.Line(subject), Body(texts, failures), null, mail.MessageId ?? string.Empty);
    }

    /// <summary>The text with its placeholders filled. A reason whose placeholder the text lacks comes at the end, so
    /// that none is lost.</summary>
    public static string Body(RejectionTexts texts, IReadOnlyList<Failure> failures)
    {
        var body = texts.Body.ReplaceLineEndings("\n");
        var missing = new StringBuilder();
        foreach (var topic in Enum.GetValues<CriterionTopic>())
        {
            var block = Block(topic, texts, failures);
            var placeholder = Placeholder(topic);
            if (block.Length > 0 && !body.Contains(placeholder, StringComparison.Ordinal))
                missing.Append("\n\n").Append(block);
            body = block.Length > 0
                ? body.Replace(placeholder, block, StringComparison.Ordinal)
                : body.Replace(placeholder + "\n", string.Empty, StringComparison.Ordinal)
                    .Replace(placeholder, string.Empty, StringComparison.Ordinal);
        }

        return (body + missing).TrimEnd() + "\n";
    }

    private static string Placeholder(CriterionTopic topic) => topic switch
    {
        CriterionTopic.Order => "{order}",
        CriterionTopic.Sender => "{sender}",
        _ => "{attachments}",
    };

    private static string Block(CriterionTopic topic, RejectionTexts texts, IReadOnlyList<Failure> failures)
    {
        var reasons = failures.Where(failure => failure.Topic == topic).ToList();
        if (reasons.Count == 0) return string.Empty;
        var own = topic switch
        {
            CriterionTopic.Order => texts.Order,
            CriterionTopic.Sender => texts.Sender,
            _ => texts.Attachments,
        };
        var lines = reasons.Select(failure => "- " + failure.Reason.Text);
        return string.Join('\n', own.Length > 0 ? lines.Prepend(own) : lines);
    }
}
