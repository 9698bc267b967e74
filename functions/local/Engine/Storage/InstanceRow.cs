using Serverless.Workflows.Durable;

namespace Serverless.Local.Engine.Storage;

/// <summary>How an instance stands, as numbers in the file. <see cref="Stopped"/>: the code of the day cannot go on.</summary>
internal enum RowStatus
{
    Running = 1,
    Suspended = 2,
    Completed = 3,
    Failed = 4,
    Terminated = 5,
    Stopped = 6,
}

/// <summary>An instance's row. Times are UTC ticks.</summary>
/// <param name="Due">When the engine must look at it again without a message; 0: at once.</param>
/// <param name="Busy">Whether activities of this generation are not finished.</param>
/// <param name="Head">Its last step.</param>
/// <param name="Parent">JSON of a <see cref="ParentLink"/>.</param>
/// <param name="Result">The output, or JSON of a failure.</param>
internal sealed record InstanceRow(
    long Id, string Name, string Orchestration, RowStatus Status, int Generation, long Created, long Updated, long? Due,
    bool Busy, long? Head, string? Parent, string? Custom, string? Result)
{
    public bool HasEnded => Status is RowStatus.Completed or RowStatus.Failed or RowStatus.Terminated;

    public InstanceState ToState() => new(
        Name, Orchestration,
        Status switch
        {
            RowStatus.Running => InstanceStatus.Running,
            RowStatus.Suspended => InstanceStatus.Suspended,
            RowStatus.Completed => InstanceStatus.Completed,
            RowStatus.Terminated => InstanceStatus.Terminated,
            _ => InstanceStatus.Failed,
        },
        new DateTimeOffset(Created, TimeSpan.Zero), new DateTimeOffset(Updated, TimeSpan.Zero), Custom,
        Status == RowStatus.Completed ? Result : null,
        Status is RowStatus.Failed or RowStatus.Terminated or RowStatus.Stopped
            ? DurableJson.Deserialize<ActivityFailure>(Result!)
            : null);
}

/// <summary>Which call of which instance waits for a child.</summary>
internal sealed record ParentLink(string Name, long Row, int Generation, int Seq);
