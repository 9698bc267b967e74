using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Intake;

/// <summary>An item that a delivery makes, before it is inserted.</summary>
/// <param name="Name">For people: subject or file name.</param>
/// <param name="Reasons">Why it is rejected; empty where it is accepted.</param>
/// <param name="Reply">What its sender is told, if anything.</param>
/// <param name="IsReturn">Whether it reports that another mail has not arrived.</param>
internal sealed record PlannedItem(
    Item Item, string Name, IReadOnlyList<RejectionReason> Reasons, OutgoingMail? Reply = null, bool IsReturn = false)
{
    /// <summary>For a mail that a person wrote: the beginning of its text.</summary>
    public string? Text { get; init; }
}
