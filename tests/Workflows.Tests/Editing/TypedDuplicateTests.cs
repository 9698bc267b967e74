using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Loading;
using Serverless.Workflows.Tenancy.Master;
using Serverless.Workflows.Tests.Routing;

namespace Serverless.Workflows.Tests.Editing;

/// <summary>A scan says nothing by itself; that its invoice is here already shows when a person types it.</summary>
public sealed class TypedDuplicateTests
{
    private readonly Overtaken _records = new();
    private readonly ManualTime _time = new();
    private readonly ItemStore _items;
    private readonly FieldEditor _editor;

    public TypedDuplicateTests()
    {
        _items = new ItemStore(_records, new MemoryDocumentStore(), new PlainCursors(), _time);
        _editor = new FieldEditor(
            new ItemJournal(_items, _records), new MasterData(_records), new DuplicateIndex(_records, _items),
            new ProcessStore(_records), new Serverless.Workflows.Posting.NumberRanges(_records), _time);
    }

    [Fact]
    public async Task The_second_of_two_typed_alike_is_a_duplicate_until_it_is_corrected()
    {
        var first = await InsertAsync(1);
        var second = await InsertAsync(2);
        await TypeAsync(first, "R-1");
        Assert.Empty((await ReadAsync(first)).Duplicates);

        await TypeAsync(second, "r 1");
        var found = await ReadAsync(second);
        Assert.Equal((first.Id, DuplicateKeys.SameInvoice), found.Duplicates.Select(one => (one.Item, one.Why)).Single());
        var text = Assert.Single(found.Checks, check => check.Rule == "DUPLICATE").Text;
        Assert.Contains("R-1", text, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Id, text, StringComparison.Ordinal);

        await TypeAsync(second, "R-2");
        var corrected = await ReadAsync(second);
        Assert.Empty(corrected.Duplicates);
        Assert.DoesNotContain(corrected.Checks, check => check.Rule == "DUPLICATE");
    }

    [Fact]
    public async Task The_same_number_with_another_amount_is_a_duplicate_of_its_own_kind_until_the_amount_is_the_same()
    {
        var (first, second) = (await InsertAsync(1), await InsertAsync(2));
        await TypeAsync(first, "R-1");
        await TypeAsync(second, "R-1", "120,00");
        var found = await ReadAsync(second);
        Assert.Equal((first.Id, DuplicateKeys.SameNumber), found.Duplicates.Select(one => (one.Item, one.Why)).Single());
        var text = Assert.Single(found.Checks, check => check.Rule == "DUPLICATE").Text;
        Assert.StartsWith("Dieselbe Nummer, anderer Betrag", text, StringComparison.Ordinal);
        Assert.EndsWith("Zuerst eingegangen ist der andere Vorgang.", text, StringComparison.Ordinal);
        Assert.Equal(("false", "true"), (Rule("isDuplicate", found), Rule("hasSameNumber", found)));

        await TypeAsync(second, "R-1");
        found = await ReadAsync(second);
        Assert.Equal(DuplicateKeys.SameInvoice, Assert.Single(found.Duplicates).Why);
        Assert.StartsWith("Dieselbe Rechnung", Assert.Single(found.Checks, check => check.Rule == "DUPLICATE").Text, StringComparison.Ordinal);
        Assert.Equal(("true", "false"), (Rule("isDuplicate", found), Rule("hasSameNumber", found)));

        // The other finds it too, and says that it was there before.
        await TypeAsync(first, "R 1");
        Assert.EndsWith("Zuerst eingegangen ist dieser Vorgang.", Assert.Single((await ReadAsync(first)).Checks, check => check.Rule == "DUPLICATE").Text, StringComparison.Ordinal);
        Assert.Equal(found.ReceivedUtc, Assert.Single((await ReadAsync(first)).Duplicates).ReceivedUtc);
    }

    [Fact]
    public async Task Of_two_others_that_are_called_the_same_one_going_leaves_what_is_said_of_the_other()
    {
        var (first, second, third) = (await InsertAsync(1), await InsertAsync(2), await InsertAsync(3));
        await TypeAsync(first, "R-1");
        await TypeAsync(second, "R-1");
        await TypeAsync(third, "R-1");
        Assert.Equal(2, (await ReadAsync(third)).Duplicates.Count);
        await TypeAsync(second, "R-2");
        var left = DuplicateFindings.Note(await ReadAsync(third), [(await ReadAsync(third)).Duplicates.Single(one => one.Item == first.Id)]);
        Assert.Equal([first.Id], left.Duplicates.Select(one => one.Item));
        Assert.Single(left.Checks, check => check.Rule == "DUPLICATE");
    }

