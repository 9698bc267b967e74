using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Engine.Storage;

/// <summary>All that one turn of one instance changes on disk.</summary>
internal sealed class Commit
{
    /// <summary>The row to insert or update; null where only the lists below matter.</summary>
    public InstanceRow? Row { get; set; }

    public bool IsNew { get; set; }

    /// <summary>Deletes the instance with all that is its own.</summary>
    public bool Purge { get; set; }

    /// <summary>The step's events as JSON, or null.</summary>
    public byte[]? Step { get; set; }

    /// <summary>The head of a chain of steps to delete first.</summary>
    public long? DropStepsFrom { get; set; }

    public List<MessageRow> AddMessages { get; } = [];

    public List<long> RemoveMessages { get; } = [];

    /// <summary>Deletes every message of the instance.</summary>
    public bool RemoveAllMessages { get; set; }

    public List<Work> AddWork { get; } = [];

    public List<string> RemoveWork { get; } = [];

    /// <summary>Called when it is on disk, with the row as it was written. Must be quick and not throw.</summary>
    public Action<InstanceRow?> Done { get; set; } = _ => { };

    /// <summary>Called when nothing of it is on disk. Must be quick and not throw.</summary>
    public Action<Exception> Failed { get; set; } = _ => { };
}
