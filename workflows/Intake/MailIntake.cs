using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Intake.Criteria;
using Serverless.Workflows.Intake.Documents;
using Serverless.Workflows.Intake.Mail;
using Serverless.Workflows.Intake.Replies;

namespace Serverless.Workflows.Intake;

/// <summary>Plans the items of a mail: one, or one per invoice where the source says so.</summary>
internal sealed class MailIntake(IMailReader reader, IReadOnlyList<ICriterion> criteria)
{
    public async Task<IReadOnlyList<PlannedItem>> PlanAsync(
        Received received, DocumentCollector files, MailLimits limits, CancellationToken cancellation)
    {
        ParsedMail mail;
        try
        {
            mail = reader.Read(received.Bytes, limits);
        }
        catch (MailLimitException refused)
        {
            return [Reject(received, refused.Envelope, [],
                [new Failure(CriterionTopic.Attachments, new RejectionReason(refused.Code, refused.Text))])];
        }

        if (mail.IsReport)
        {
            var report = Reject(received, mail, [], [new Failure(CriterionTopic.Attachments, IntakeReasons.Report())]);
            return [report with { IsReturn = DeliveryReports.SaysUndelivered(mail) }];
        }

        await files.AddMailAsync(mail, cancellation);
        if (files.Infected is { } infected) return [Quarantine(received, mail, infected)];

        var documents = files.Documents;
        var groups = InvoiceGroups.Of(documents);
        var submission = new Submission(received.Tenant, received.Settings, mail, documents, groups);
        var failures = new List<Failure>();
        foreach (var criterion in criteria)
        {
            failures.AddRange((await criterion.CheckAsync(submission, cancellation))
                .Select(reason => new Failure(criterion.Topic, reason)));
        }

        if (failures.Count > 0)
            return [Reject(received, mail, documents, failures) with { Text = groups.Count == 0 ? Said(mail) : null }];
        return received.Settings.ItemsPerMail == ItemsPerMail.PerInvoice && groups.Count > 1
            ? groups.Select(group => Accept(received, mail, group.Main.Part, group.Main.Name, [group], group.Supporting)).ToList()
            : [Accept(received, mail, 0, Name(received, mail), groups, documents) with { Text = groups.Count == 0 ? Said(mail) : null }];
    }

    /// <summary>The beginning of what a person wrote; null for what a program did.</summary>
    private static string? Said(ParsedMail mail)
    {
        const int longest = 2000;
        if (mail.IsAutomatic || mail.IsReport || mail.IsList) return null;
        var text = mail.TextBody?.ReplaceLineEndings("\n").Trim() ?? string.Empty;
        if (text.Length == 0) return "(Der Text steht in der Mail, die beim Vorgang liegt.)";
        return text.Length <= longest ? text : text[..longest] + "…";
    }

    private static PlannedItem Accept(
        Received received, ParsedMail mail, int part, string name, IReadOnlyList<InvoiceGroup> groups,
        IReadOnlyList<ReceivedDocument> all)
    {
        var settings = received.Settings;
        var invoice = groups.Count > 0 ? groups[0].Invoice : [];
        var others = all.Except(invoice).Where(document => settings.Attachments == AttachmentFiling.All
            || (document.Defect is null && (settings.Documents == AllowedDocuments.Any || document.IsInvoiceDocument)));
        var documents = new List<ItemDocument>();
        if (settings.Attachments != AttachmentFiling.None)
        {
            documents.AddRange(invoice.Select(document => document.As("invoice")));
            documents.AddRange(others.Select(document => document.As("attachment")));
        }

        if (settings.CheckInMail || documents.Count == 0) documents.Add(MailDocument(received, mail));
        var checks = IntakeChecks.About(invoice.Concat(all.Except(invoice))).ToList();
        if (groups.Count > 1) checks.Insert(0, IntakeChecks.Several(groups));
        return new PlannedItem(received.Item(part, documents, checks, Origin(received, mail)), name, []);
    }

    private static PlannedItem Reject(
        Received received, ParsedMail mail, IReadOnlyList<ReceivedDocument> documents, IReadOnlyList<Failure> failures)
    {
        var item = Rejected(received, mail, [.. documents.Select(document => document.As("attachment")),
            MailDocument(received, mail)], failures.Select(failure => failure.Reason));
        var reasons = failures.Select(failure => failure.Reason).ToList();
        var reply = received.Settings.Sender is null
            ? ReplyDecision.Silent("Für die Quelle ist kein Absender eingerichtet.")
            : ReplyAddress.Decide(mail, received.Settings.OwnAddresses.Append(received.Settings.Sender.Address));
        if (reply.Why is { } why)
            return new PlannedItem(With(item, IntakeChecks.NotAnswered(why)), Name(received, mail), reasons);
        return new PlannedItem(item, Name(received, mail), reasons, RejectionMail.Write(
            received.Tenant, item.Id, mail, received.Settings.Sender!, received.Settings.Texts, failures, reply));
    }

    // Malware forges its senders, and nobody should open what it is in.
    private static PlannedItem Quarantine(Received received, ParsedMail mail, RejectionReason infected) =>
        new(With(Rejected(received, mail, [], [infected]),
            IntakeChecks.NotAnswered("Absender von Schadsoftware sind meist gefälscht.")), Name(received, mail), [infected]);

    private static Item Rejected(
        Received received, ParsedMail mail, IReadOnlyList<ItemDocument> documents, IEnumerable<RejectionReason> reasons) =>
        received.Rejected(0, documents, reasons, Origin(received, mail));

    private static Item With(Item item, Check check) => item with { Checks = [.. item.Checks, check] };

    private static string Name(Received received, ParsedMail mail) =>
        mail.Subject.Length > 0 ? mail.Subject : received.Name;

    private static ItemDocument MailDocument(Received received, ParsedMail mail) =>
        new((MailNames.FileName(mail.Subject.Replace('/', '-').Replace('\\', '-')) ?? "Mail") + ".eml", "message/rfc822",
            received.Raw.Sha256, received.Raw.Length, "mail");

    private static ItemOrigin Origin(Received received, ParsedMail mail) => new(
        received.Settings.Id, mail.From.Count > 0 ? MailNames.Line(mail.From[0].Address) : null, mail.Subject,
        received.Raw.Sha256, mail.MessageId, MessageIds.Answered(mail));
}
