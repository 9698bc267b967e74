using Microsoft.Extensions.Logging;
using Serverless.Workflows.Durable;

namespace Serverless.Functions.Durable;

/// <summary>Runs the activities of the catalogue for Durable Task. None of them fails as a function: a failure is an
/// answer, so that the orchestration sees it as the seam promises.</summary>
public sealed class ActivityRunner(Catalogue catalogue, TimeSpan timeLimit, TimeProvider time, ILogger<ActivityRunner> log)
{
    private const int MaxMessage = 4000;

    /// <summary>One attempt of an activity.</summary>
    /// <param name="services">What the activity is made from.</param>
    /// <param name="name">The activity.</param>
    /// <param name="instanceId">The instance that calls it.</param>
    /// <param name="input">The JSON of its input.</param>
    /// <param name="stopping">The host takes the worker away. The call is then not answered but thrown, and the platform
    /// runs it again elsewhere.</param>
    public async Task<string> RunAsync(
        IServiceProvider services, string name, string instanceId, string input, CancellationToken stopping)
    {
        if (!catalogue.TryGetActivity(name, out var entry))
        {
            return ActivityAnswer.Of(new ActivityFailure(
                "UnknownActivity", $"This program has no activity '{name}'.", Retriable: false));
        }

        using var limit = new CancellationTokenSource(timeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            var running = entry.RunAsync(services, new ActivityContext(instanceId, name, either.Token), input);
            return ActivityAnswer.Of(await running.WaitAsync(either.Token));
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            log.LogError("Activity {Activity} of {Instance} took longer than {Limit}.", name, instanceId, timeLimit);
            return ActivityAnswer.Of(new ActivityFailure(
                "TimedOut", $"The activity '{name}' took longer than {timeLimit}."));
        }
        catch (Exception failed)
        {
            var failure = ActivityFailureException.From(failed);
            if (failed is not ActivityFailureException)
                log.LogWarning(failed, "Activity {Activity} of {Instance} failed: {Type}.", name, instanceId, failure.Type);
            return ActivityAnswer.Of(failure.Message.Length <= MaxMessage
                ? failure
                : failure with { Message = failure.Message[..MaxMessage] });
        }
    }
}
