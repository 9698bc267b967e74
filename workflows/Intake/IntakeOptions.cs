using Serverless.Workflows.Intake.Mail;
using Serverless.Workflows.Intake.Zip;

namespace Serverless.Workflows.Intake;

/// <summary>What an installation allows, whatever a source says.</summary>
public sealed record IntakeOptions
{
    /// <summary>What a delivery may have unless something else is set, in bytes: scanned pages of 60 MB, and no more than
    /// hosts take by themselves (Azure Functions: 100 MB).</summary>
    public const long DefaultMaxBytes = 64L * 1024 * 1024;

    /// <summary>The largest delivery, in bytes; a source may allow less.</summary>
    public long MaxBytes { get; init; } = DefaultMaxBytes;

    /// <summary>Deliveries that are in memory at the same time; others wait, stored but not answered yet.</summary>
    public int Concurrency { get; init; } = 4;

    public MailLimits Mail { get; init; } = new();

    public ZipLimits Zip { get; init; } = new();
}
