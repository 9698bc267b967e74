using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Archive.Lists;

public sealed class DuplicateIndexTests
{
    private readonly MemoryRecordStore _records = new();
    private readonly ItemStore _items;
    private readonly DuplicateIndex _index;

    public DuplicateIndexTests()
    {
        _items = new ItemStore(_records, new MemoryDocumentStore(), new PlainCursors(), new ManualTime());
        _index = new DuplicateIndex(_records, _items);
    }

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task The_same_bytes_are_found_within_the_tenant()
    {
        var first = await AddAsync(Invoice(1, sha: 'a'));
        var second = await AddAsync(Invoice(2, sha: 'a'));
        await AddAsync(Invoice(3, sha: 'a', tenant: "other"));
        await AddAsync(Invoice(4, sha: 'b'));

        Assert.Equal([new Duplicate(first.Id, "sameBytes")], await FindAsync(second));
        Assert.Equal([new Duplicate(second.Id, "sameBytes")], await FindAsync(first));
        Assert.Equal([first.Id, second.Id], await _index.FindBytesAsync("demo", new string('a', 64), None));
    }

    [Fact]
    public async Task An_attachment_that_comes_often_makes_no_duplicate()
    {
        var terms = new ItemDocument("agb.pdf", "application/pdf", new string('c', 64), 1, "attachment");
        await AddAsync(Invoice(1, sha: 'a') with { Documents = [terms] });
        var second = await AddAsync(Invoice(2, sha: 'b') with { Documents = [terms] });
        Assert.Empty(await FindAsync(second));
    }

    [Theory]
    [InlineData("RE-2026/17", "119.00", "DE123456788", "Müller & Söhne GmbH", "sameInvoice")]
    [InlineData("re 2026 17", "119", "DE 123 456 788", null, "sameInvoice")]
    [InlineData("RE202617", "119.0", null, "MUELLER UND SOEHNE", "sameInvoice")]
    [InlineData("RE-2026/18", "119.00", "DE123456788", "Müller & Söhne GmbH", null)]
    [InlineData("RE-2026/17", "119.01", "DE123456788", "Müller & Söhne GmbH", "sameNumber")]
    [InlineData("re 2026 17", "-119.00", null, "MUELLER UND SOEHNE", "sameNumber")]
    [InlineData("RE-2026/17", "119.00", "DE999999999", "Meier GmbH", null)]
    [InlineData("RE-2026/17", "120.00", "DE999999999", "Meier GmbH", null)]
    [InlineData(null, "119.00", "DE123456788", "Müller & Söhne GmbH", null)]
    [InlineData("RE-2026/17", null, "DE123456788", "Müller & Söhne GmbH", null)]
    [InlineData("RE-2026/17", "119.00", null, null, null)]
    public async Task The_same_seller_number_and_amount_are_found(
        string? number, string? amount, string? vatId, string? name, string? why)
    {
        var first = await AddAsync(Invoice(1, 'a', "demo", "RE-2026/17", "119.00", "DE123456788", "Müller & Söhne GmbH"));
        var second = await AddAsync(Invoice(2, 'b', "demo", number, amount, vatId, name));
        Assert.Equal(why is null ? [] : [new Duplicate(first.Id, why)], await FindAsync(second));
    }

    [Fact]
    public async Task A_correction_that_names_the_number_or_is_linked_has_it_by_right()
    {
        var first = await AddAsync(Invoice(1, 'a', "demo", "R-1", "119.00", null, "Müller"));
        var naming = Invoice(2, 'b', "demo", "R-1", "90.00", null, "Müller");
        naming = naming with { Fields = new Dictionary<string, Field>(naming.Fields) { ["precedingInvoice"] = new("r1", FieldSource.User, 1, null) } };
        var linked = Invoice(3, 'c', "demo", "R-1", "80.00", null, "Müller") with { Corrects = [new Correction(first.Id, "R-1", "", default)] };
        Assert.Empty(await FindAsync(await AddAsync(naming)));
        Assert.Equal([], (await FindAsync(await AddAsync(linked))).Where(one => one.Item == first.Id));
    }

    [Fact]
    public async Task Corrected_fields_count_and_the_old_ones_no_longer()
    {
        var first = await AddAsync(Invoice(1, 'a', "demo", "1", "119.00", null, "Müller"));
        var second = await AddAsync(Invoice(2, 'b', "demo", "1", "119.00", null, "Müller"));
        var corrected = (await _items.UpdateAsync("demo", first.Id, item => new ItemChange(
            item with { Fields = Invoice(1, 'a', "demo", "2", "119.00", null, "Müller").Fields }, "anna", "edited"), None)).Item!;
        await _index.RegisterAsync(corrected, None);

        Assert.Empty(await FindAsync(second));
        var third = await AddAsync(Invoice(3, 'c', "demo", "2", "119.00", null, "Müller"));
        Assert.Equal([first.Id], (await _index.FindAsync(third, None)).Select(duplicate => duplicate.Item));
    }

    [Fact]
    public async Task Registering_again_changes_nothing_and_many_stay_bounded()
    {
        for (var i = 1; i <= 30; i++) await AddAsync(Invoice(i, sha: 'a'));
        var last = await AddAsync(Invoice(31, sha: 'a'));
        var before = _records.Everything().Sum(partition => partition.Value.Count);
        await _index.RegisterAsync(last, None);
        Assert.Equal(before, _records.Everything().Sum(partition => partition.Value.Count));
        Assert.Equal(20, (await _index.FindAsync(last, None)).Count);
    }

    private static Item Invoice(int id, char sha, string tenant = "demo", string? number = null, string? amount = null,
        string? vatId = null, string? name = null) => TestItems.New(id, tenant) with
        {
            Documents = [new ItemDocument("r.pdf", "application/pdf", new string(sha, 64), 1, "invoice")],
            Fields = TestItems.Fields([.. new[]
            {
                (FieldNames.InvoiceNumber, number), (FieldNames.GrossTotal, amount),
                (FieldNames.SellerVatId, vatId), (FieldNames.SellerName, name),
            }.Where(field => field.Item2 is not null).Select(field => (field.Item1, field.Item2!))]),
        };

    private async Task<Item> AddAsync(Item item)
    {
        var inserted = (await _items.InsertAsync(new ItemChange(item, "intake", "received"), None)).Item;
        await _index.RegisterAsync(inserted, None);
        return inserted;
    }

    // What the other is called is another test's.
    private async Task<IEnumerable<Duplicate>> FindAsync(Item item) =>
        (await _index.FindAsync(item, None)).Select(found => found with { Name = null, ReceivedUtc = null });
}
