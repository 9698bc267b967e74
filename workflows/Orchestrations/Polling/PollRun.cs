using System.Security.Cryptography;
using System.Text;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake.Mailboxes;

namespace Serverless.Workflows.Orchestrations.Polling;

/// <summary>The input of a round.</summary>
/// <param name="Taken">Messages that the round has taken already.</param>
public sealed record PollRun(string Tenant, string Source, int Taken = 0)
{
    private const int MaxReadable = 71;

    /// <summary>The id of a source's round: <c>poll-tenant-source</c>, as far as ids may have its characters, and a part of
    /// a hash, since both may contain dashes.</summary>
    public static string InstanceOf(string tenant, string source)
    {
        var readable = $"poll-{tenant}-{source.Replace('.', '-')}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(tenant + "/" + source));
        return $"{readable[..Math.Min(readable.Length, MaxReadable)]}-{Convert.ToHexStringLower(hash.AsSpan(0, 4))}";
    }
}

/// <summary>The names of polling, the same in both homes.</summary>
public static class PollSteps
{
    /// <summary>A round.</summary>
    public static OrchestrationName<PollRun, PollResult> Round { get; } = new("Poll");

    /// <summary>A part of a round, as long as an activity may be.</summary>
    public static ActivityName<PollRun, PollResult> Part { get; } = new("PollPart");
}
