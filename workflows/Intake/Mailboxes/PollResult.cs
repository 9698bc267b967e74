namespace Serverless.Workflows.Intake.Mailboxes;

/// <summary>What a look into a mailbox brought.</summary>
/// <param name="Messages">Taken from the mailbox, whatever became of them.</param>
/// <param name="Items">Started.</param>
/// <param name="Rejected">Parts that were not accepted.</param>
/// <param name="Duplicates">Parts that were items already.</param>
/// <param name="Left">Messages that stay there and became nothing.</param>
/// <param name="More">Whether the round goes on: time was up before its messages were.</param>
/// <param name="Fault">Why it ended early.</param>
public sealed record PollResult(
    int Messages, int Items, int Rejected, int Duplicates, int Left, bool More = false, MailboxFault? Fault = null)
{
    /// <summary>Nothing was there.</summary>
    public static PollResult Nothing { get; } = new(0, 0, 0, 0, 0);

    /// <summary>This and what came after it.</summary>
    public PollResult Then(PollResult next) => new(
        Messages + next.Messages, Items + next.Items, Rejected + next.Rejected, Duplicates + next.Duplicates,
        Left + next.Left, next.More, next.Fault);

    internal PollResult With(IntakeResult taken) => this with
    {
        Messages = Messages + 1,
        Items = Items + taken.Items.Count,
        Rejected = Rejected + taken.Rejected.Count,
        Duplicates = Duplicates + taken.Duplicates.Count,
    };
}
