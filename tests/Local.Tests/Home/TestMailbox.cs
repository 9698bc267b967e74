using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Tests.Home;

/// <summary>A POP3 mailbox in memory, and a tenant that fetches from it.</summary>
internal sealed class TestMailbox : IMailboxes, IMailbox
{
    private const string Source = """
        "sources": [
          { "kind": "pop3", "id": "postfach", "name": "Postfach", "host": "mail.example.org", "user": "rechnung",
            "password": "secret:postfach", "everyMinutes": 5, "criteria": { "attachments": { "allow": "any" } } },
        """;

    public List<byte[]> Mails { get; } = [];

    /// <summary>Called with the number of the message that is read.</summary>
    public Action<int>? Reading { get; set; }

    public bool InOrder => false;

    /// <summary>The tenant's file with the mailbox as its source <c>postfach</c>.</summary>
    public static string Configure(string file) => file
        .Replace("\"sources\": [", Source, StringComparison.Ordinal)
        .Replace("\"routeSources\": [", """
            "routeSources": [ { "id": "p", "source": "postfach", "routeKind": "invoice", "route": "rechnung" },
            """, StringComparison.Ordinal);

    public Task<IMailbox> OpenAsync(string tenant, MailboxSource source, CancellationToken cancellation) =>
        Task.FromResult<IMailbox>(this);

    public Task<IReadOnlyList<MailboxMessage>> ListAsync(string? after, int most, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<MailboxMessage>>(
            [.. Mails.Select((mail, number) => new MailboxMessage($"u{number}", mail.Length))]);

    public Task<Stream> ReadAsync(MailboxMessage message, long maxBytes, CancellationToken cancellation)
    {
        var number = message.Uid[1] - '0';
        Reading?.Invoke(number);
        return Task.FromResult<Stream>(new MemoryStream(Mails[number]));
    }

    public Task SettleAsync(MailboxMessage message, CancellationToken cancellation) => Task.CompletedTask;

    public Task CloseAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
