using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Approval;

/// <summary>An item at the moment at which a visit begins.</summary>
internal static class OpenedVisit
{
    /// <summary>The item as it waits for the person of the visit: nobody told yet, nothing reminded or escalated.</summary>
    public static Item On(Item item, Visit visit, AssigneeRef assignee) => (MailFindings.Without(item) with
    {
        Assignee = assignee,
        Status = ItemStatus.Waiting,
        Visit = visit.Number,
        VisitState = VisitState.Opened,
        RemindUtc = null,
        CheckUtc = null,
        Reminders = 0,
        EscalateUtc = null,
        Escalation = null,
        DeadlineUtc = null,
    }).InvolvingAssignee();
}
