using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;

namespace Serverless.Workflows.Tests.Orchestrations;

public sealed class MinuteTickTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("minute").FullName;

    [Fact]
    public async Task What_fails_keeps_nothing_else_from_its_turn()
    {
        DemoTenant.WriteTo(_folder);
        var tenants = new TenantFiles(_folder);
        tenants.Reload();
        var (before, after) = (new Work(null), new Work(null));
        var time = new ManualTime();
        var tick = new MinuteTick(
            tenants, [before, new Work(new IOException("The store is away.")), after], time, NullLogger<MinuteTick>.Instance);

        await tick.RunAsync(CancellationToken.None);

        Assert.Equal([(DemoTenant.Id, time.GetUtcNow())], before.Done);
        Assert.Equal(before.Done, after.Done);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class Work(Exception? failure) : IMinuteWork
    {
        public List<(string Tenant, DateTimeOffset AtUtc)> Done { get; } = [];

        public Task RunAsync(Tenant tenant, DateTimeOffset now, CancellationToken cancellation)
        {
            Done.Add((tenant.Id, now));
            return failure is null ? Task.CompletedTask : Task.FromException(failure);
        }
    }
}
