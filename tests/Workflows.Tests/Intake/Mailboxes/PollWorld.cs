using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;

namespace Serverless.Workflows.Tests.Intake.Mailboxes;

/// <summary>The demo tenant with a mailbox as its source <c>postfach</c>, and a home in memory.</summary>
internal sealed class PollWorld : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("poll").FullName;
    private readonly IntakeDesk _desk;

    public PollWorld(bool inOrder = true, Afterwards afterwards = Afterwards.Keep, int most = 100, string user = "rechnung")
    {
        Mailbox = new FakeMailbox(inOrder) { Afterwards = afterwards };
        Home.Settings = Home.Settings with { Id = "postfach" };
        Tenants = new TenantFiles(_folder);
        Book = new MailboxBook(Records);
        _desk = Home.Desk();
        Configure(inOrder, afterwards, most, user);
    }

    public FakeHome Home { get; } = new();

    public MemoryRecordStore Records { get; } = new();

    public ManualTime Time { get; } = new();

    public FakeMailbox Mailbox { get; }

    public Suspects Suspects { get; private set; } = new();

    public TenantFiles Tenants { get; }

    public MailboxBook Book { get; }

    public Tenant Tenant => Tenants.Find(DemoTenant.Id)!;

    public MailboxSource Source => (MailboxSource)Tenant.Settings.Source("postfach")!;

    public void Configure(bool inOrder, Afterwards afterwards, int most, string user)
    {
        var source = (inOrder, afterwards) switch
        {
            (true, Afterwards.Move) => """ "kind": "imap", "afterwards": "move", "moveTo": "Erledigt" """,
            (true, _) => $""" "kind": "imap", "afterwards": "{afterwards}" """.ToLowerInvariant(),
            _ => $""" "kind": "pop3", "afterwards": "{afterwards}" """.ToLowerInvariant(),
        };
        var file = Encoding.UTF8.GetString(DemoTenant.TenantFile)
            .Replace("\"sources\": [", $$"""
                "sources": [
                  { {{source}}, "id": "postfach", "name": "Postfach", "host": "mail.example.org", "user": "{{user}}",
                    "password": "secret:postfach", "everyMinutes": 5 },
                """, StringComparison.Ordinal)
            .Replace("\"routeSources\": [", """
                "routeSources": [ { "id": "p", "source": "postfach", "routeKind": "invoice", "route": "rechnung" },
                """, StringComparison.Ordinal)
            .Replace("\"afterRejection\"", $"\"maxDocumentsPerRound\": {most}, \"afterRejection\"", StringComparison.Ordinal);
        Assert.Empty(Tenants.Replace(DemoTenant.Id, Encoding.UTF8.GetBytes(file)));
    }

    public MailboxPoll Poll() => new(
        Tenants, Mailbox, _desk, Book, new MailboxNotices(Home), Suspects, Time, NullLogger<MailboxPoll>.Instance);

    public Task<PollResult> RunAsync() => Poll().RunAsync(DemoTenant.Id, "postfach", 0, CancellationToken.None);

    /// <summary>Like <see cref="RunAsync"/>, or null where the process died. The next one has what was stored, and nothing
    /// of what the dead one held.</summary>
    public async Task<PollResult?> RunOrDieAsync()
    {
        Mailbox.Death = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = RunAsync();
        if (await Task.WhenAny(run, Mailbox.Death.Task) == run) return await run;
        Suspects.Dispose();
        Suspects = new Suspects();
        return null;
    }

    public void Dispose()
    {
        _desk.Dispose();
        Suspects.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
