using Serverless.Web.Tenants;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Web.Tests;

public class TenantDirectoryTests
{
    [Fact]
    public void The_demo_tenant_is_known_with_people_stations_and_sources()
    {
        var tenant = TenantDirectory.Of(TenantLoader.Load(DemoTenant.TenantFile).Tenant!);
        Assert.Equal("demo", tenant.Id);
        Assert.Contains("Freigabe", tenant.Stations);
        Assert.Contains(tenant.Sources, source => source.Id == "mail");
        Assert.Equal(3, tenant.Clients.Count);
        Assert.True(tenant.Person("miriam.vogel") is { Active: true, Language: "de", Role: "Buchhaltung" });
        Assert.Equal("Umbuchungen", tenant.NameOfGroup("umbuchungen"));
        Assert.Equal("gone", tenant.NameOfGroup("gone"));
        Assert.Contains(Permission.DatevExport, tenant.Person("miriam.vogel")!.Permissions);
        Assert.DoesNotContain(Permission.ReadAll, tenant.Person("clara.winter")!.Permissions);
    }
}
