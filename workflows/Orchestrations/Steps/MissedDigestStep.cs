using System.Globalization;
using Microsoft.Extensions.Logging;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Digests;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>A digest could not be sent: each item that it would have told of says so, and somebody responsible is told.
/// </summary>
public sealed class MissedDigestStep(
    TenantFiles tenants, MasterData master, DigestContent content, ItemJournal journal, IOutbox outbox,
    ILogger<MissedDigestStep> logger) : IActivity<MissedDigest, DigestEnd>
{
    /// <inheritdoc/>
    public async Task<DigestEnd> RunAsync(ActivityContext context, MissedDigest input)
    {
        var (run, cancellation) = (input.Run, context.Cancellation);
        var tenant = tenants.Require(run.Tenant);
        if (await content.ReaderAsync(tenant, run.Person, run.Day, cancellation) is not { } reader) return new DigestEnd(0);
        var finding = MailPhrases.DigestNotSent.Of(reader.Person.Name, input.Why);
        var waiting = 0;
        await foreach (var item in content.WaitingAsync(tenant.Id, reader, cancellation))
        {
            waiting++;
            await journal.ChangeAsync(tenant.Id, item.Id, current => Unsaid(current, item.Visit, finding), cancellation);
        }

        if (waiting == 0) return new DigestEnd(0);
        logger.LogError(
            "The digest of {Day} for {Person} of {Tenant}, about {Count} items, could not be sent: {Why}", run.Day, run.Person,
            run.Tenant, waiting, input.Why);
        await TellAsync(tenant, run, reader.Person, finding, waiting, cancellation);
        return new DigestEnd(0);
    }

    private static ItemChange? Unsaid(Item current, int visit, string finding) =>
        current.Visit == visit && current.VisitState is VisitState.Opened or VisitState.Notified
        && !current.Checks.Any(check => check.Rule == MailFindings.DigestNotSent && check.Text == finding)
            ? new ItemChange(
                MailFindings.With(current, MailFindings.DigestNotSent, finding), ItemChange.System, "mailFailed",
                new Dictionary<string, string> { ["step"] = "Digest", ["message"] = finding })
            : null;

    /// <summary>Tells the first of those responsible whose address takes it.</summary>
    private async Task TellAsync(
        Tenant tenant, DigestRun run, Person reader, string finding, int waiting, CancellationToken cancellation)
    {
        var settings = tenant.Settings;
        var absences = await master.AbsencesFromAsync(tenant.Id, run.Day, cancellation);
        foreach (var person in ResponsiblePeople.Of(settings, absences, run.Day, reader.Id))
        {
            var (subject, text) = Mail(settings, person, reader, finding, waiting);
            try
            {
                await outbox.SendAsync(
                    new OutgoingMail(
                        tenant.Id,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{tenant.Id}/digest/{run.Person}/{run.Day:yyyyMMdd}/missed/{person.Id}/1"),
                        settings.Mail.FromName, settings.Mail.FromAddress, person.Name, person.Mail,
                        subject, text, null, null),
                    cancellation);
                return;
            }
            catch (Exception refused) when (OutgoingMail.IsRefused(refused))
            {
                logger.LogError(refused, "{Person} of {Tenant} could not be told of a digest that was not sent.", person.Id, tenant.Id);
            }
        }

        logger.LogError("Nobody of {Tenant} could be told that the digest of {Person} was not sent.", tenant.Id, reader.Id);
    }

    private static (string Subject, string Text) Mail(Settings settings, Person to, Person reader, string finding, int waiting) =>
        (to.Language ?? settings.Language) == Language.En
            ? ($"{reader.Name} has not got the daily mail",
                $"Hello {to.Name},\n\n{EngineWords.Note(finding, "en")}\n\n"
                + (waiting == 1 ? "One item waits" : string.Create(CultureInfo.InvariantCulture, $"{waiting} items wait"))
                + $". Please check the mail address {reader.Mail}, and tell {reader.Name}. The list shows everything as ever.\n")
            : ($"{reader.Name} hat die Tagesmail nicht bekommen",
                $"Guten Tag {to.Name},\n\n{finding}\n\n{Waiting(waiting)}. Bitte prüfen Sie die Mailadresse "
                + $"{reader.Mail}, und sagen Sie {reader.Name} Bescheid. In der Liste steht alles wie gewohnt.\n");

    private static string Waiting(int items) => items == 1
        ? "Es wartet ein Vorgang"
        : string.Create(CultureInfo.InvariantCulture, $"Es warten {items} Vorgänge");
}
