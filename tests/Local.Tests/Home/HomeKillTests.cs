using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Local.Home;
using Serverless.Local.Tests.Engine;
using Serverless.Local.Tests.Stores;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Archive.Audit;

namespace Serverless.Local.Tests.Home;

/// <summary>The program is killed while mails come in and people decide by their links.</summary>
public sealed partial class HomeKillTests
{
    private const int Items = 16;
    private const int Kills = 8;

    [Fact]
    public async Task Killed_at_any_moment_it_loses_nothing_and_does_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        using var home = new HomeProcess(folder.Path);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(15));
        var people = new People(folder.Path, home);
        var random = new Random(4711);
        await home.StartAsync(limit.Token);
        for (var round = 0; round <= Kills; round++)
        {
            using var working = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
            var work = people.WorkAsync(round < Kills ? (Items * (round + 1) / Kills) : Items, working.Token);
            if (round == Kills)
            {
                await work;
                while (!limit.IsCancellationRequested && (await people.LateAsync()).Count > 0) await Task.Delay(20);
                Assert.Empty(await people.LateAsync());
                break;
            }

            // Three deaths in a row over one step would rightly set its item aside.
            if (round % 2 == 1) await SeenToAsync(home, limit.Token);
            await Task.Delay(random.Next(50, 600), limit.Token);
            home.Kill();
            await working.CancelAsync();
            await work;
            await home.StartAsync(limit.Token);
        }

        var items = await home.ItemsAsync(limit.Token);
        Assert.Equal(Items, items.Count);
        Assert.Equal(people.Delivered.Values.Order(StringComparer.Ordinal), items.Select(item => item.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(items, item => Assert.Equal("completed", item.GetProperty("status").GetString()));
        foreach (var item in items)
        {
            var decisions = (await home.HistoryAsync(item.GetProperty("id").GetString()!, limit.Token)).GetProperty("decisions").EnumerateArray()
                .Select(visit => visit.GetProperty("decision").GetProperty("comment").GetString()).ToList();
            Assert.Equal(3, decisions.Count);
            foreach (var comment in people.Accepted[item.GetProperty("id").GetString()!]) Assert.Contains(comment, decisions);
        }

        // What was thanked for is over: the link says so, and no second decision counts.
        foreach (var link in people.Used.Take(5)) Assert.Equal(HttpStatusCode.Gone, (await home.LinkAsync(link, null, limit.Token))!.Value.Status);
        home.Kill();
        AssertMails(folder.Path);
        await AssertStoresAsync(folder.Path, people.Delivered.Values);
    }

    /// <summary>Waits until whatever is there now has been read out, and lies with somebody or is done.</summary>
    private static async Task SeenToAsync(HomeProcess home, CancellationToken cancellation)
    {
        var there = (await home.ItemsAsync(cancellation)).Select(Id).ToHashSet(StringComparer.Ordinal);
        while ((await home.ItemsAsync(cancellation)).Any(item => there.Contains(Id(item)) && item.GetProperty("status").GetString() == "running"))
            await Task.Delay(20, cancellation);

        static string Id(JsonElement item) => item.GetProperty("id").GetString()!;
    }

    private static void AssertMails(string folder)
    {
        var mails = Directory.GetFiles(new HomeFolder(folder).Outbox);
        Assert.All(mails, mail => Assert.EndsWith(".eml", mail, StringComparison.Ordinal));
        Assert.Equal(Items * 3, mails.Length);
        Assert.Equal(Items * 3, mails.Select(mail => mail.Split('-')[^1]).Distinct().Count());
    }

    private static async Task AssertStoresAsync(string folder, IEnumerable<string> ids)
    {
        await using var home = await LocalHome.OpenAsync(
            new LocalOptions(folder, "http://127.0.0.1:8080", null, false, null), new FakeClock(), NullLoggerFactory.Instance, default);
        var numbers = new List<string>();
        foreach (var id in ids)
        {
            numbers.Add((await home.Web.Items.GetAsync("demo", id, default))!.Cover.Number!);
            Assert.True((await home.Services.GetRequiredService<AuditTrail>().VerifyAsync("demo", id, default)).Intact);
        }

        var counted = numbers.Select(number => int.Parse(number.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(Enumerable.Range(counted[0], Items), counted);
        Assert.Equal(1, counted[0]);
    }

    /// <summary>Those who send mails and follow the links in the outbox.</summary>
    private sealed class People(string folder, HomeProcess home)
    {
        private readonly HashSet<string> _over = new(StringComparer.Ordinal);

        /// <summary>Item by number of the invoice.</summary>
        public SortedDictionary<int, string> Delivered { get; } = [];

        /// <summary>The comments of the decisions that were thanked for, by item.</summary>
        public ConcurrentDictionary<string, List<string>> Accepted { get; } = new(StringComparer.Ordinal);

        public List<string> Used { get; } = [];

        /// <summary>Delivers up to so many and decides what comes, until the process is gone or all is decided.</summary>
        public async Task WorkAsync(int items, CancellationToken cancellation)
        {
            try
            {
                while (!Delivered.ContainsKey(items - 1) || _over.Count < items * 3)
                {
                    var next = Delivered.Count;
                    if (next < items && !await DeliverAsync(next, cancellation)) return;
                    if (!await DecideAsync(cancellation)) return;
                    await Task.Delay(10, cancellation);
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // Killed; they go on after the restart.
            }
        }

        /// <summary>What has not come to its end.</summary>
        public async Task<IReadOnlyList<string>> LateAsync() =>
        [
            .. (await home.ItemsAsync(default)).Where(item => item.GetProperty("status").GetString() != "completed")
                .Select(item => item.GetRawText()),
        ];

        private async Task<bool> DeliverAsync(int number, CancellationToken cancellation)
        {
            if (await home.DeliverAsync(TestMails.Roof($"K-{number}"), cancellation) is not { } id) return false;
            Delivered.Add(number, id);
            Accepted.TryAdd(id, []);
            return true;
        }

        private async Task<bool> DecideAsync(CancellationToken cancellation)
        {
            var outbox = new HomeFolder(folder).Outbox;
            foreach (var file in Directory.EnumerateFiles(outbox, "*.eml").Where(file => !_over.Contains(file)).ToList())
            {
                var link = Link().Match(WalkHome.Plain(await File.ReadAllTextAsync(file, cancellation))).Value;
                if (await home.LinkAsync(link, null, cancellation) is not var (status, page)) return false;
                if (status == HttpStatusCode.Gone)
                {
                    // Its decision counted, though the answer to it was lost in a kill.
                    _over.Add(file);
                    continue;
                }

                Assert.Equal(HttpStatusCode.OK, status);
                var form = Hidden().Matches(page).ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value));
                form["decision"] = "approve";
                form["comment"] = Path.GetFileNameWithoutExtension(file);
                if (await home.LinkAsync(link, form, cancellation) is not var (answer, thanks)) return false;
                Assert.True(answer == HttpStatusCode.OK, thanks);
                _over.Add(file);
                Used.Add(link);
                Accepted.GetOrAdd(ItemOf(link), _ => []).Add(form["comment"]);
            }

            return true;
        }

        private string ItemOf(string link)
        {
            var keys = new KeyFiles(new HomeFolder(folder).Keys).For("demo");
            return TokenFormat.Read(keys, link.Split('/')[^1], "demo", TokenPurpose.Decide, TimeProvider.System.GetUtcNow()).Token!.Item;
        }
    }

    [GeneratedRegex(@"http://\S+/d/[A-Za-z0-9_.~-]+")]
    private static partial Regex Link();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
