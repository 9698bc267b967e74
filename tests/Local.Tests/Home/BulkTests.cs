using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Local.Tests.Home;

/// <summary>Several items with one call.</summary>
public sealed class BulkTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_item_is_decided_by_itself_and_a_repeat_does_nothing_twice(bool parallel)
    {
        await using var home = await OpenAsync(parallel);
        var ids = await DeliverAsync(home, 4);
        var items = await SeenAsync(home, ids);
        await home.AcceptAsync(ids[1], WalkHome.Clara, DecisionKinds.Reject, "Nicht bestellt");
        await ReassignTests.ReassignAsync(home, ids[2], WalkHome.Helga, WalkHome.Jonas);

        BulkItem[] wanted = [.. items, new("0123456789abcdef", 1), items[0] with { Id = ids[0] + "0" }];
        var first = await RunAsync(home, WalkHome.Clara, BulkAction.Forward, wanted);
        Assert.Equal(!parallel, first.InSequence);
        Assert.Equal(
            [BulkResult.Done, BulkResult.AlreadyDecided, BulkResult.AlreadyDecided, BulkResult.Done, BulkResult.NotFound, BulkResult.NotFound],
            first.Answers.Select(answer => answer.Result));
        Assert.Equal(wanted.Select(item => item.Id), first.Answers.Select(answer => answer.Id));
        Assert.StartsWith("Clara Winter hat schon entschieden: abgelehnt am 02.03.2026", first.Answers[1].Message, StringComparison.Ordinal);
        Assert.StartsWith("Helga Sommer hat schon entschieden: neu zugewiesen an Jonas Keller", first.Answers[2].Message, StringComparison.Ordinal);

        // Clara gets one of them again at the next station: what she sent before does not count for that.
        foreach (var id in new[] { ids[0], ids[3] }) await home.AtAsync(id, "Sachliche Prüfung");
        await ReassignTests.ReassignAsync(home, ids[0], WalkHome.Helga, WalkHome.Clara);
        var again = await RunAsync(home, WalkHome.Clara, BulkAction.Forward, wanted);
        Assert.Equal(
            [BulkResult.DoneBefore, BulkResult.AlreadyDecided, BulkResult.AlreadyDecided, BulkResult.DoneBefore, BulkResult.NotFound, BulkResult.NotFound],
            again.Answers.Select(answer => answer.Result));
        foreach (var id in new[] { ids[0], ids[3] })
        {
            Assert.Single((await home.VisitsAsync(id)), visit => visit.Decision?.Kind == DecisionKinds.Approve);
            Assert.Equal("Sachliche Prüfung", (await home.ItemAsync(id)).Station!.Name);
        }
    }

    [Fact]
    public async Task Reassigning_says_what_became_of_each_and_a_repeat_does_nothing_twice()
    {
        await using var home = await OpenAsync(parallel: true);
        var ids = await DeliverAsync(home, 3);
        var items = await SeenAsync(home, ids);
        await home.AcceptAsync(ids[1], WalkHome.Clara, DecisionKinds.Approve);

        var first = await RunAsync(home, WalkHome.Helga, BulkAction.Reassign, items, WalkHome.Jonas, "Urlaub");
        Assert.Equal([BulkResult.Done, BulkResult.AlreadyDecided, BulkResult.Done], first.Answers.Select(answer => answer.Result));
        Assert.StartsWith("Clara Winter hat schon entschieden: freigegeben", first.Answers[1].Message, StringComparison.Ordinal);
        var again = await RunAsync(home, WalkHome.Helga, BulkAction.Reassign, items, WalkHome.Jonas, "Urlaub");
        Assert.Equal([BulkResult.DoneBefore, BulkResult.AlreadyDecided, BulkResult.DoneBefore], again.Answers.Select(answer => answer.Result));

        // Seen anew, the same wish is no repeat: Jonas has them.
        var fresh = await RunAsync(home, WalkHome.Helga, BulkAction.Reassign, await SeenAsync(home, [ids[0]]), WalkHome.Jonas);
        Assert.Equal((BulkResult.Refused, "Jonas Keller hat den Vorgang bereits."), (fresh.Answers[0].Result, fresh.Answers[0].Message));
        Assert.Equal(2, (await home.ItemAsync(ids[0])).Visit);
        var denied = await RunAsync(home, WalkHome.Clara, BulkAction.Reassign, items, WalkHome.Jonas);
        Assert.All(denied.Answers, answer => Assert.Equal(BulkResult.Refused, answer.Result));
    }

    [Fact]
    public async Task What_was_changed_since_it_was_seen_is_not_forwarded()
    {
        await using var home = await OpenAsync(parallel: true);
        var id = (await DeliverAsync(home, 1))[0];
        var seen = await SeenAsync(home, [id]);
        var edited = await home.Home.Web.Decisions.EditAsync(
            WalkHome.Tenant, id, WalkHome.Clara,
            new FieldEdit(new Dictionary<string, string?> { ["grossTotal"] = "999.00" }, null, null, null, null, seen[0].Revision), home.Soon);
        Assert.Equal(DecisionResult.Accepted, edited.Result);
        var outcome = await RunAsync(home, WalkHome.Clara, BulkAction.Forward, seen);
        Assert.Equal(BulkResult.Changed, outcome.Answers[0].Result);
        var ahead = await RunAsync(home, WalkHome.Clara, BulkAction.Forward, [seen[0] with { Revision = 9999 }]);
        Assert.Equal(BulkResult.Refused, ahead.Answers[0].Result);
        Assert.Equal("Vorerfassung", (await home.ItemAsync(id)).Station!.Name);
    }

    [Fact]
    public async Task One_after_the_other_means_in_order_and_stops_at_a_fault()
    {
        StubbornRecords? records = null;
        await using var home = await OpenAsync(
            parallel: false, services => services.Front<IRecordStore>(inner => records = new StubbornRecords(inner)));
        _ = home.Get<IRecordStore>();
        var ids = await DeliverAsync(home, 4);
        var items = await SeenAsync(home, ids);
        records!.Watch(ids, broken: ids[2]);
        var outcome = await RunAsync(home, WalkHome.Clara, BulkAction.Forward, items);
        Assert.Equal(
            [BulkResult.Done, BulkResult.Done, BulkResult.Failed, BulkResult.NotTried],
            outcome.Answers.Select(answer => answer.Result));
        Assert.Equal([ids[0], ids[1]], records.Decided);
        Assert.Contains("doppelt geschieht dabei nichts", outcome.Answers[2].Message, StringComparison.Ordinal);

        records.Watch(ids, broken: null);
        var again = await RunAsync(home, WalkHome.Clara, BulkAction.Forward, items);
        Assert.Equal(
            [BulkResult.DoneBefore, BulkResult.DoneBefore, BulkResult.Done, BulkResult.Done],
            again.Answers.Select(answer => answer.Result));
        Assert.Equal([ids[2], ids[3]], records.Decided);
    }

    [Fact]
    public async Task At_once_means_that_a_fault_at_one_stops_no_other()
    {
        StubbornRecords? records = null;
        await using var home = await OpenAsync(
            parallel: true, services => services.Front<IRecordStore>(inner => records = new StubbornRecords(inner)));
        _ = home.Get<IRecordStore>();
        var ids = await DeliverAsync(home, 4);
        var items = await SeenAsync(home, ids);
        records!.Watch(ids, broken: ids[0], together: 3);
        var outcome = await RunAsync(home, WalkHome.Clara, BulkAction.Forward, items);
        Assert.Equal(
            [BulkResult.Failed, BulkResult.Done, BulkResult.Done, BulkResult.Done],
            outcome.Answers.Select(answer => answer.Result));
    }

    [Fact]
    public async Task No_more_than_the_most_and_none_twice()
    {
        await using var home = await OpenAsync(parallel: true);
        var many = Enumerable.Range(0, IBulkDesk.MaxItems + 1).Select(n => new BulkItem($"{n:x32}", 1)).ToArray();
        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(home, WalkHome.Clara, BulkAction.Forward, many));
        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(home, WalkHome.Clara, BulkAction.Forward, [many[0], many[0]]));
        Assert.Equal(
            IBulkDesk.MaxItems,
            (await RunAsync(home, WalkHome.Clara, BulkAction.Forward, many[1..])).Answers.Count(answer => answer.Result == BulkResult.NotFound));
    }

    private static Task<WalkHome> OpenAsync(bool parallel, Action<IServiceCollection>? replace = null) => WalkHome.OpenAsync(
        replace, tenant: parallel
            ? null
            : text => text.Replace(
                "\"afterRejection\": \"forward\"", "\"afterRejection\": \"forward\", \"parallelForwarding\": false", StringComparison.Ordinal));

    private static async Task<string[]> DeliverAsync(WalkHome home, int count)
    {
        var ids = new string[count];
        for (var i = 0; i < count; i++) ids[i] = await home.DeliverAsync(TestMails.Roof($"R-{i}"));
        foreach (var id in ids) await home.AtAsync(id, "Vorerfassung");
        return ids;
    }

    private static async Task<BulkItem[]> SeenAsync(WalkHome home, IReadOnlyList<string> ids)
    {
        var seen = new List<BulkItem>();
        foreach (var id in ids) seen.Add(new BulkItem(id, (await home.ItemAsync(id)).Revision));
        return [.. seen];
    }

    private static Task<BulkOutcome> RunAsync(
        WalkHome home, string person, BulkAction action, BulkItem[] items, string? to = null, string? comment = null) =>
        home.Get<IBulkDesk>().RunAsync(
            WalkHome.Tenant, person, new BulkRequest(action, items, to, comment, "api", null), home.Soon);

    /// <summary>A record store that notes the order of decisions, cannot write that of one item, and can hold them back
    /// until several are there at once.</summary>
    private sealed class StubbornRecords(IRecordStore inner) : IRecordStore
    {
        private readonly List<string> _decided = [];
        private IReadOnlyList<string> _ids = [];
        private string? _broken;
        private CountdownEvent? _together;

        public IReadOnlyList<string> Decided
        {
            get
            {
                lock (_decided) return [.. _decided];
            }
        }

        public void Watch(IReadOnlyList<string> ids, string? broken, int together = 0)
        {
            lock (_decided) _decided.Clear();
            (_ids, _broken, _together) = (ids, broken, together == 0 ? null : new CountdownEvent(together));
        }

        public Task<Row?> GetAsync(string partition, string key, CancellationToken cancellation) =>
            inner.GetAsync(partition, key, cancellation);

        public Task<RowPage> QueryAsync(
            string partition, RowRange range, int pageSize, string? continuation, CancellationToken cancellation) =>
            inner.QueryAsync(partition, range, pageSize, continuation, cancellation);

        public async Task<WriteResult> WriteAsync(
            string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation)
        {
            if (writes.Any(write => write is RowWrite.Insert && write.Key.StartsWith("decision", StringComparison.Ordinal))
                && _ids.FirstOrDefault(id => partition.EndsWith(id, StringComparison.Ordinal)) is { } item)
            {
                if (item == _broken) throw new IOException("Die Platte antwortet nicht.");
                lock (_decided) _decided.Add(item);
                if (_together is { } together)
                {
                    together.Signal();
                    await Task.Run(() => together.Wait(cancellation), cancellation);
                }
            }

            return await inner.WriteAsync(partition, writes, cancellation);
        }
    }
}
