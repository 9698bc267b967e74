using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tests.Walks;

/// <summary>What must be true after every move, whatever has failed.</summary>
internal sealed class WalkChecks(WalkWorld world, WalkMoves moves)
{
    private readonly Dictionary<string, Item> _before = [];

    /// <summary>Every item, its history, its places in the lists, what was posted and which numbers were drawn.</summary>
    /// <param name="lists">Whether the lists are read, too.</param>
    public async Task CheckAsync(bool lists)
    {
        var open = new List<Item>();
        foreach (var id in world.Items)
        {
            if (await world.ItemAsync(id) is not { } item) continue;
            open.Add(item);
            var before = _before.GetValueOrDefault(id);
            if (before?.Revision != item.Revision) await HistoryAsync(item);
            if (before is not null)
            {
                Assert.True(item.Revision >= before.Revision && item.Epoch >= before.Epoch && item.Visit >= before.Visit, "It went back.");
                Assert.True(item.Revision > before.Revision || Same(item, before), "It changed without a new revision.");
                Assert.True(before.Cover.Number is null || before.Cover.Number == item.Cover.Number, "It has lost its number.");
            }

            _before[id] = item;
        }

        if (lists) await ListsAsync(open);
        foreach (var target in world.Targets.Values) Assert.Equal(target.Taken.Count, target.Taken.Select(one => one.Key).Distinct().Count());
        var drawn = await new NumberRanges(world.Records).DrawnAsync(WalkTenant.Id, "re", CancellationToken.None);
        Assert.Equal(drawn.Count, drawn.Select(one => one.Owner).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, drawn.Count).Select(number => (long)number), drawn.Select(one => one.Number));
        Assert.All(open.Where(item => item.Cover.Number is not null), item => Assert.Equal(item.Cover.Number, drawn.Single(one => one.Owner == item.Id).Text));
    }

    /// <summary>What must be true of an item that has ended.</summary>
    public async Task EndedAsync(Item item)
    {
        Assert.Equal(ItemStage.Ended, item.Stage);
        Assert.Null(item.TellLinkedUtc);
        var taken = world.Targets.SelectMany(target => target.Value.Taken.Where(one => one.Key.Item == item.Id).Select(one => (target.Key, one.Key.N))).ToList();
        if (item.Status == ItemStatus.Rejected) Assert.Empty(taken);
        foreach (var posting in await new PostingBook(world.Records, world.Time).OfItemAsync(WalkTenant.Id, item.Id, CancellationToken.None))
        {
            if (posting.Step == PostingStep.Confirmed && posting.SettledBy is null) Assert.Contains((posting.Key.Target, posting.Key.N), taken);
            if (posting.Next is not null) Assert.True(posting.Step is PostingStep.Unknown or PostingStep.Refused, $"{posting.Key} was sent again.");
        }

        if (item.Status != ItemStatus.Completed) return;
        Assert.All(item.Postings, shown => Assert.True(shown.State == "confirmed" || item.SkippedPostings.Any(key => key.Contains($"/{shown.System}/", StringComparison.Ordinal)), shown.ToString()));
        var process = await world.Get<ProcessStore>().FindAsync(WalkTenant.Id, item.Route!.Version, CancellationToken.None);
        Assert.Empty(process!.Route(item.Route.Name)!.Connectors.Except(item.Postings.Select(one => one.System)));
    }

    private static bool Same(Item one, Item other) => DurableText(one) == DurableText(other);

    private static string DurableText(Item item) => DurableJson.Serialize(item);

    private async Task HistoryAsync(Item item)
    {
        var trail = new AuditTrail(world.Records, world.Time);
        Assert.Equal(new AuditVerdict(null, null), await trail.VerifyAsync(item.Tenant, item.Id, CancellationToken.None));
        var entries = (await trail.ReadAsync(item.Tenant, item.Id, CancellationToken.None)).Entries;
        var visits = await world.Get<ItemJournal>().VisitsAsync(item, CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, item.Visit), visits.Select(visit => visit.Number));
        Assert.All(visits.SkipLast(1), visit => Assert.NotNull(visit.Decision));
        var isOpen = item.VisitState is VisitState.Opened or VisitState.Notified;
        if (isOpen)
        {
            Assert.Null(visits[^1].Decision);
            Assert.Equal(visits[^1].Assignee, item.Assignee?.User);
            Assert.Equal(ItemStatus.Waiting, item.Status);
            Assert.NotNull(world.Tenants.Find(WalkTenant.Id)!.Settings.Person(item.Assignee!.User));
        }
        else
        {
            Assert.True(visits.Count == 0 || visits[^1].Decision is not null, "The last visit is neither open nor decided.");
            Assert.Null(item.Assignee);
            Assert.NotEqual(ItemStatus.Waiting, item.Status);
        }

        Assert.Equal(item.Stage == ItemStage.Ended, item.Status is not (ItemStatus.Running or ItemStatus.Waiting));
        var decided = entries.Where(entry => entry.What is "decided" or "reassigned").Select(entry => entry.Details["visit"]).ToList();
        Assert.Equal(visits.Where(visit => visit.Decision is not null).Select(visit => $"{visit.Number}"), decided);
        Assert.Equal(decided.Count, entries.Where(entry => entry.What == "applied").Select(entry => entry.Details["visit"]).Distinct().Count()
            + visits.Count(visit => visit.Decision is not null && entries.All(entry => entry.What != "applied" || entry.Details["visit"] != $"{visit.Number}")));
        foreach (var (_, comment, accepted) in moves.Said.Where(said => said.Item == item.Id))
        {
            var times = visits.Count(visit => visit.Decision?.Comment == comment);
            if (accepted is { } known) Assert.True(times == (known ? 1 : 0), $"{comment} is {times} times in the history.");
            else Assert.True(times <= 1, $"{comment} is {times} times in the history.");
        }

        foreach (var told in entries.Where(entry => entry.What == "notified" && entry.Details.ContainsKey("visit") && !entry.Details.ContainsKey("by")))
        {
            // What the supplier had sent by then is part of the mail's name.
            var mail = $"{item.Tenant}/{item.Id}/{told.Details["person"]}/visit-{told.Details["visit"]}";
            Assert.Contains(world.Relay.Sent.Keys, key => key == mail + "/1" || key.StartsWith(mail + "-answer-", StringComparison.Ordinal));
        }
    }

    private async Task ListsAsync(IReadOnlyList<Item> items)
    {
        foreach (var person in WalkTenant.People)
        {
            await ListAsync(new ItemQuery(Assignee: person), items.Where(item => item.Assignee?.User == person));
            await ListAsync(new ItemQuery(Involved: person), items.Where(item => item.People.Contains(person)));
        }

        foreach (var status in Enum.GetValues<ItemStatus>()) await ListAsync(new ItemQuery(status), items.Where(item => item.Status == status));
        foreach (var station in items.Select(item => item.Station?.Name).OfType<string>().Distinct())
            await ListAsync(new ItemQuery(Station: station), items.Where(item => item.Station?.Name == station));
        await ListAsync(new ItemQuery(Held: true), items.Where(item => item.IsHeld && ItemLists.IsOpen(item)));
        await ListAsync(new ItemQuery(ByDeadline: true), items.Where(ItemLists.IsOpen));
    }

    private async Task ListAsync(ItemQuery query, IEnumerable<Item> expected)
    {
        var found = await world.Get<ItemStore>().ListAsync(WalkTenant.Id, query, CancellationToken.None);
        Assert.Null(found.Next);
        Assert.Equal(expected.Select(item => item.Id).Order(StringComparer.Ordinal), found.Items.Select(item => item.Id).Order(StringComparer.Ordinal));
    }
}
