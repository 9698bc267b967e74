using System.Globalization;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Orchestrations;

/// <summary>Counts, before it is begun, what may take the process with it, such as the reading of a hostile document: the
/// engine begins again what it never heard the end of, and would do so for ever. What was under way when the process died is
/// done one by one after that, so that whatever only died with it is not counted again.</summary>
public sealed class StepAttempts(IRecordStore records, Suspects suspects)
{
    /// <summary>So many times in a row the process may die, or be stopped, over a step.</summary>
    public const int Most = 3;

    /// <summary>Does a step's work, unless it never came to an end so many times.</summary>
    /// <param name="work">The whole step up to its record, with <see cref="Done"/> in the same write: as long as its attempts
    /// are counted nothing else that is suspect may begin and take the process with it.</param>
    /// <param name="what">German, for the operator who is asked then: what is done.</param>
    /// <exception cref="ActivityFailureException">It never came to an end; not retriable. When it is done once more
    /// after that it is counted anew.</exception>
    public async Task RunAsync(Item item, StepKind step, string what, Func<Task> work, CancellationToken cancellation)
    {
        var (partition, key) = (ItemKeys.Partition(item.Tenant, item.Id), ItemKeys.Attempts(step.ToString()));
        var row = await records.GetAsync(partition, key, cancellation);
        var begun = row is null ? 0 : DurableJson.Deserialize<int>(row.Json);
        if (begun >= Most)
        {
            await records.WriteAsync(partition, [Done(step)], cancellation);
            throw new ActivityFailureException(new ActivityFailure(
                "ProcessDied", string.Create(CultureInfo.InvariantCulture,
                $"{what}: Der Dienst ist dabei {begun}-mal abgestürzt oder angehalten worden."), Retriable: false));
        }

        using var alone = await suspects.AloneAsync(begun > 0, cancellation);
        try
        {
            await records.WriteAsync(partition, [new RowWrite.Put(key, DurableJson.Serialize(begun + 1))], cancellation);
            await work();
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            await records.WriteAsync(partition, [Done(step)], CancellationToken.None);
            throw;
        }
    }

    /// <summary>Forgets the attempts; written together with what the step has done.</summary>
    public static RowWrite Done(StepKind step) => new RowWrite.Delete(ItemKeys.Attempts(step.ToString()));
}
