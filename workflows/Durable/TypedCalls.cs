namespace Serverless.Workflows.Durable;

/// <summary>An activity's name with the types of its input and output.</summary>
public sealed record ActivityName<TInput, TOutput>(string Value);

/// <summary>An orchestration's name with the types of its input and output.</summary>
public sealed record OrchestrationName<TInput, TOutput>(string Value);

/// <summary>The typed calls of <see cref="IOrchestrationContext"/>; retries are timers, the same in both homes.</summary>
public static class TypedCalls
{
    /// <summary>Runs an activity, again where <paramref name="retry"/> says so (default: one attempt).</summary>
    public static async Task<TOutput> CallActivityAsync<TInput, TOutput>(
        this IOrchestrationContext context, ActivityName<TInput, TOutput> activity, TInput input,
        RetryPolicy? retry = null)
    {
        var json = DurableJson.Serialize(input);
        return DurableJson.Deserialize<TOutput>(
            await WithRetry(context, () => context.CallActivityAsync(activity.Value, json), retry));
    }

    /// <summary>Starts another orchestration under an id and waits for its end. Each further attempt gets the id
    /// with <c>-r2</c>, <c>-r3</c>… appended.</summary>
    public static async Task<TOutput> CallSubOrchestrationAsync<TInput, TOutput>(
        this IOrchestrationContext context, OrchestrationName<TInput, TOutput> orchestration, string instanceId,
        TInput input, RetryPolicy? retry = null)
    {
        var json = DurableJson.Serialize(input);
        var attempt = 0;
        return DurableJson.Deserialize<TOutput>(await WithRetry(context, () =>
        {
            attempt++;
            var id = attempt == 1 ? instanceId : $"{instanceId}-r{attempt}";
            return context.CallSubOrchestrationAsync(orchestration.Value, id, json);
        }, retry));
    }

    /// <summary>The next event of that name, see <see cref="IOrchestrationContext.Listen"/>.</summary>
    public static async Task<T> Listen<T>(this IOrchestrationContext context, string eventName) =>
        DurableJson.Deserialize<T>(await context.Listen(eventName));

    /// <summary>Sets what a query of the instance shows.</summary>
    public static void SetCustomStatus<T>(this IOrchestrationContext context, T status) =>
        context.SetCustomStatus(DurableJson.Serialize(status));

    /// <summary>See <see cref="IOrchestrationContext.ContinueAsNew"/>.</summary>
    public static void ContinueAsNew<T>(this IOrchestrationContext context, T input) =>
        context.ContinueAsNew(DurableJson.Serialize(input));

    private static async Task<string> WithRetry(
        IOrchestrationContext context, Func<Task<string>> call, RetryPolicy? retry)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (ActivityFailureException failed)
                when (retry is not null && failed.Failure.Retriable && attempt < retry.MaxAttempts)
            {
                // The wait is outside the handler's filter so that it is an ordinary step of the orchestration.
            }

            await context.CreateTimerAsync(context.CurrentUtc + retry.DelayAfter(attempt), CancellationToken.None);
        }
    }
}
