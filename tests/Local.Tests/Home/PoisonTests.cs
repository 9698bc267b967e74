using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Local.Home;
using Serverless.Local.Tests.Engine;
using Serverless.Local.Tests.Stores;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Orchestrations;

namespace Serverless.Local.Tests.Home;

/// <summary>What kills the process does so a few times and not for ever: it is set aside, a person is told, and all else
/// goes on.</summary>
public sealed class PoisonTests
{
    [Fact]
    public async Task A_mail_over_which_the_process_dies_stays_in_its_mailbox_and_somebody_is_told()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(5, await DeathsAsync(folder.Path, "mail"));
        await using var home = await OpenAsync(folder.Path);
        var items = (await home.Web.Items.ListAsync("demo", new ItemQuery(), default)).Items;
        Assert.Equal(["G-0", "G-2", "G-3"], items.Select(item => item.Fields["invoiceNumber"].Value).Order(StringComparer.Ordinal));
        var notice = Assert.Single(Mails(folder.Path), mail => mail.Contains("abgestürzt", StringComparison.Ordinal));
        Assert.Contains("Über einer Nachricht ist der Dienst 5-mal abgestürzt", notice, StringComparison.Ordinal);
        Assert.Contains("helga.sommer@musterhaus.example", notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_over_which_the_process_dies_is_a_case_for_the_operator()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(StepAttempts.Most, await DeathsAsync(folder.Path, "document"));
        await using var home = await OpenAsync(folder.Path);
        var items = (await home.Web.Items.ListAsync("demo", new ItemQuery(), default)).Items;
        Assert.Equal(PoisonWorker.Mails, items.Count);
        var item = Assert.Single(items, item => item.Operator is not null);
        Assert.Equal((nameof(StepKind.Extract), "ProcessDied"), (item.Operator!.Step, item.Operator.FailureType));
        Assert.Equal(
            ["G-0", "G-2", "G-3"],
            items.Except([item]).Select(one => one.Fields["invoiceNumber"].Value).Order(StringComparer.Ordinal));

        // Asked to do so it is tried once more, here without dying.
        var again = await home.Web.Decisions.DecideAsync(
            "demo", item.Id, item.Assignee!.User, new DecisionRequest(DecisionKinds.Again, null, null, null, null, "page", null), default);
        Assert.Equal(DecisionResult.Accepted, again.Result);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while ((await home.Web.Items.GetAsync("demo", item.Id, limit.Token))!.Station?.Name != "Vorerfassung") await Task.Delay(10, limit.Token);
    }

    [Fact]
    public async Task Of_those_that_were_under_way_none_begins_before_the_other_is_on_record_as_done()
    {
        SuspectWatch? watch = null;
        await using var home = await WalkHome.OpenAsync(services =>
        {
            services.Front<IRecordStore>(inner => watch = new SuspectWatch(inner));
            services.Front<IDocumentStore>(inner => watch!.Over(inner));
        });
        var ids = new[] { await home.DeliverAsync(TestMails.Roof("G-0")), await home.DeliverAsync(TestMails.Roof("G-1")) };
        while (await watch!.AttemptsAsync(ids) is not [1, 1]) await Task.Delay(5, home.Soon);
        home.Replace = services =>
        {
            services.Front<IRecordStore>(inner => watch = new SuspectWatch(inner) { Items = ids });
            services.Front<IDocumentStore>(inner => watch!.Over(inner));
        };
        await home.CloseAsync();
        await home.OpenAsync();
        foreach (var id in ids) await home.AtAsync(id, "Vorerfassung");
        Assert.Equal(["1 2", "0 2"], watch!.Seen.Select(attempts => string.Join(" ", attempts.Order())));
        Assert.Equal([0, 0], await watch.AttemptsAsync(ids));
    }

    private static async Task<int> DeathsAsync(string folder, string kills)
    {
        for (var deaths = 0; ; deaths++)
        {
            if (!await SelfKill.EndsWorkerAsync("poison", folder, kills)) return deaths;
            Assert.True(deaths < 10, "It dies for ever.");
        }
    }

    private static Task<LocalHome> OpenAsync(string folder) => LocalHome.OpenAsync(
        new LocalOptions(folder, "http://127.0.0.1:8080", null, false, null), new FakeClock(), NullLoggerFactory.Instance, default);

    private static IEnumerable<string> Mails(string folder) =>
        Directory.EnumerateFiles(new HomeFolder(folder).Outbox, "*.eml").Select(file => WalkHome.Plain(File.ReadAllText(file)));
}
