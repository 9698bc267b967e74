using System.Globalization;
using System.Text;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Intake.Mailboxes;

/// <summary>Tells the tenant's fallback person what only a person can mend: a mailbox that cannot be read, a message that
/// cannot be taken.</summary>
public sealed class MailboxNotices(IOutbox outbox)
{
    /// <summary>A mailbox cannot be read.</summary>
    /// <param name="number">The source's outages counted from 1.</param>
    public Task UnreadableAsync(
        Tenant tenant, MailboxSource source, Outage outage, int number, CancellationToken cancellation) => SendAsync(
        tenant, $"{tenant.Id}/{source.Id}/mailbox/outage/{number.ToString(CultureInfo.InvariantCulture)}",
        $"Das Postfach „{source.Name}“ kann nicht abgeholt werden",
        $"das Postfach „{source.Name}“ kann nicht abgeholt werden.\n\n{outage.Text}\n\nVerloren ist nichts: Die Nachrichten "
        + "liegen noch im Postfach. Es wird weiter versucht; wenn es wieder geht, brauchen Sie nichts weiter zu tun.",
        cancellation);

    /// <summary>Messages stay where they are.</summary>
    public Task LeftAsync(
        Tenant tenant, MailboxSource source, IReadOnlyList<LeftMessage> left, CancellationToken cancellation)
    {
        var which = MailboxBook.HashOf(left.Select(one => new MailboxMessage(one.Uid, null)));
        var text = new StringBuilder("im Postfach „").Append(source.Name).Append("“ (").Append(source.User)
            .Append(") liegen Nachrichten, aus denen kein Vorgang werden konnte:\n\n");
        foreach (var one in left.Take(20)) text.Append("- ").Append(one.Why).Append('\n');
        if (left.Count > 20) text.Append(CultureInfo.InvariantCulture, $"- und {left.Count - 20} weitere\n");
        text.Append("\nSie wurden weder verändert noch gelöscht. Bitte sehen Sie im Postfach nach.");
        return SendAsync(
            tenant, $"{tenant.Id}/{source.Id}/mailbox/left-{which}/1",
            $"Im Postfach „{source.Name}“ bleiben Nachrichten liegen", text.ToString(), cancellation);
    }

    private async Task SendAsync(Tenant tenant, string key, string subject, string text, CancellationToken cancellation)
    {
        var settings = tenant.Settings;
        if (settings.Person(settings.Global.FallbackAssignee) is not { } person) return;
        await outbox.SendAsync(
            new OutgoingMail(
                tenant.Id, key, settings.Mail.FromName, settings.Mail.FromAddress, person.Name, person.Mail, subject,
                $"Guten Tag {person.Name},\n\n{text}\n", null, null),
            cancellation);
    }
}
