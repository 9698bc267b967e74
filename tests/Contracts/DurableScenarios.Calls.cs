using Serverless.Workflows.Durable;

namespace Serverless.Tests;

/// <summary>Activities, their failures, and sub-orchestrations.</summary>
public abstract partial class DurableScenarios
{
    private sealed record Sample(decimal Amount, string Text, DateTimeOffset At, string? Nothing = null);

    private static Catalogue Parents(Func<string, string> child) => new Catalogue()
        .Orchestration<string, string>("child", async (context, input) =>
        {
            var heard = input == "waits" ? await context.Listen<string>("go") : input;
            return child(heard);
        })
        .Orchestration<string, string>("parent", async (context, input) =>
        {
            try
            {
                return await context.CallSubOrchestrationAsync(
                    new OrchestrationName<string, string>("child"), context.InstanceId + "-1", input);
            }
            catch (ActivityFailureException failed)
            {
                return $"{failed.Failure.Type}/{failed.Failure.Message}/{failed.Failure.Retriable}";
            }
        });

    [Fact]
    public async Task Values_pass_through_activities_unchanged()
    {
        var sample = new Sample(1234567890123456.50m, "Müller & Söhne \"GmbH\" 🏠", new(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(1)));
        await using var home = await OpenAsync(new Catalogue()
            .Activity<Sample, Sample>("echo", given => given)
            .Activity<int, int?>("nothing", _ => null)
            .Orchestration<Sample, Sample>("pass", async (context, input) =>
            {
                var both = await Task.WhenAll(
                    context.Call<Sample, Sample>("echo", input), context.Call<Sample, Sample>("echo", input));
                if (await context.Call<int, int?>("nothing", 1) is not null) throw new InvalidOperationException("null");
                return both[0] == both[1] ? both[0] : input with { Text = "different" };
            }));

        var output = await RunAsync(home, "pass", DurableJson.Serialize(sample));

        Assert.Equal(sample, DurableJson.Deserialize<Sample>(output!));
        Assert.Contains("1234567890123456.50", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_tried_again_while_that_may_help_and_seen_as_it_is()
    {
        int shaky = 0, never = 0, wrong = 0;
        await using var home = await OpenAsync(new Catalogue()
            .Activity<string, string>("shaky", text => Interlocked.Increment(ref shaky) < 3
                ? throw new ActivityFailureException(new ActivityFailure("Busy", "later"))
                : text)
            .Activity<string, string>("never", _ =>
            {
                Interlocked.Increment(ref never);
                throw new ActivityFailureException(new ActivityFailure("No", "nicht für immer", Retriable: false));
            })
            .Activity<string, string>("wrong", _ =>
            {
                Interlocked.Increment(ref wrong);
                throw new InvalidOperationException("broken");
            })
            .Activity<string, string>("large", _ => new string('x', DurableJson.MaxBytes))
            .Orchestration<string, string[]>("tries", async (context, text) =>
            {
                var seen = new List<string> { await context.Call<string, string>("shaky", text, AtOnce) };
                foreach (var name in new[] { "never", "wrong", "large", "absent" })
                {
                    try
                    {
                        seen.Add(await context.Call<string, string>(name, text, AtOnce));
                    }
                    catch (ActivityFailureException failed)
                    {
                        seen.Add($"{failed.Failure.Type}/{failed.Failure.Retriable}");
                        if (name is "never" or "wrong") seen.Add(failed.Failure.Message);
                    }
                }

                return [.. seen];
            }));

        var output = DurableJson.Deserialize<string[]>((await RunAsync(home, "tries", "\"x\""))!);

        Assert.Equal(
            [
                "x", "No/False", "nicht für immer", "InvalidOperationException/True", "broken", "ValueTooLarge/False",
                "UnknownActivity/False",
            ],
            output);
        Assert.Equal((3, 1, 4), (shaky, never, wrong));
    }

    [Theory]
    [InlineData(false, "InvalidOperationException", "broken", true)]
    [InlineData(true, "Wrong", "\"so\" not", false)]
    public async Task What_the_code_throws_is_the_instances_failure(bool known, string type, string message, bool retriable)
    {
        await using var home = await OpenAsync(new Catalogue().Orchestration<int, int>("throws", (_, _) =>
            throw (known
                ? new ActivityFailureException(new ActivityFailure(type, message, retriable))
                : new InvalidOperationException(message))));

        await StartAsync(home, "throws", "a", "1");
        var end = await EndAsync(home, "a");

        Assert.Equal((InstanceStatus.Failed, new ActivityFailure(type, message, retriable)), (end.Status, end.Failure));
    }

    [Fact]
    public async Task A_sub_orchestration_gives_its_output()
    {
        await using var home = await OpenAsync(Parents(input => input + "!"));
        Assert.Equal("\"x!\"", await RunAsync(home, "parent", "\"x\""));
        Assert.Equal("\"x!\"", (await home.Client.GetAsync("a-1", Soon))!.OutputJson);
    }

    [Fact]
    public async Task A_sub_orchestrations_failure_reaches_its_parent()
    {
        await using var home = await OpenAsync(Parents(_ =>
            throw new ActivityFailureException(new ActivityFailure("Wrong", "not so", Retriable: false))));
        Assert.Equal("\"Wrong/not so/False\"", await RunAsync(home, "parent", "\"x\""));
    }

    [Fact]
    public async Task A_sub_orchestration_whose_id_is_taken_is_a_failure_and_leaves_the_other_alone()
    {
        await using var home = await OpenAsync(Parents(input => input));
        await StartAsync(home, "child", "a-1", "\"first\"");
        await EndAsync(home, "a-1");

        Assert.StartsWith("\"InstanceExists/", await RunAsync(home, "parent", "\"second\""), StringComparison.Ordinal);
        Assert.Equal("\"first\"", (await home.Client.GetAsync("a-1", Soon))!.OutputJson);
    }

    [Fact]
    public async Task A_terminated_sub_orchestration_is_a_failure()
    {
        await using var home = await OpenAsync(Parents(input => input));
        await StartAsync(home, "parent", "a", "\"waits\"");
        await UntilAsync(home, "a-1", child => child.Status == InstanceStatus.Running);

        Assert.True(await home.Client.TerminateAsync("a-1", "enough", Soon));

        Assert.Matches("^\"Terminated/.*/False\"$", (await EndAsync(home, "a")).OutputJson);
    }
}
