using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tests.Routing;

namespace Serverless.Workflows.Tests.Orchestrations;

public sealed class DigestStarterTests
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Whose_digest_cannot_be_started_keeps_nobody_else_from_theirs_and_gets_it_later()
    {
        var people = new[] { "anna", "bernd", "carla" }.Select(id => RoutingSample.Person(id) with { Digest = "07:30" }).ToArray();
        var tenant = new Tenant { Id = "demo", Settings = RoutingSample.Settings(people) with { TimeZone = "Europe/Berlin" }, Process = new Process { Routes = [] } };
        var started = new List<string>();
        var broken = 2;
        var engine = new Mock<IWorkflowClient>();
        engine.Setup(one => one.StartAsync("Digest", It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string _, string _, string input, CancellationToken _) =>
            {
                var person = DurableJson.Deserialize<DigestRun>(input).Person;
                if (person == "bernd" && broken-- > 0) throw new IOException("Kein Start.");
                started.Add(person);
                return StartResult.Started;
            });
        var starter = new DigestStarter(engine.Object, NullLogger<DigestStarter>.Instance);

        await starter.RunAsync(tenant, Morning, CancellationToken.None);
        Assert.Equal(["anna", "carla"], started);
        for (var minute = 1; minute < 5; minute++)
            await starter.RunAsync(tenant, Morning.AddMinutes(minute), CancellationToken.None);
        Assert.Equal(["anna", "carla", "bernd"], started);
    }
}
