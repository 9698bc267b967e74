using Serverless.Tests;
using Serverless.Tests.Home;
using Serverless.Web.Tenants;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Web.Tests;

public class MasterChoicesTests
{
    [Fact]
    public async Task Choices_fit_the_item()
    {
        var master = new MasterData(new MemoryRecordStore());
        var none = CancellationToken.None;
        await master.Suppliers("demo").PutAsync(new() { Number = "70001", Name = "Zimmerei Zander" }, none);
        await master.Suppliers("demo").PutAsync(new() { Number = "70002", Name = "Aufzug Adler" }, none);
        await master.Properties("demo").PutAsync(new() { Number = "L4", Name = "Lindenstraße 4", Client = "weg1" }, none);
        await master.Properties("demo").PutAsync(new() { Number = "S1", Name = "Sonnenhof", Client = "self" }, none);
        await master.PurchaseOrders("demo").PutAsync(new() { Number = "B-1", Supplier = "70001", Text = "Dach" }, none);
        await master.PurchaseOrders("demo").PutAsync(new() { Number = "B-2", Supplier = "70001", Closed = true }, none);
        await master.PurchaseOrders("demo").PutAsync(new() { Number = "B-3", Supplier = "70002" }, none);

        var choices = await new MasterChoices(master, new ProcessStore(new MemoryRecordStore())).ChoicesAsync("demo", SampleItems.Invoice(new FakeHome()), none);
        Assert.Equal(["70002", "70001"], choices.Suppliers.Select(choice => choice.Id));
        Assert.Equal(new Choice("L4", "Lindenstraße 4 (L4)"), Assert.Single(choices.Properties));
        Assert.Equal(new Choice("B-1", "B-1 – Dach"), Assert.Single(choices.PurchaseOrders));
    }
}
