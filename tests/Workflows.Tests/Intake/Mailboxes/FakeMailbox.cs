using System.Text;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Tests.Intake.Mailboxes;

/// <summary>A mailbox in memory, which can be told to break down at the n-th call.</summary>
internal sealed class FakeMailbox(bool inOrder) : IMailboxes, IMailbox
{
    private readonly List<MailboxMessage> _deleting = [];
    private int _calls;

    /// <summary>What lies there, oldest first.</summary>
    public List<(string Uid, byte[] Bytes)> Messages { get; } = [];

    public List<string> Read { get; } = [];

    public Afterwards Afterwards { get; set; }

    /// <summary>Breaks before this call; 0 never.</summary>
    public int BreakAt { get; set; }

    /// <summary>Messages that the server cannot hand out.</summary>
    public HashSet<string> Broken { get; } = [];

    /// <summary>Messages over which the process dies: whoever reads one never comes back.</summary>
    public HashSet<string> Deadly { get; } = [];

    /// <summary>Ends when the process dies.</summary>
    public TaskCompletionSource Death { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Why it cannot be opened.</summary>
    public MailboxException? Refusal { get; set; }

    /// <summary>What happens while a message is read.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public bool InOrder => inOrder;

    public void Add(string uid, string subject) => Messages.Add((uid,
        Encoding.UTF8.GetBytes(Sample.Mail($"Subject: {subject}\n", (subject + ".pdf", Sample.Pdf(subject))))));

    public Task<IMailbox> OpenAsync(string tenant, MailboxSource source, CancellationToken cancellation)
    {
        Call();
        _deleting.Clear();
        return Refusal is null ? Task.FromResult<IMailbox>(this) : throw Refusal;
    }

    public Task<IReadOnlyList<MailboxMessage>> ListAsync(string? after, int most, CancellationToken cancellation)
    {
        Call();
        return Task.FromResult<IReadOnlyList<MailboxMessage>>(
        [
            .. Messages.Where(message => !inOrder || after is null || string.CompareOrdinal(message.Uid, after) > 0)
                .Take(inOrder ? most : int.MaxValue).Select(message => new MailboxMessage(message.Uid, message.Bytes.Length)),
        ]);
    }

    public async Task<Stream> ReadAsync(MailboxMessage message, long maxBytes, CancellationToken cancellation)
    {
        Call();
        Read.Add(message.Uid);
        if (Broken.Contains(message.Uid)) throw new MailboxException(MailboxFault.Unreachable, "The connection broke.");
        if (Deadly.Contains(message.Uid))
        {
            Death.SetResult();
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        }

        var next = Meanwhile;
        Meanwhile = () => Task.CompletedTask;
        await next();
        var bytes = Messages.First(one => one.Uid == message.Uid).Bytes;
        return bytes.Length <= maxBytes ? new MemoryStream(bytes) : throw new DocumentTooLargeException(maxBytes);
    }

    public Task SettleAsync(MailboxMessage message, CancellationToken cancellation)
    {
        Call();
        if (Afterwards == Afterwards.Keep) return Task.CompletedTask;
        if (inOrder) Messages.RemoveAll(one => one.Uid == message.Uid);
        else _deleting.Add(message);
        return Task.CompletedTask;
    }

    public Task CloseAsync(CancellationToken cancellation)
    {
        Call();
        Messages.RemoveAll(one => _deleting.Any(message => message.Uid == one.Uid));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Call()
    {
        if (++_calls == BreakAt) throw new MailboxException(MailboxFault.Unreachable, "The connection broke.");
    }
}
