using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Orchestrations;

/// <summary>The names that digests use, the same in both homes.</summary>
public static class DigestSteps
{
    /// <summary>The revision that new instances start with.</summary>
    public const int CurrentRevision = 1;

    /// <summary>The orchestration of one digest.</summary>
    public static OrchestrationName<DigestRun, DigestEnd> Digest { get; } = new("Digest");

    /// <summary>Writes and sends it.</summary>
    public static ActivityName<DigestRun, DigestEnd> Send { get; } = new("SendDigest");

    /// <summary>Tells of one that could not be sent.</summary>
    public static ActivityName<MissedDigest, DigestEnd> Missed { get; } = new("MissedDigest");

    /// <summary>Half a minute apart at first and half an hour in the end: together more than a day.</summary>
    public static RetryPolicy UntilTheDayIsOver { get; } =
        new(60, TimeSpan.FromSeconds(30), 2, TimeSpan.FromMinutes(30));

    /// <summary>The id of the instance for a person and day: <c>digest-TENANT-PERSON-yyyymmdd</c>, the person as 12 hex digits.</summary>
    public static string InstanceOf(string tenant, string person, DateOnly day)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(person)))[..12];
        return string.Create(CultureInfo.InvariantCulture, $"digest-{tenant}-{hash}-{day:yyyyMMdd}");
    }
}
