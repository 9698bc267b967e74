using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Archive.Lists;

public sealed class ItemListTests
{
    private readonly MemoryRecordStore _records = new();
    private readonly ManualTime _time = new();
    private readonly ItemStore _items;

    public ItemListTests() => _items = new ItemStore(_records, new MemoryDocumentStore(), new PlainCursors(), _time);

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Each_filter_has_its_list_and_the_others_apply_too()
    {
        await InsertAsync(1, ItemStatus.Waiting, "anna", "Freigabe");
        await InsertAsync(2, ItemStatus.Waiting, "anna", "Prüfung");
        await InsertAsync(3, ItemStatus.Waiting, "bernd", "Freigabe");
        await InsertAsync(4, ItemStatus.Running, null, null);
        await InsertAsync(5, ItemStatus.Completed, "anna", "Freigabe");
        await _items.InsertAsync(Test(TestItems.New(6, "other")), None);

        Assert.Equal([5, 4, 3, 2, 1], await ListedAsync(new ItemQuery()));
        Assert.Equal([3, 2, 1], await ListedAsync(new ItemQuery(ItemStatus.Waiting)));
        Assert.Equal([5], await ListedAsync(new ItemQuery(ItemStatus.Completed)));
        Assert.Empty(await ListedAsync(new ItemQuery(ItemStatus.Failed)));
        Assert.Equal([1, 2], await ListedAsync(new ItemQuery(Assignee: "anna")));
        Assert.Equal([1, 3], await ListedAsync(new ItemQuery(Station: "Freigabe")));
        Assert.Equal([1], await ListedAsync(new ItemQuery(Assignee: "anna", Station: "Freigabe")));
        Assert.Empty(await ListedAsync(new ItemQuery(ItemStatus.Completed, Assignee: "anna")));
        Assert.Equal([3], await ListedAsync(new ItemQuery(ItemStatus.Waiting, "bernd", "Freigabe", "seller3")));
        Assert.Empty(await ListedAsync(new ItemQuery(Assignee: "an")));
    }

    [Fact]
    public async Task Whoever_was_involved_has_a_list_also_of_what_has_ended()
    {
        await InsertAsync(1, ItemStatus.Waiting, "anna", "Freigabe");
        await InsertAsync(2, ItemStatus.Completed);
        await InsertAsync(3, ItemStatus.Rejected);
        await InsertAsync(4, ItemStatus.Completed);
        Assert.Empty(await ListedAsync(new ItemQuery(Involved: "anna")));
        foreach (var number in new[] { 1, 2, 3 })
        {
            await _items.UpdateAsync("demo", TestItems.New(number).Id, item =>
                new ItemChange(item.Involving("anna", null, "system", ""), "anna", "decided"), None);
        }

        Assert.Equal([3, 2, 1], await ListedAsync(new ItemQuery(Involved: "anna")));
        Assert.Equal([2], await ListedAsync(new ItemQuery(ItemStatus.Completed, Involved: "anna")));
        Assert.Equal([1], await ListedAsync(new ItemQuery(Station: "Freigabe", Involved: "anna")));
        Assert.Equal([3, 2, 1], await AllAsync(new ItemQuery(Involved: "anna", PageSize: 1)));
        Assert.Empty(await ListedAsync(new ItemQuery(Involved: "an")));
        Assert.Empty(await ListedAsync(new ItemQuery(Involved: new string('x', 400))));
        Assert.Equal([2], await ListedAsync(new ItemQuery(Involved: "anna", Query: "seller2")));
        Assert.Empty(await ListedAsync(new ItemQuery(Involved: "anna", Query: "seller4")));
        Assert.Empty(await ListedAsync(new ItemQuery(Involved: "system")));
    }

    [Fact]
    public void An_item_remembers_the_latest_of_very_many_people_once_each()
    {
        var item = TestItems.New(1);
        for (var person = 0; person < 60; person++) item = item.Involving($"p{person}");
        item = item.Involving("p20");
        Assert.Equal(Involvement.MaxPeople, item.People.Count);
        Assert.Equal(("p10", "p20"), (item.People[0], item.People[^1]));
        Assert.Equal(item.People.Distinct(), item.People);
    }

