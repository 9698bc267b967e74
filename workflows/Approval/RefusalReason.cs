namespace Serverless.Workflows.Approval;

/// <summary>Why a decision is not taken. Each wants something else of the person, and is a problem type of its own for
/// programs.</summary>
public enum RefusalReason
{
    /// <summary>What was asked for is wrong in a way that no other reason names.</summary>
    Request,

    /// <summary>The visit cannot end like this, whoever decides; see <see cref="DecisionOutcome.Possible"/>.</summary>
    NotPossible,

    /// <summary>The comment is missing, too long, or not wanted.</summary>
    Comment,

    /// <summary>It cannot go to whom or where the request names.</summary>
    Target,

    /// <summary>The item cannot be given that review status; see <see cref="DecisionOutcome.Possible"/>.</summary>
    Status,

    /// <summary>The item never had that revision.</summary>
    Revision,

    /// <summary>Somebody else is asked, or nobody.</summary>
    NotAsked,

    /// <summary>The item waits for no decision at the moment.</summary>
    NotWaiting,

    /// <summary>The person lacks <see cref="DecisionOutcome.Missing"/>.</summary>
    Permission,

    /// <summary>The amount is beyond what the person, or whoever they stand in for, may approve.</summary>
    AmountLimit,

    /// <summary>The person, or whoever they stand in for, has approved the item at another station.</summary>
    FourEyes,

    /// <summary>The correction is on its way to be paid, and this is not confirmed; see <see cref="DecisionOutcome.Posted"/>.</summary>
    AlreadyPosted,

    /// <summary>The invoice is another item as well, and several were to be decided at once; see
    /// <see cref="DecisionOutcome.Duplicates"/>.</summary>
    Duplicate,

    /// <summary>The item lacks something before it can go on; see <see cref="DecisionOutcome.Gaps"/>.</summary>
    Incomplete,
}
