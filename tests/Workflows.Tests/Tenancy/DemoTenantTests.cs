using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Workflows.Tests.Tenancy;

public class DemoTenantTests
{
    [Fact]
    public void The_demo_file_has_no_problem()
    {
        var load = TenantLoader.Load(DemoTenant.TenantFile);

        Assert.Empty(load.Problems);
        var (settings, process) = (load.Tenant!.Settings, load.Tenant.Process);
        Assert.Equal(6, settings.People.Count);
        Assert.Equal(3, settings.Clients.Count);
        Assert.All(settings.Clients, client => Assert.Contains(settings.NumberRanges, range => range.Client == client.Id));
        Assert.Equal(["Vorerfassung", "Sachliche Prüfung", "Freigabe", "Buchhaltung"],
            process.Route("rechnung")!.Stations.Select(station => station.Name));
        Assert.IsType<HttpSource>(settings.Source("mail"));
    }
}
