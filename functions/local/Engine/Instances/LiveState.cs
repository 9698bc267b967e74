using Serverless.Local.Engine.Storage;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Engine.Instances;

/// <summary>What is in memory of one instance. All of it can be read from disk again.</summary>
internal sealed class LiveState
{
    /// <summary>Whether <see cref="Row"/> is what the file has.</summary>
    public bool Known { get; set; }

    /// <summary>The committed row; null where there is no such instance.</summary>
    public InstanceRow? Row { get; set; }

    /// <summary>The code as far as it has come; null where it must be replayed first.</summary>
    public OrchestrationRun? Run { get; set; }

    /// <summary>Events that wait for a listener; only where <see cref="Run"/> is there.</summary>
    public Mailbox Mailbox { get; set; } = new();

    public void DropRun()
    {
        Run = null;
        Mailbox = new Mailbox();
    }

    public void Forget()
    {
        Known = false;
        Row = null;
        DropRun();
    }
}

/// <summary>An event that waits, with the row that keeps it (0: not yet on disk).</summary>
internal sealed record KeptEvent(string Name, string PayloadJson) : PendingEvent(Name, PayloadJson)
{
    public long Stored { get; set; }
}
