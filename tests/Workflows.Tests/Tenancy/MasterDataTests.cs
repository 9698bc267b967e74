using Serverless.Tests;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tests.Tenancy;

public class MasterDataTests
{
    private readonly MemoryRecordStore _records = new();
    private readonly MasterData _master;

    public MasterDataTests() => _master = new MasterData(_records);

    [Fact]
    public async Task A_supplier_is_found_by_all_that_invoices_name()
    {
        await _master.Suppliers("t").PutAsync(Ziegler, default);

        Assert.Equal("7", (await _master.SupplierAsync("t", "7", default))!.Number);
        Assert.Single(await _master.SuppliersByVatIdAsync("t", "DE 136 695 976", default));
        Assert.Single(await _master.SuppliersByIbanAsync("t", "de89 3704 0044 0532 0130 00", default));
        Assert.Single(await _master.SuppliersByTaxNumberAsync("t", "12 345 67801", default));
        Assert.Single(await _master.SuppliersByNameAsync("t", "DACHDECKEREI ZIEGLER", default));
        Assert.Single(await _master.SuppliersByMailAsync("t", "Rechnung@Ziegler.example", default));
        Assert.Empty(await _master.SuppliersByMailAsync("t", "rechnung@nicht-ziegler.example", default));
        Assert.Null(await _master.SupplierAsync("other", "7", default));
        Assert.Empty(await _master.SuppliersByVatIdAsync("other", "DE136695976", default));
    }

    [Fact]
    public async Task What_a_row_is_found_by_changes_and_goes_with_it()
    {
        var table = _master.Suppliers("t");
        await table.PutAsync(Ziegler, default);
        await table.PutAsync(Ziegler with { Ibans = ["AT611904300234573201"] }, default);

        Assert.Empty(await _master.SuppliersByIbanAsync("t", "DE89370400440532013000", default));
        Assert.Single(await _master.SuppliersByIbanAsync("t", "AT611904300234573201", default));

        await table.RemoveAsync(["7"], default);
        Assert.Empty(_records.Everything());
    }

    [Fact]
    public async Task Two_suppliers_may_share_an_account_and_awkward_numbers_are_no_trouble()
    {
        var table = _master.Suppliers("t");
        await table.PutAsync(Ziegler, default);
        await table.PutAsync(Ziegler with { Number = "7---8/ä" }, default);

        Assert.Equal(["7", "7---8/ä"],
            (await _master.SuppliersByIbanAsync("t", "DE89370400440532013000", default)).Select(row => row.Number));
        Assert.NotNull(await _master.SupplierAsync("t", "7---8/ä", default));
    }

    [Fact]
    public async Task Values_that_are_too_long_to_be_keys_find_nothing()
    {
        var endless = new string('ä', 5000);

        Assert.Null(await _master.SupplierAsync("t", endless, default));
        Assert.Empty(await _master.SuppliersByNameAsync("t", endless, default));
        Assert.Empty(await _master.SuppliersByIbanAsync("t", new string('1', 5000), default));
        Assert.Empty(await _master.PurchaseOrdersByNumberAsync("t", endless, default));
        Assert.Empty(await _master.SuppliersByVatIdAsync("t", "--", default));
    }

    [Fact]
    public async Task Absences_that_are_over_are_not_read()
    {
        var table = _master.Absences("t");
        await table.PutAsync(new("a", new(2026, 1, 1), new(2026, 1, 31), "b"), default);
        await table.PutAsync(new("a", new(2026, 3, 1), new(2026, 3, 31), "b"), default);
        await table.PutAsync(new("b", new(2026, 2, 1), new(2026, 3, 1), "a"), default);

        var found = await _master.AbsencesFromAsync("t", new DateOnly(2026, 3, 1), default);

        Assert.Equal(["b", "a"], found.Select(absence => absence.Person));
    }

    [Fact]
    public async Task The_records_of_a_cover_sheet()
    {
        await _master.Suppliers("t").PutAsync(Ziegler, default);
        await _master.PurchaseOrders("t").PutAsync(new() { Number = "A-1", Supplier = "7" }, default);

        var linked = await _master.LinkedAsync(
            "t", new CoverSheet { Supplier = "7", PurchaseOrder = "A-1", Property = "gone" }, default);

        Assert.Equal(("Dachdeckerei Ziegler GmbH", "A-1"), (linked.Supplier!.Name, linked.PurchaseOrder!.Number));
        Assert.Null(linked.Property);
    }

    [Fact]
    public async Task A_record_that_the_item_names_goes_before_that_of_its_order()
    {
        await _master.PurchaseOrders("t").PutAsync(new()
        {
            Number = "A-1",
            Supplier = "7",
            Records = new Dictionary<ErpRecordKind, string>
            {
                [ErpRecordKind.Damage] = "S-1",
                [ErpRecordKind.Ticket] = "T-1",
                [ErpRecordKind.Notice] = "gone",
            },
        }, default);
        await _master.Records("t", ErpRecordKind.Damage).PutAsync(new() { Number = "S-1", Name = "des Auftrags" }, default);
        await _master.Records("t", ErpRecordKind.Damage).PutAsync(new() { Number = "S-2", Name = "des Vorgangs" }, default);
        await _master.Records("t", ErpRecordKind.Ticket).PutAsync(new() { Number = "T-1" }, default);

        var ofOrder = await _master.LinkedAsync("t", new CoverSheet { PurchaseOrder = "A-1" }, default);
        var ofItem = await _master.LinkedAsync("t", new CoverSheet { PurchaseOrder = "A-1", Damage = "S-2" }, default);

        Assert.Equal("des Auftrags", ofOrder.Record(ErpRecordKind.Damage)!.Name);
        Assert.Equal("T-1", ofOrder.Record(ErpRecordKind.Ticket)!.Number);
        Assert.Null(ofOrder.Record(ErpRecordKind.Notice));
        Assert.Equal("des Vorgangs", ofItem.Record(ErpRecordKind.Damage)!.Name);
    }

    internal static Supplier Ziegler { get; } = new()
    {
        Number = "7",
        Name = "Dachdeckerei Ziegler GmbH",
        VatId = "DE136695976",
        TaxNumber = "12/345/67801",
        Ibans = ["DE89370400440532013000"],
        MailDomains = ["ziegler.example"],
    };
}
