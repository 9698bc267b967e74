using Serverless.Workflows.Intake.Mail;
using Serverless.Workflows.Intake.Zip;

namespace Serverless.Workflows.Intake;

/// <summary>What an installation allows, whatever a source says.</summary>
public sealed record IntakeOptions
{
    /// <summary>The largest delivery, in bytes; a source may allow less.</summary>
    public long MaxBytes { get; init; } = 50L * 1024 * 1024;

    /// <summary>Deliveries that are in memory at the same time; others wait, stored but not answered yet.</summary>
    public int Concurrency { get; init; } = 4;

    public MailLimits Mail { get; init; } = new();

    public ZipLimits Zip { get; init; } = new();
}
