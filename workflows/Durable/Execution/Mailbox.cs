namespace Serverless.Workflows.Durable.Execution;

/// <summary>An event that no listener has taken yet.</summary>
/// <param name="Name">Lower-case.</param>
/// <param name="PayloadJson">Its content.</param>
public record PendingEvent(string Name, string PayloadJson);

/// <summary>The events of one instance that wait for a listener: first in, first out for each name.</summary>
public sealed class Mailbox
{
    private readonly List<PendingEvent> _events = [];

    /// <summary>All that wait, in order of arrival.</summary>
    public IReadOnlyList<PendingEvent> Events => _events;

    /// <summary>Adds one at the end.</summary>
    public void Add(PendingEvent pending) => _events.Add(pending);

    /// <summary>Puts the events into another order, which a workflow may not depend on across generations.</summary>
    public void Shuffle(Random random)
    {
        for (var i = _events.Count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (_events[i], _events[j]) = (_events[j], _events[i]);
        }
    }

    internal PendingEvent? Take(string name)
    {
        var at = _events.FindIndex(e => e.Name == name);
        if (at < 0) return null;
        var taken = _events[at];
        _events.RemoveAt(at);
        return taken;
    }
}
