using System.Text;
using Serverless.Connectors.Mail.Boxes;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Tenancy;

namespace Serverless.Connectors.Tests.Mail.Boxes;

public sealed class MailKitMailboxesTests
{
    private const string Mail = "From: a@example.org\nSubject: Rechnung\n\nGuten Tag\n.Punkt\n";

    [Fact]
    public async Task Pop3_lists_and_reads_and_deletes_only_at_its_proper_end()
    {
        await using var server = new Pop3Server();
        server.Messages.AddRange([("a", Mail), ("b", Mail + "zwei\n"), ("c", Mail)]);
        await using (var broken = await OpenAsync(Pop3(server, Afterwards.Delete)))
        {
            await TakeAsync(broken);
            Assert.Equal(3, server.Messages.Count);
        }

        // Disposing is no QUIT, so everything is still there.
        Assert.Equal(3, server.Messages.Count);
        await using var mailbox = await OpenAsync(Pop3(server, Afterwards.Delete));
        var texts = await TakeAsync(mailbox);
        await mailbox.CloseAsync(CancellationToken.None);

        Assert.False(mailbox.InOrder);
        Assert.Equal(["a", "b", "c"], texts.Keys);
        Assert.Equal(Mail.ReplaceLineEndings("\r\n"), texts["a"].TrimEnd('\r', '\n') + "\r\n");
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task Pop3_without_deleting_leaves_everything()
    {
        await using var server = new Pop3Server();
        server.Messages.AddRange([("a", Mail), ("a", Mail), ("b", Mail)]);
        await using var mailbox = await OpenAsync(Pop3(server, Afterwards.Keep));
        Assert.Equal(["a", "b"], (await TakeAsync(mailbox)).Keys);
        await mailbox.CloseAsync(CancellationToken.None);
        Assert.Equal(3, server.Messages.Count);
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("DELE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_mailbox_is_empty()
    {
        await using var pop3 = new Pop3Server();
        await using var imap = new ImapServer();
        foreach (var source in new MailboxSource[] { Pop3(pop3, Afterwards.Keep), Imap(imap, Afterwards.Keep) })
        {
            await using var mailbox = await OpenAsync(source);
            Assert.Empty(await mailbox.ListAsync(null, 10, CancellationToken.None));
            await mailbox.CloseAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Imap_lists_from_a_position_and_from_the_beginning_where_the_folder_is_new()
    {
        await using var server = new ImapServer();
        for (var uid = 1u; uid <= 5; uid++) server.Add(uid, Mail);
        await using (var mailbox = await OpenAsync(Imap(server, Afterwards.Keep)))
        {
            Assert.True(mailbox.InOrder);
            var first = await mailbox.ListAsync(null, 2, CancellationToken.None);
            Assert.Equal(["7.1", "7.2"], first.Select(message => message.Uid));
            Assert.All(first, message => Assert.Equal(server.Inbox[0].Text.Length, message.Bytes));
            Assert.Equal(["7.5"], (await mailbox.ListAsync("7.4", 9, CancellationToken.None)).Select(message => message.Uid));
            Assert.Empty(await mailbox.ListAsync("7.5", 9, CancellationToken.None));
            await mailbox.CloseAsync(CancellationToken.None);
        }

        server.Validity = 8;
        await using var anew = await OpenAsync(Imap(server, Afterwards.Keep));
        Assert.Equal("8.1", (await anew.ListAsync("7.5", 9, CancellationToken.None))[0].Uid);
    }

    [Theory]
    [InlineData(Afterwards.Keep, "UIDPLUS MOVE")]
    [InlineData(Afterwards.Delete, "UIDPLUS MOVE")]
    [InlineData(Afterwards.Delete, "")]
    [InlineData(Afterwards.Move, "UIDPLUS MOVE")]
    [InlineData(Afterwards.Move, "UIDPLUS")]
    public async Task Imap_does_what_the_source_wants(Afterwards afterwards, string extensions)
    {
        await using var server = new ImapServer { Extensions = extensions };
        server.Add(3, Mail);
        server.Add(4, Mail);
        await using var mailbox = await OpenAsync(Imap(server, afterwards));
        var texts = await TakeAsync(mailbox);
        await mailbox.CloseAsync(CancellationToken.None);

        Assert.All(texts.Values, text => Assert.Equal(Mail.ReplaceLineEndings("\r\n"), text));
        Assert.Equal(2, texts.Count);
        Assert.Equal(afterwards == Afterwards.Keep ? 2 : 0, server.Inbox.Count);
        Assert.Equal(afterwards == Afterwards.Move ? 2 : 0, server.Folders["Erledigt"].Count);
        Assert.All(server.Inbox, message => Assert.True(message.Seen));
    }

    [Fact]
    public async Task A_refused_sign_in_a_missing_secret_and_a_locked_mailbox_are_told_apart()
    {
        await using var pop3 = new Pop3Server();
        await using var imap = new ImapServer();
        var wrong = new Secrets("falsch");
        Assert.Equal(MailboxFault.SignIn, await FaultAsync(() => OpenAsync(Pop3(pop3, Afterwards.Keep), wrong)));
        Assert.Equal(MailboxFault.SignIn, await FaultAsync(() => OpenAsync(Imap(imap, Afterwards.Keep), wrong)));
        Assert.Equal(MailboxFault.Secret, await FaultAsync(() => OpenAsync(Pop3(pop3, Afterwards.Keep), new Secrets(null))));
        pop3.Refusal = "-ERR [IN-USE] maildrop already locked";
        Assert.Equal(MailboxFault.InUse, await FaultAsync(() => OpenAsync(Pop3(pop3, Afterwards.Keep))));
        pop3.Refusal = null;
        Assert.Contains("wrong password", await TextAsync(() => OpenAsync(Pop3(pop3, Afterwards.Keep), wrong)), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "falsch", await TextAsync(() => OpenAsync(Pop3(pop3, Afterwards.Keep), wrong)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_missing_a_broken_connection_and_no_server_are_told_apart()
    {
        await using var imap = new ImapServer();
        imap.Add(1, Mail);
        var missing = Imap(imap, Afterwards.Keep) with { Folder = "Gibtsnicht" };
        Assert.Equal(MailboxFault.Folder, await FaultAsync(() => OpenAsync(missing)));

        imap.BreakAt = "UID FETCH";
        await using var mailbox = await OpenAsync(Imap(imap, Afterwards.Keep));
        Assert.Equal(MailboxFault.Unreachable, await FaultAsync(() => mailbox.ListAsync(null, 9, CancellationToken.None)));

        int free;
        await using (var gone = new Pop3Server()) free = gone.Port;
        var nobody = new Pop3Source { Id = "p", Name = "P", Host = "127.0.0.1", Port = free, User = "u", Password = new("s") };
        Assert.Equal(MailboxFault.Unreachable, await FaultAsync(() => OpenAsync(nobody)));
    }

    [Fact]
    public async Task A_message_that_is_larger_than_the_server_said_is_not_read_to_its_end()
    {
        await using var server = new Pop3Server { Lie = 10 };
        server.Messages.Add(("a", Mail + string.Concat(Enumerable.Repeat("noch eine Zeile Text\n", 200_000))));
        await using var mailbox = await OpenAsync(Pop3(server, Afterwards.Keep));
        var message = (await mailbox.ListAsync(null, 9, CancellationToken.None)).Single();
        Assert.Equal(10, message.Bytes);
        await Assert.ThrowsAsync<DocumentTooLargeException>(
            () => mailbox.ReadAsync(message, 100_000, CancellationToken.None));
    }

    private static Pop3Source Pop3(LineServer server, Afterwards afterwards) => new()
    {
        Id = "p",
        Name = "P",
        Host = "localhost",
        Port = server.Port,
        User = LineServer.User,
        Password = new SecretReference("p"),
        Afterwards = afterwards,
    };

    private static ImapSource Imap(LineServer server, Afterwards afterwards) => new()
    {
        Id = "p",
        Name = "P",
        Host = "localhost",
        Port = server.Port,
        User = LineServer.User,
        Password = new SecretReference("p"),
        Afterwards = afterwards,
        MoveTo = afterwards == Afterwards.Move ? "Erledigt" : null,
    };

    private static async Task<IMailbox> OpenAsync(MailboxSource source, Secrets? secrets = null)
    {
        var own = secrets ?? new Secrets(LineServer.Password);
        using var http = new HttpClient();
        return await new MailKitMailboxes(own, new OAuthTokens(http, own, TimeProvider.System))
            .OpenAsync("demo", source, CancellationToken.None);
    }

    private static async Task<Dictionary<string, string>> TakeAsync(IMailbox mailbox)
    {
        var texts = new Dictionary<string, string>();
        foreach (var message in await mailbox.ListAsync(null, 100, CancellationToken.None))
        {
            await using var content = await mailbox.ReadAsync(message, 1_000_000, CancellationToken.None);
            using var reader = new StreamReader(content, Encoding.Latin1);
            texts.Add(message.Uid, await reader.ReadToEndAsync());
            await mailbox.SettleAsync(message, CancellationToken.None);
        }

        return texts;
    }

    private static async Task<MailboxFault> FaultAsync<T>(Func<Task<T>> act) =>
        (await Assert.ThrowsAsync<MailboxException>(act)).Fault;

    private static async Task<string> TextAsync<T>(Func<Task<T>> act) =>
        (await Assert.ThrowsAsync<MailboxException>(act)).ToString();

    private sealed class Secrets(string? value) : ITenantSecrets
    {
        public Task<string?> FindAsync(string tenant, SecretReference secret, CancellationToken cancellation) =>
            Task.FromResult(value);
    }
}
