using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;
using Serverless.Workflows.Orchestrations.Polling;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tests.Intake.Mailboxes;

namespace Serverless.Workflows.Tests.Orchestrations.Polling;

public class DueSourcesTests
{
    private static readonly string Id = PollRun.InstanceOf("demo", "postfach");

    [Fact]
    public async Task A_source_is_due_when_its_minutes_are_over()
    {
        using var world = new PollWorld();
        var client = new Mock<IWorkflowClient>();
        client.Setup(one => one.StartAsync("Poll", Id, It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(StartResult.Started);
        var starts = () => client.Invocations.Count(call => call.Method.Name == nameof(IWorkflowClient.StartAsync));

        await TickAsync(world, client);
        Assert.Equal(1, starts());

        await world.RunAsync();
        foreach (var (minutes, expected) in new[] { (0, 1), (4, 1), (1, 2) })
        {
            world.Time.Advance(TimeSpan.FromMinutes(minutes));
            await TickAsync(world, client);
            Assert.Equal(expected, starts());
        }
    }

    [Theory]
    [InlineData(InstanceStatus.Running, false)]
    [InlineData(InstanceStatus.Completed, true)]
    [InlineData(InstanceStatus.Failed, true)]
    public async Task A_round_that_runs_is_left_alone_and_one_that_ended_makes_room(InstanceStatus status, bool restarted)
    {
        using var world = new PollWorld();
        var client = new Mock<IWorkflowClient>();
        client.SetupSequence(one => one.StartAsync("Poll", Id, It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(StartResult.AlreadyExists).ReturnsAsync(StartResult.Started);
        client.Setup(one => one.GetAsync(Id, It.IsAny<CancellationToken>())).ReturnsAsync(new InstanceState(
            Id, "Poll", status, world.Time.GetUtcNow(), world.Time.GetUtcNow(), null, null,
            status == InstanceStatus.Failed ? new ActivityFailure("X", "Y") : null));
        client.Setup(one => one.PurgeAsync(Id, It.IsAny<CancellationToken>()))
            .ReturnsAsync(status != InstanceStatus.Running);

        await TickAsync(world, client);

        client.Verify(
            one => one.StartAsync("Poll", Id, It.IsAny<string>(), It.IsAny<CancellationToken>()),
            Times.Exactly(restarted ? 2 : 1));
    }

    [Fact]
    public async Task A_home_without_mail_protocols_starts_nothing()
    {
        using var world = new PollWorld();
        var client = new Mock<IWorkflowClient>(MockBehavior.Strict);
        await new DueSources(world.Book, client.Object, NullLogger<DueSources>.Instance)
            .RunAsync(world.Tenant, world.Time.GetUtcNow(), CancellationToken.None);
        Assert.Empty(client.Invocations);
    }

    [Fact]
    public async Task One_that_cannot_be_started_keeps_no_other_from_its_turn_and_is_tried_again_less_and_less_often()
    {
        using var world = new PollWorld();
        var source = world.Tenant.Settings.Sources.OfType<MailboxSource>().First();
        var settings = world.Tenant.Settings with { Sources = [source with { Id = "a" }, source with { Id = "b" }, source with { Id = "c" }] };
        var started = new List<string>();
        var broken = true;
        var client = new Mock<IWorkflowClient>();
        client.Setup(one => one.StartAsync("Poll", It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string _, string id, string _, CancellationToken _) =>
            {
                started.Add(id);
                return broken && id == PollRun.InstanceOf("demo", "b") ? throw new IOException("Kein Start.") : StartResult.Started;
            });
        var due = new DueSources(world.Book, client.Object, NullLogger<DueSources>.Instance, world.Mailbox);
        var minutes = new List<int>();
        for (var minute = 0; minute <= 100; minute++)
        {
            started.Clear();
            await due.RunAsync(world.Tenant with { Settings = settings }, world.Time.GetUtcNow(), CancellationToken.None);
            Assert.Contains(PollRun.InstanceOf("demo", "a"), started);
            Assert.Contains(PollRun.InstanceOf("demo", "c"), started);
            if (started.Count > 2) minutes.Add(minute);
            world.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([0, 1, 3, 7, 15, 31, 61, 91], minutes);
        broken = false;
        world.Time.Advance(TimeSpan.FromMinutes(30));
        for (var minute = 0; minute < 3; minute++)
        {
            started.Clear();
            await due.RunAsync(world.Tenant with { Settings = settings }, world.Time.GetUtcNow(), CancellationToken.None);
            Assert.Equal(3, started.Count);
        }
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_is_no_reason_for_others_to_wait()
    {
        using var world = new PollWorld();
        var source = world.Tenant.Settings.Sources.OfType<MailboxSource>().First();
        var settings = world.Tenant.Settings with { Sources = [source with { Id = "a" }, source with { Id = "b" }] };
        await world.Records.WriteAsync("demo---mailbox---a", [new RowWrite.Put("state", "{")], CancellationToken.None);
        var client = new Mock<IWorkflowClient>();
        await new DueSources(world.Book, client.Object, NullLogger<DueSources>.Instance, world.Mailbox)
            .RunAsync(world.Tenant with { Settings = settings }, world.Time.GetUtcNow(), CancellationToken.None);
        client.Verify(one => one.StartAsync(
            "Poll", PollRun.InstanceOf("demo", "b"), It.IsAny<string>(), It.IsAny<CancellationToken>()));
    }

    [Fact]
    public void Ids_fit_and_no_two_sources_share_one()
    {
        var long40 = new string('a', 40);
        var ids = new[] { ("a-b", "c"), ("a", "b-c"), ("a", "b.c"), (long40, long40), (long40, long40[..39] + "b") }
            .Select(pair => PollRun.InstanceOf(pair.Item1, pair.Item2)).ToList();
        Assert.Equal(ids, ids.Distinct());
        Assert.All(ids, id => DurableNames.EnsureInstanceId(id));
        Assert.StartsWith("poll-a-b-c-", ids[0], StringComparison.Ordinal);
    }

    private static Task TickAsync(PollWorld world, Mock<IWorkflowClient> client) =>
        new DueSources(world.Book, client.Object, NullLogger<DueSources>.Instance, world.Mailbox)
            .RunAsync(world.Tenant, world.Time.GetUtcNow(), CancellationToken.None);
}
