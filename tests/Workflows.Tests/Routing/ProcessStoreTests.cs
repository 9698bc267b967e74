using Serverless.Tests;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Loading;
using Serverless.Workflows.Tests.Tenancy;

namespace Serverless.Workflows.Tests.Routing;

public class ProcessStoreTests
{
    private static readonly Process Demo = TenantLoader.Load(DemoTenant.TenantFile).Tenant!.Process;

    [Fact]
    public void Layout_and_order_of_properties_do_not_change_the_version()
    {
        var reordered = TenantLoaderTests.Change(demo =>
        {
            var rule = demo["process"]!["rules"]![0]!.AsObject();
            rule.Remove("id", out var id);
            rule["id"] = id;
            rule["conditions"]![0]!["value"] = "5000";
        });

        Assert.Equal(ProcessVersion.Of(Demo).Hash, ProcessVersion.Of(reordered.Tenant!.Process).Hash);
    }

    [Fact]
    public void Any_change_of_meaning_changes_the_version()
    {
        var changed = TenantLoaderTests.Change(demo => demo["process"]!["rules"]![0]!["conditions"]![0]!["value"] = 6000);

        Assert.NotEqual(ProcessVersion.Of(Demo).Hash, ProcessVersion.Of(changed.Tenant!.Process).Hash);
    }

    [Fact]
    public async Task A_version_is_found_again_by_its_hash_and_only_by_its_tenant()
    {
        var records = new MemoryRecordStore();
        var hash = await new ProcessStore(records).KeepAsync("demo", Demo, default);
        // Again, and by a process that has not seen it: no conflict.
        Assert.Equal(hash, await new ProcessStore(records).KeepAsync("demo", Demo, default));

        var found = (await new ProcessStore(records).FindAsync("demo", hash, default))!;

        Assert.Equal(ProcessVersion.Of(Demo).Json, ProcessVersion.Of(found).Json);
        Assert.IsType<SkipStation>(found.Action("auslassen"));
        Assert.Null(await new ProcessStore(records).FindAsync("other", hash, default));
    }
}
