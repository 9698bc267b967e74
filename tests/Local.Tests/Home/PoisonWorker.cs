using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Local.Home;
using Serverless.Local.Tests.Stores;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;

namespace Serverless.Local.Tests.Home;

/// <summary>A whole home that fetches four mails, of which the second kills the process: while it is taken from its mailbox,
/// as the document of the first is still being read, or when its own document is read out.</summary>
internal static class PoisonWorker
{
    public const int Mails = 4;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(3);

    /// <summary>The arguments: folder, and <c>mail</c> or <c>document</c>. It ends when all that can be done is done.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var (folder, kills) = (new HomeFolder(arguments[0]), arguments[1]);
        var mailbox = new TestMailbox();
        for (var i = 0; i < Mails; i++) mailbox.Mails.Add(TestMails.Roof($"G-{i}"));
        if (kills == "mail") mailbox.Reading = number => Kill(number == 1);
        WriteTenant(folder);
        await using var home = await LocalHome.OpenAsync(
            new LocalOptions(arguments[0], "http://127.0.0.1:8080", null, false, null), TimeProvider.System,
            NullLoggerFactory.Instance, services =>
            {
                services.AddSingleton<IMailboxes>(mailbox);
                services.Front<IDocumentStore>(inner => kills == "document"
                    ? new WatchedDocuments(inner, HashOf("G-1"), _ =>
                    {
                        SelfKill.Now();
                        return Task.CompletedTask;
                    })
                    : new WatchedDocuments(inner, HashOf("G-0"), ended => Task.Delay(Long, ended)));
            }, null, default);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while (!await IsOverAsync(home, folder))
        {
            if (kills == "mail") await EnsureNoneIsSetAsideAsync(home);
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Three items wait and somebody was told of the fourth.</summary>
    private static async Task<bool> IsOverAsync(LocalHome home, HomeFolder folder)
    {
        var waiting = await home.Web.Items.ListAsync(DemoTenant.Id, new ItemQuery(ItemStatus.Waiting), default);
        return waiting.Items.Count(item => item is { Operator: null, VisitState: VisitState.Notified }) == Mails - 1
            && Directory.EnumerateFiles(folder.Outbox, "*.eml").Any(file =>
                WalkHome.Plain(File.ReadAllText(file)).Contains("abgestürzt", StringComparison.Ordinal));
    }

    private static async Task EnsureNoneIsSetAsideAsync(LocalHome home)
    {
        var page = await home.Web.Items.ListAsync(DemoTenant.Id, new ItemQuery(), default);
        if (page.Items.FirstOrDefault(item => item.Operator is not null) is { } innocent)
            throw new InvalidOperationException($"The mail kills, and {innocent.Id} is set aside for it.");
    }

    private static string HashOf(string invoice) => Convert.ToHexStringLower(SHA256.HashData(TestMails.RoofXml(invoice)));

    private static void Kill(bool isPoison)
    {
        if (isPoison) SelfKill.Now();
    }

    private static void WriteTenant(HomeFolder folder)
    {
        if (Directory.Exists(folder.Tenants)) return;
        DemoTenant.WriteTo(folder.Tenants);
        var file = Path.Combine(folder.Tenants, DemoTenant.Id, TenantFiles.FileName);
        File.WriteAllText(file, TestMailbox.Configure(File.ReadAllText(file)));
    }

    /// <summary>Before that document is read something happens.</summary>
    private sealed class WatchedDocuments(IDocumentStore inner, string watched, Func<CancellationToken, Task> before) : IDocumentStore
    {
        public Task<StoredDocument> PutAsync(string tenant, Stream content, long maxBytes, CancellationToken cancellation) =>
            inner.PutAsync(tenant, content, maxBytes, cancellation);

        public async Task<Stream?> OpenAsync(string tenant, string sha256, CancellationToken cancellation)
        {
            if (sha256 == watched) await before(cancellation);
            return await inner.OpenAsync(tenant, sha256, cancellation);
        }

        public Task ArchiveAsync(
            string tenant, string sha256, string archiveClass, DateOnly retainUntil, CancellationToken cancellation) =>
            inner.ArchiveAsync(tenant, sha256, archiveClass, retainUntil, cancellation);
    }
}