    [Fact]
    public async Task A_search_finds_each_item_once_with_every_word()
    {
        await InsertAsync(1, seller: "Muster Musterstadt GmbH");
        await InsertAsync(2, seller: "Mustermann GmbH");
        await InsertAsync(3, seller: "Müller GmbH");

        Assert.Equal([1, 2], (await ListedAsync(new ItemQuery(Query: "muster"))).Order());
        Assert.Equal([1], await ListedAsync(new ItemQuery(Query: "muster musterst")));
        Assert.Equal([3, 2, 1], await ListedAsync(new ItemQuery(Query: "gmbh")));
        Assert.Equal([3], await ListedAsync(new ItemQuery(Query: "gmbh MUELL")));
        Assert.Empty(await ListedAsync(new ItemQuery(Query: "gmbh meier")));
        Assert.Empty(await ListedAsync(new ItemQuery(Query: "&&&")));
        Assert.Equal(3, (await ListedAsync(new ItemQuery(Query: "  "))).Count);
        for (var size = 1; size < 4; size++)
            Assert.Equal([1, 2], (await AllAsync(new ItemQuery(Query: "muster", PageSize: size))).Order());
    }

    [Fact]
    public async Task What_is_due_first_comes_first()
    {
        await InsertAsync(1, ItemStatus.Waiting, "anna", deadlines: new Deadlines(null, new DateOnly(2026, 12, 1), []));
        await InsertAsync(2, ItemStatus.Waiting, "anna", deadlines: new Deadlines(new DateOnly(2026, 12, 24), new DateOnly(2026, 11, 25),
            [new CashDiscount(null, "2026-11-25", "2", null, null)]));
        await InsertAsync(3, ItemStatus.Waiting, "anna");
        await InsertAsync(4, ItemStatus.Waiting, "anna", deadlines: new Deadlines(null, new DateOnly(2026, 11, 28), []));

        await InsertAsync(5, ItemStatus.Running, deadlines: new Deadlines(null, new DateOnly(2026, 11, 27), []));
        await InsertAsync(6, ItemStatus.Completed, "anna", deadlines: new Deadlines(null, new DateOnly(2026, 11, 26), []));

        Assert.Equal([3, 2, 4, 1], await ListedAsync(new ItemQuery(Assignee: "anna")));
        Assert.Equal([3, 2, 5, 4, 1], await ListedAsync(new ItemQuery(ByDeadline: true)));
        Assert.Equal([3, 2, 4, 1], await ListedAsync(new ItemQuery(ItemStatus.Waiting, ByDeadline: true)));
        Assert.Equal([3, 2, 4, 1], await AllAsync(new ItemQuery(ItemStatus.Waiting, ByDeadline: true, PageSize: 2)));
        Assert.Empty(await ListedAsync(new ItemQuery(ItemStatus.Completed, ByDeadline: true)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(200)]
    public async Task Pages_have_every_item_once(int size)
    {
        for (var i = 1; i <= 61; i++)
            await InsertAsync(i, i % 10 == 0 ? ItemStatus.Waiting : ItemStatus.Running, i % 2 == 0 ? "anna" : "bernd", "Freigabe");

        Assert.Equal(Enumerable.Range(1, 61).Reverse(), await AllAsync(new ItemQuery(PageSize: size)));
        Assert.Equal([10, 20, 30, 40, 50, 60],
            await AllAsync(new ItemQuery(ItemStatus.Waiting, Station: "Freigabe", PageSize: size)));
    }

    [Fact]
    public async Task A_page_whose_filter_fits_nothing_ends_early_with_a_cursor()
    {
        for (var i = 1; i <= 60; i++) await InsertAsync(i, ItemStatus.Running, "anna", "Freigabe");

        var page = await _items.ListAsync("demo", new ItemQuery(ItemStatus.Waiting, "anna", PageSize: 2), None);
        Assert.Empty(page.Items);
        Assert.NotNull(page.Next);
        Assert.Empty(await AllAsync(new ItemQuery(ItemStatus.Waiting, "anna", PageSize: 2)));
    }

    [Fact]
    public async Task The_last_page_has_no_cursor()
    {
        for (var i = 1; i <= 4; i++) await InsertAsync(i);
        var first = await _items.ListAsync("demo", new ItemQuery(PageSize: 2), None);
        var second = await _items.ListAsync("demo", new ItemQuery(PageSize: 2, Cursor: first.Next), None);
        Assert.Equal(2, second.Items.Count);
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Rows_behind_their_item_are_dropped()
    {
        await InsertAsync(1, ItemStatus.Waiting, "anna");
        var row = (await _items.GetAsync("demo", TestItems.New(1).Id, None))!.ListRows
            .Single(name => name.StartsWith("inbox", StringComparison.Ordinal)).Split('|');
        await _items.UpdateAsync("demo", TestItems.New(1).Id,
            item => Test(item with { Assignee = new AssigneeRef("bernd", "") }), None);

        // Such as a crash between the new rows and the removal of the old leaves it.
        await _records.WriteAsync($"demo---list---{row[0]}",
            [new RowWrite.Put(row[1], $$"""{"item":"{{TestItems.New(1).Id}}","revision":1}""")], None);
        Assert.Empty(await ListedAsync(new ItemQuery(Assignee: "anna")));
        Assert.Equal([1], await ListedAsync(new ItemQuery(Assignee: "bernd")));
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_tenant_and_filters_only()
    {
        for (var i = 1; i <= 4; i++) await InsertAsync(i);
        var cursors = new TokenCursorSigner(new OneKeySet(), _time);
        var items = new ItemStore(_records, new MemoryDocumentStore(), cursors, _time);
        var next = (await items.ListAsync("demo", new ItemQuery(PageSize: 2), None)).Next!;
        var rest = await items.ListAsync("demo", new ItemQuery(PageSize: 3, Cursor: next), None);
        Assert.Equal([2, 1], rest.Items.Select(item => Convert.ToInt32(item.Id, 16)));

        Task Refused(string tenant, ItemQuery query) =>
            Assert.ThrowsAsync<InvalidCursorException>(() => items.ListAsync(tenant, query, None));
        await Refused("other", new ItemQuery(Cursor: next));
        await Refused("demo", new ItemQuery(ItemStatus.Running, Cursor: next));
        await Refused("demo", new ItemQuery(Query: "gmbh", Cursor: next));
        await Refused("demo", new ItemQuery(Cursor: ""));
        await Refused("demo", new ItemQuery(Cursor: "abc"));
        await Refused("demo", new ItemQuery(Cursor: next[..^3] + (next.EndsWith("abc", StringComparison.Ordinal) ? "abd" : "abc")));
        await Refused("demo", new ItemQuery(Cursor: new string('a', 100_000)));
        _time.Advance(TimeSpan.FromDays(8));
        await Refused("demo", new ItemQuery(Cursor: next));
    }

    [Fact]
    public async Task Any_person_and_station_may_be_asked_for()
    {
        foreach (var name in new[] { "", "a/b", "../x", "ä ö", new string('x', 3000), "\ud800" })
            Assert.Empty(await ListedAsync(new ItemQuery(Assignee: name)));
        await InsertAsync(1, ItemStatus.Waiting, "a/b ä", "Prüfung – sachlich");
        Assert.Equal([1], await ListedAsync(new ItemQuery(Assignee: "a/b ä")));
        Assert.Equal([1], await ListedAsync(new ItemQuery(Station: "Prüfung – sachlich")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task A_page_size_out_of_range_is_refused(int size) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => _items.ListAsync("demo", new ItemQuery(PageSize: size), None));

    private Task<ItemInsert> InsertAsync(int number, ItemStatus status = ItemStatus.Running, string? person = null,
        string? station = null, string? seller = null, Deadlines? deadlines = null) =>
        _items.InsertAsync(Test(TestItems.New(number) with
        {
            Status = status,
            Assignee = person is null ? null : new AssigneeRef(person, ""),
            Station = station is null ? null : new StationRef(1, station, DateTimeOffset.UnixEpoch),
            EndedUtc = status == ItemStatus.Completed ? DateTimeOffset.UnixEpoch : null,
            Deadlines = deadlines,
            Fields = TestItems.Fields((FieldNames.SellerName, seller ?? $"seller{number}")),
        }), None);

    private static ItemChange Test(Item item) => new(item, "test", "changed");

    private async Task<IReadOnlyList<int>> ListedAsync(ItemQuery query) =>
        [.. (await _items.ListAsync("demo", query, None)).Items.Select(item => Convert.ToInt32(item.Id, 16))];

    private async Task<IReadOnlyList<int>> AllAsync(ItemQuery query)
    {
        var all = new List<int>();
        string? cursor = null;
        do
        {
            var page = await _items.ListAsync("demo", query with { Cursor = cursor }, None);
            Assert.True(page.Items.Count <= query.PageSize);
            all.AddRange(page.Items.Select(item => Convert.ToInt32(item.Id, 16)));
            cursor = page.Next;
        }
        while (cursor is not null);
        return all;
    }

    private sealed class OneKeySet : IKeySets
    {
        private readonly KeySet _keys = KeySet.Create();

        public KeySet For(string tenant) => _keys;
    }
}