    [Fact]
    public async Task Of_two_that_are_typed_alike_at_once_one_sees_the_other()
    {
        var (first, second) = (await InsertAsync(1), await InsertAsync(2));
        _records.Meanwhile = (first.Id, () => TypeAsync(second, "R-1"));
        await TypeAsync(first, "R-1");
        Assert.Empty((await ReadAsync(second)).Duplicates);
        var found = await ReadAsync(first);
        Assert.Equal((second.Id, DuplicateKeys.SameInvoice), found.Duplicates.Select(one => (one.Item, one.Why)).Single());
        Assert.Single(found.Checks, check => check.Rule == "DUPLICATE");
        var entries = (await new AuditTrail(_records, _time).ReadAsync(first.Tenant, first.Id, CancellationToken.None)).Entries;
        Assert.Equal(second.Id, entries.Single(entry => entry.What == "duplicateFound").Details["item"]);
    }

    [Fact]
    public async Task Of_two_that_were_matched_at_once_the_rules_and_people_see_it()
    {
        using var house = await DemoHouse.OpenAsync();
        (string, string)[] invoice = [("invoiceNumber", "R-1"), ("grossTotal", "119.00"), ("sellerName", "Dachbau Huber GmbH")];
        var first = await house.CoveredAsync("mail", invoice);
        var second = await house.CoveredAsync("mail", invoice);
        Assert.Empty(first.Duplicates);
        await house.DecidedAsync(first);
        Assert.Equal([second.Id], (await house.ReadAsync(first)).Duplicates.Select(one => one.Item));
        Assert.Single((await house.ReadAsync(first)).Checks, check => check.Rule == "DUPLICATE");
        var decided = await house.DecidedAsync(second);
        Assert.Equal([first.Id], decided.Duplicates.Select(one => one.Item));
        Assert.Single(decided.Checks, check => check.Rule == "DUPLICATE");
    }

    private async Task<Item> InsertAsync(int number) => (await _items.InsertAsync(
        new ItemChange(TestItems.New(number) with { Visit = 1, VisitState = VisitState.Notified }, ItemChange.System, "received"),
        CancellationToken.None)).Item;

    private async Task TypeAsync(Item item, string number, string gross = "119,00")
    {
        var seen = await ReadAsync(item);
        var outcome = await _editor.EditAsync(
            TenantLoader.Load(DemoTenant.TenantFile).Tenant!, seen, "clara.winter",
            new FieldEdit(
                new Dictionary<string, string?>
                {
                    [FieldNames.InvoiceNumber] = number,
                    [FieldNames.GrossTotal] = gross,
                    [FieldNames.SellerName] = "Dachbau Huber GmbH",
                },
                null, null, null, null, seen.ContentRevision),
            CancellationToken.None);
        Assert.Equal(DecisionResult.Accepted, outcome.Result);
    }

    private static string? Rule(string field, Item item) =>
        RuleFields.Find(field)!.One!(new RuleSubject(item, new LinkedRecords(), TenantLoader.Load(DemoTenant.TenantFile).Tenant!.Settings, default));

    private async Task<Item> ReadAsync(Item item) => (await _items.GetAsync(item.Tenant, item.Id, CancellationToken.None))!;

    /// <summary>Records in which somebody else is faster once: just before an item is written.</summary>
    private sealed class Overtaken : IRecordStore
    {
        private readonly MemoryRecordStore _inner = new();

        public (string Item, Func<Task> Does)? Meanwhile { get; set; }

        public Task<Row?> GetAsync(string partition, string key, CancellationToken cancellation) => _inner.GetAsync(partition, key, cancellation);

        public Task<RowPage> QueryAsync(
            string partition, RowRange range, int pageSize, string? continuation, CancellationToken cancellation) =>
            _inner.QueryAsync(partition, range, pageSize, continuation, cancellation);

        public async Task<WriteResult> WriteAsync(string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation)
        {
            if (Meanwhile is { } one && partition.EndsWith(one.Item, StringComparison.Ordinal) && writes.Any(write => write is RowWrite.Replace { Key: ItemKeys.Item }))
            {
                Meanwhile = null;
                await one.Does();
            }

            return await _inner.WriteAsync(partition, writes, cancellation);
        }
    }
}
