namespace Serverless.Workflows.Durable;

/// <summary>
/// What one instance goes through. The code is run again from its beginning whenever the instance continues, so it
/// must be deterministic: no clock, culture, time zone, randomness, I/O or configuration outside the context.
/// </summary>
public interface IOrchestration<TInput, TOutput>
{
    /// <summary>Runs the instance. Every await must be on a task that the context gave out (or a combination of such).</summary>
    Task<TOutput> RunAsync(IOrchestrationContext context, TInput input);
}
