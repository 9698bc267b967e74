using System.Text.Json;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>The simulation over items on record.</summary>
public class SimulatorTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly MemoryRecordStore _records = new();
    private readonly ItemStore _items;
    private readonly ProcessStore _processes;
    private readonly MasterData _master;
    private readonly Simulator _simulator;

    public SimulatorTests()
    {
        var time = new Still();
        _items = new ItemStore(_records, new MemoryDocumentStore(), new PlainCursors(), time);
        (_processes, _master) = (new ProcessStore(_records), new MasterData(_records));
        var book = new ItemBook(_items, new ItemJournal(_items, _records), new AuditTrail(_records, time));
        _simulator = new Simulator(book, _processes, _master, time);
    }

    [Fact]
    public async Task Past_and_waiting_items_are_compared_with_what_they_are_linked_with_and_nothing_is_written()
    {
        var present = Of(ByProperty("A"));
        await _master.Properties("t").PutAsync(Property("47", "hv"), None);
        await AddAsync(present.Process, 1, item => item with { Cover = new CoverSheet { Property = "47" } });
        await AddAsync(present.Process, 2, item => item with { Cover = new CoverSheet { Property = "47" }, EndedUtc = Now, Status = ItemStatus.Completed });
        await AddAsync(present.Process, 3, item => item with { Cover = new CoverSheet { Property = "48" } });
        await AddAsync(present.Process, 4, item => item with { Route = null, Status = ItemStatus.Rejected });
        var before = Snapshot();

        var found = await RunAsync(present, Of(ByProperty("B")));

        Assert.Equal(3, found.Sum(batch => batch.Looked));
        var different = found.SelectMany(batch => batch.Different).ToList();
        Assert.Equal([Id(2), Id(1)], different.Select(one => one.Item.Id));
        Assert.All(different, one => Assert.Equal("hv", one.Difference.Before[0].Assignee));
        Assert.All(different, one => Assert.Equal("name", one.Difference.Reasons[0].Rule));
        Assert.Equal(before, Snapshot());
    }

    [Theory]
    [InlineData(ItemChange.System, 1)]
    [InlineData("clerk", 0)]
    public async Task Who_gave_status_and_group_is_known_from_the_record(string by, int different)
    {
        Process Giving(params RuleUse[] uses) => Process(
            Route(Station(10, "A", To("clerk"), uses), Station(20, "B", To("hv"), Use(1, "status", "aus")), Station(30, "C", To("hv"), Use(1, "kreis", "aus"))),
            [Rule("immer", Always), Rule("status", When("reviewStatus", Operator.Equal, "auto")), Rule("kreis", When("invoiceGroup", Operator.Equal, "g"))],
            new SetReviewStatus { Id = "gibt", Name = "s", Status = "auto" }, new SetInvoiceGroup { Id = "kreis", Name = "k", Group = "g" },
            new SkipStation { Id = "aus", Name = "a" });
        var present = Of(Giving(Use(1, "immer", "gibt"), Use(2, "immer", "kreis")));
        await AddAsync(
            present.Process, 1, item => item with { ReviewStatus = "auto", Cover = new CoverSheet { InvoiceGroup = "g" } },
            StatusRows.Insert(1, new GivenStatus("auto", "Automatik", by, null, Now, 1, "A", "page", null)),
            EditRows.Insert(1, new Edit(by, Now, [new FieldChange("invoiceGroup", null, "g")])));

        foreach (var uses in new[] { new[] { Use(1, "immer", "gibt") }, [Use(2, "immer", "kreis")] })
            Assert.Equal(different, (await RunAsync(present, Of(Giving(uses)))).Sum(batch => batch.Different.Count));
    }

    [Fact]
    public async Task The_day_of_what_has_ended_is_that_of_its_receipt_and_of_what_waits_today()
    {
        Process Due(string value) => Process(
            Route(Station(10, "A", To("clerk")), Station(20, "B", To("boss"), Use(1, "eilt", "aus"))),
            [Rule("eilt", When("dueDate", Operator.LessOrEqual, value))], new SkipStation { Id = "aus", Name = "aus" });
        var present = Of(Due("today"));
        await AddAsync(present.Process, 1, item => item with { EndedUtc = Now, ReceivedUtc = Now.AddDays(-100) }, ("dueDate", "2026-03-04"));
        await AddAsync(present.Process, 2, item => item with { ReceivedUtc = Now.AddDays(-99) }, ("dueDate", "2026-03-04"));

        var found = await RunAsync(present, Of(Due("today+5")));

        Assert.Equal([Id(2)], found.SelectMany(batch => batch.Different).Select(one => one.Item.Id));
    }

    [Fact]
    public async Task Filter_limit_and_cursor_lead_through_all_items_once()
    {
        var present = Of(Limit("5000"));
        for (var i = 1; i <= 450; i++) await AddAsync(present.Process, i, item => item, ("grossTotal", "4500"));

        var first = await RunAsync(present, Of(Limit("4000")), new SimulationFilter(null, null, 250));
        var rest = await RunAsync(present, Of(Limit("4000")), new SimulationFilter(null, null, 1000, first[^1].Next));

        Assert.Equal(250, first.Sum(batch => batch.Looked));
        Assert.NotNull(first[^1].Next);
        Assert.Null(rest[^1].Next);
        var ids = first.Concat(rest).SelectMany(batch => batch.Different).Select(one => one.Item.Id).ToList();
        Assert.Equal(Enumerable.Range(1, 450).Reverse().Select(Id), ids);

        var since = await RunAsync(present, Of(Limit("4000")), new SimulationFilter(Received(441), "r", 1000));
        Assert.Equal(10, since.Sum(batch => batch.Looked));
        Assert.Null(since[^1].Next);
        Assert.Equal(0, (await RunAsync(present, Of(Limit("4000")), new SimulationFilter(null, "other", 1000))).Sum(batch => batch.Looked));
    }

    [Fact]
    public async Task A_file_that_is_as_it_is_changes_nothing_whatever_version_the_items_are_pinned_to()
    {
        await AddAsync(Limit("5000"), 1, item => item, ("grossTotal", "4500"));
        await AddAsync(Limit("4000"), 2, item => item with { EndedUtc = Now, Status = ItemStatus.Completed }, ("grossTotal", "4500"));
        await AddAsync(Limit("4000"), 3, item => item with { Route = new RouteRef("r", "gone") }, ("grossTotal", "4500"));

        var same = Assert.Single(await RunAsync(Of(Limit("4000")), Of(Limit("4000"))));
        Assert.Equal((3, 0, 0), (same.Looked, same.Different.Count, same.Lost.Count));

        var since = Assert.Single(await RunAsync(Of(Limit("4000")), Of(Limit("4000")), Pinned));
        Assert.Equal([Id(1)], since.Different.Select(one => one.Item.Id));
        Assert.Equal([Id(3)], since.Lost);
    }

    [Fact]
    public async Task A_new_rule_names_its_items_alone_although_the_file_was_edited_before()
    {
        var present = Limit("4000");
        for (var i = 1; i <= 20; i++) await AddAsync(Limit("5000"), i, item => item, ("grossTotal", "4500"));
        await AddAsync(Limit("5000"), 21, item => item, ("grossTotal", "9000"));
        await AddAsync(present, 22, item => item, ("grossTotal", "9500"));
        var candidate = present with
        {
            Rules = [.. present.Rules, Rule("riesig", When("grossTotal", Operator.Greater, "8000"))],
            Actions = [.. present.Actions, new ShowWarning { Id = "warnung", Name = "Warnung", Text = "Budget prüfen" }],
            Routes = [present.Routes[0] with { Rules = [Use(1, "riesig", "warnung")] }],
        };

        var different = Assert.Single(await RunAsync(Of(present), Of(candidate))).Different;

        Assert.Equal([Id(22), Id(21)], different.Select(one => one.Item.Id));
        Assert.All(different, one => Assert.Equal(["riesig"], one.Difference.Reasons.Select(reason => reason.Rule)));
        Assert.Equal(22, Assert.Single(await RunAsync(Of(present), Of(candidate), Pinned)).Different.Count);
    }

    [Fact]
    public async Task An_item_whose_version_is_missing_is_named_and_the_others_are_compared()
    {
        var present = Of(Limit("5000"));
        await AddAsync(present.Process, 1, item => item with { Route = new RouteRef("r", "gone") }, ("grossTotal", "4500"));
        await AddAsync(present.Process, 2, item => item, ("grossTotal", "4500"));

        var batch = Assert.Single(await RunAsync(present, Of(Limit("4000")), Pinned));

        Assert.Equal([Id(1)], batch.Lost);
        Assert.Equal(Id(2), Assert.Single(batch.Different).Item.Id);
        Assert.Equal(1, batch.Looked);
    }

    [Fact]
    public async Task A_file_that_sends_a_source_to_another_route_is_a_difference()
    {
        var process = Limit("1") with { Routes = [.. Limit("1").Routes, Limit("1").Routes[0] with { Id = "other", Name = "Anderer" }] };
        Tenant Sends(string route) => Of(process) with
        {
            Settings = Settings() with { RouteSources = [new RouteSource { Id = "s", Source = "mail", RouteKind = "invoice", Route = route }] },
        };
        await AddAsync(process, 1, item => item);

        var different = Assert.Single(Assert.Single(await RunAsync(Sends("r"), Sends("other"))).Different);

        Assert.All(different.Difference.After, visit => Assert.Equal("other", visit.Route));
        Assert.Contains("„Anderer“", different.Difference.Reasons[0].Text);
    }

    private static SimulationFilter Pinned { get; } = new(null, null, 1000, Against: SimulationBase.Pinned);

    private async Task<List<SimulationBatch>> RunAsync(Tenant present, Tenant candidate, SimulationFilter? filter = null)
    {
        var batches = new List<SimulationBatch>();
        await foreach (var batch in _simulator.RunAsync(present, candidate, filter ?? new SimulationFilter(null, null, 1000), None))
            batches.Add(batch);
        return batches;
    }

    private Task AddAsync(Process process, int number, Func<Item, Item> change, RowWrite row, params RowWrite[] more) =>
        AddAsync(process, number, change, [row, .. more], []);

    private Task AddAsync(Process process, int number, Func<Item, Item> change, params (string, string)[] fields) =>
        AddAsync(process, number, change, [], fields);

    private async Task AddAsync(
        Process process, int number, Func<Item, Item> change, IReadOnlyList<RowWrite> rows, (string, string)[] fields)
    {
        var version = await _processes.KeepAsync("t", process, None);
        var item = Item(fields) with { Id = Id(number), Route = new RouteRef("r", version), ReceivedUtc = Received(number), Status = ItemStatus.Waiting };
        await _items.InsertAsync(new ItemChange(change(item), ItemChange.System, "received") { Rows = rows }, None);
    }

    private string Snapshot() => JsonSerializer.Serialize(_records.Everything().OrderBy(partition => partition.Key, StringComparer.Ordinal));

    private static string Id(int number) => $"{number:x32}";

    private static DateTimeOffset Received(int number) => Now.AddDays(-30).AddMinutes(number);

    private static Tenant Of(Process process) => new() { Id = "t", Settings = Settings(), Process = process };

    private static Process ByProperty(string name) => Process(
        Route(Station(10, "A", Holder("boss")), Station(20, "B", To("books"), Use(1, "name", "aus"))),
        [Rule("name", When("property.name", Operator.Equal, name == "A" ? "Anders" : "Objekt"))], new SkipStation { Id = "aus", Name = "aus" });

    private static Process Limit(string amount) => Process(
        Route(Station(10, "A", To("clerk")), Station(20, "Freigabe", To("boss"), Use(1, "klein", "aus"))),
        [Rule("klein", When("grossTotal", Operator.Less, amount))], new SkipStation { Id = "aus", Name = "Ohne Bearbeitung" });

    private sealed class Still : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
