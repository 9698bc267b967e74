using System.Buffers;

namespace Serverless.Workflows.Durable.Execution;

/// <summary>What ids of instances and names of events may look like in both homes.</summary>
public static class DurableNames
{
    private const int MaxLength = 80;
    private static readonly SearchValues<char> InId = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> InEvent = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Refuses an id that is not <c>[a-z0-9-]{1,80}</c>.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static string EnsureInstanceId(string id) =>
        Fits(id, InId) ? id : throw new ArgumentException($"'{id}' is no instance id: [a-z0-9-]{{1,80}}.", nameof(id));

    /// <summary>Refuses a name that is not <c>[a-z0-9._-]{1,80}</c>.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static string EnsureEventName(string name) => Fits(name, InEvent)
        ? name
        : throw new ArgumentException($"'{name}' is no event name: [a-z0-9._-]{{1,80}}.", nameof(name));

    private static bool Fits(string text, SearchValues<char> allowed) =>
        text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(allowed);
}
