using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Local.Home;
using Serverless.Local.Tests.Engine;
using Serverless.Local.Tests.Stores;
using Serverless.Workflows.Approval.Digests;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Intake.Outgoing;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;

namespace Serverless.Local.Tests.Home;

/// <summary>A whole home whose relay takes a mail, upon which the process is killed before it can note that.</summary>
internal static class MailWorker
{
    /// <summary>The arguments: folder, and a part of the key of the mail over which to die. It ends when one item waits and
    /// the digest of the day after is noted.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var (folder, clock) = (new HomeFolder(arguments[0]), new FakeClock());
        var tenants = Path.Combine(folder.Tenants, DemoTenant.Id, TenantFiles.FileName);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        if (!Directory.Exists(folder.Tenants))
        {
            DemoTenant.WriteTo(folder.Tenants);
            const string Mail = "\"mail\": \"clara.winter@musterhaus.example\",";
            File.WriteAllText(tenants, File.ReadAllText(tenants).Replace(Mail, Mail + " \"digest\": \"07:30\",", StringComparison.Ordinal));
        }

        if (File.Exists(Path.Combine(folder.Path, "died")) && arguments[1] == "/digest/") clock.Advance(DigestWalk.Tuesday - clock.GetUtcNow());
        await using var home = await LocalHome.OpenAsync(
            new LocalOptions(arguments[0], "http://127.0.0.1:8080", null, false, null), clock, NullLoggerFactory.Instance,
            services => services.AddSingleton<IOutbox>(new Relay(folder.Path, arguments[1], clock)), null, default);
        // The digest of the day before goes first, while nothing waits.
        var book = home.Services.GetRequiredService<DigestBook>();
        while (await book.LastAsync(DemoTenant.Id, WalkHome.Clara, default) is null) await Task.Delay(10, limit.Token);
        await home.Web.Intake.ReceiveAsync(
            new Delivery(DemoTenant.Id, "mail", "message/rfc822", null, new MemoryStream(TestMails.WithDiscount("M-1", 3))), default);
        while (!await IsToldAsync(home)) await Task.Delay(10, limit.Token);
        if (clock.GetUtcNow() < DigestWalk.Tuesday) clock.Advance(DigestWalk.Tuesday - clock.GetUtcNow());
        await home.Services.GetRequiredService<MinuteTick>().RunAsync(default);
        var day = DateOnly.FromDateTime(DigestWalk.Tuesday.UtcDateTime);
        while ((await book.LastAsync(DemoTenant.Id, WalkHome.Clara, default))?.Day != day)
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private static async Task<bool> IsToldAsync(LocalHome home) =>
        (await home.Web.Items.ListAsync(DemoTenant.Id, new ItemQuery(ItemStatus.Waiting), default)).Items
            is [{ VisitState: VisitState.Notified }];

    /// <summary>Takes whatever it is given, like a relay that knows no keys. The first mail of the kind is the last that its
    /// process hands over.</summary>
    private sealed class Relay(string folder, string deadly, TimeProvider time) : IOutbox
    {
        public Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
        {
            var taken = Directory.CreateDirectory(Path.Combine(folder, "taken")).FullName;
            File.WriteAllBytes(Path.Combine(taken, $"{Directory.GetFiles(taken).Length:000}.eml"), new MailWriter(time).Write(mail));
            var died = Path.Combine(folder, "died");
            if (!mail.Key.Contains(deadly, StringComparison.Ordinal) || File.Exists(died)) return Task.CompletedTask;
            File.WriteAllText(died, mail.Key);
            SelfKill.Now();
            return Task.CompletedTask;
        }
    }
}
