using Serverless.Workflows.Durable;

namespace Serverless.Tests;

/// <summary>Orchestrations and activities from lambdas.</summary>
internal static class CatalogueSamples
{
    public static Catalogue Orchestration<TInput, TOutput>(
        this Catalogue catalogue, string name, Func<IOrchestrationContext, TInput, Task<TOutput>> code) =>
        catalogue.Add(new OrchestrationName<TInput, TOutput>(name), () => new Code<TInput, TOutput>(code));

    public static Catalogue Activity<TInput, TOutput>(
        this Catalogue catalogue, string name, Func<ActivityContext, TInput, Task<TOutput>> work) =>
        catalogue.Add(new ActivityName<TInput, TOutput>(name), _ => new Work<TInput, TOutput>(work));

    public static Catalogue Activity<TInput, TOutput>(
        this Catalogue catalogue, string name, Func<TInput, TOutput> work) =>
        catalogue.Activity<TInput, TOutput>(name, (_, input) => Task.FromResult(work(input)));

    public static Task<TOutput> Call<TInput, TOutput>(
        this IOrchestrationContext context, string name, TInput input, RetryPolicy? retry = null) =>
        context.CallActivityAsync(new ActivityName<TInput, TOutput>(name), input, retry);

    private sealed class Code<TInput, TOutput>(Func<IOrchestrationContext, TInput, Task<TOutput>> code)
        : IOrchestration<TInput, TOutput>
    {
        public Task<TOutput> RunAsync(IOrchestrationContext context, TInput input) => code(context, input);
    }

    private sealed class Work<TInput, TOutput>(Func<ActivityContext, TInput, Task<TOutput>> work)
        : IActivity<TInput, TOutput>
    {
        public Task<TOutput> RunAsync(ActivityContext context, TInput input) => work(context, input);
    }
}
