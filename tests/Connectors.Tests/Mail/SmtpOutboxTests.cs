using Serverless.Connectors.Mail;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;

namespace Serverless.Connectors.Tests.Mail;

public sealed class SmtpOutboxTests
{
    private static readonly OutgoingMail Mail = new(
        "demo", "demo/1/anna/visit/1", "Hausverwaltung Müller", "post@example.org", "Anna", "anna@example.org",
        "Rechnung prüfen", "Guten Tag,\n.eine Zeile mit Punkt\n", "<p>Guten Tag</p>", null);

    [Fact]
    public async Task A_mail_reaches_the_relay_once()
    {
        await using var relay = new Relay();
        var outbox = Outbox(relay);

        await outbox.SendAsync(Mail, CancellationToken.None);
        await outbox.SendAsync(Mail, CancellationToken.None);
        await outbox.SendAsync(Mail with { Key = "demo/1/anna/visit/2" }, CancellationToken.None);

        Assert.Equal(2, relay.Taken.Count);
        Assert.Contains("<anna@example.org>", relay.Taken[0], StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", relay.Taken[0], StringComparison.Ordinal);
        Assert.NotEqual(MessageId(relay.Taken[0]), MessageId(relay.Taken[1]));
    }

    [Theory]
    [InlineData("550 5.1.1 no such mailbox", false)]
    [InlineData("451 4.7.1 greylisted, try later", true)]
    public async Task A_refusal_says_whether_trying_again_helps(string refusal, bool retriable)
    {
        await using var relay = new Relay { Refusal = refusal };
        var outbox = Outbox(relay);

        var failed = await Assert.ThrowsAsync<ActivityFailureException>(() => outbox.SendAsync(Mail, CancellationToken.None));

        Assert.Equal(("MailRefused", retriable), (failed.Failure.Type, failed.Failure.Retriable));
        Assert.Contains(refusal[..3], failed.Failure.Message, StringComparison.Ordinal);

        relay.Refusal = null;
        await outbox.SendAsync(Mail, CancellationToken.None);
        Assert.Single(relay.Taken);
    }

    private static SmtpOutbox Outbox(Relay relay) => new(
        new SmtpSettings("127.0.0.1", relay.Port, null, Encrypted: false), new MemoryRecordStore(), TimeProvider.System);

    private static string MessageId(string message) => message.Split('\n').First(
        line => line.StartsWith("Message-", StringComparison.OrdinalIgnoreCase)).Trim();
}
