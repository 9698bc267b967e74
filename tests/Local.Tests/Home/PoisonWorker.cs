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
/// or when its document is read out.</summary>
internal static class PoisonWorker
{
    public const int Mails = 4;

    /// <summary>The arguments: folder, and <c>mail</c> or <c>document</c>. It ends when all that can be done is done.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var (folder, kills) = (new HomeFolder(arguments[0]), arguments[1]);
        var mailbox = new TestMailbox();
        for (var i = 0; i < Mails; i++) mailbox.Mails.Add(TestMails.Roof($"G-{i}"));
        if (kills == "mail") mailbox.Reading = number => Kill(number == 1);
        var deadly = Convert.ToHexStringLower(SHA256.HashData(TestMails.RoofXml("G-1")));
        WriteTenant(folder);
        await using var home = await LocalHome.OpenAsync(
            new LocalOptions(arguments[0], "http://127.0.0.1:8080", null, false, null), TimeProvider.System,
            NullLoggerFactory.Instance, services =>
            {
                services.AddSingleton<IMailboxes>(mailbox);
                if (kills == "document") services.Front<IDocumentStore>(inner => new DeadlyDocuments(inner, deadly));
            }, null, default);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while (!await IsOverAsync(home, folder)) await Task.Delay(20, limit.Token);
    }

    /// <summary>Three items wait and somebody was told of the fourth.</summary>
    private static async Task<bool> IsOverAsync(LocalHome home, HomeFolder folder)
    {
        var waiting = await home.Web.Items.ListAsync(DemoTenant.Id, new ItemQuery(ItemStatus.Waiting), default);
        return waiting.Items.Count(item => item is { Operator: null, VisitState: VisitState.Notified }) == Mails - 1
            && Directory.EnumerateFiles(folder.Outbox, "*.eml").Any(file =>
                WalkHome.Plain(File.ReadAllText(file)).Contains("abgestürzt", StringComparison.Ordinal));
    }

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

    private sealed class DeadlyDocuments(IDocumentStore inner, string deadly) : IDocumentStore
    {
        public Task<StoredDocument> PutAsync(string tenant, Stream content, long maxBytes, CancellationToken cancellation) =>
            inner.PutAsync(tenant, content, maxBytes, cancellation);

        public Task<Stream?> OpenAsync(string tenant, string sha256, CancellationToken cancellation)
        {
            Kill(sha256 == deadly);
            return inner.OpenAsync(tenant, sha256, cancellation);
        }

        public Task ArchiveAsync(
            string tenant, string sha256, string archiveClass, DateOnly retainUntil, CancellationToken cancellation) =>
            inner.ArchiveAsync(tenant, sha256, archiveClass, retainUntil, cancellation);
    }
}
