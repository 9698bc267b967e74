using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Tests.Home;

/// <summary>Several items, each as the desk of one answers; with the comment <c>Störung</c> the first meets a fault.</summary>
public sealed class FakeBulk(FakeHome home) : IBulkDesk
{
    public async Task<BulkOutcome> RunAsync(string tenant, string person, BulkRequest request, CancellationToken cancellation)
    {
        var answers = new List<BulkAnswer>();
        foreach (var item in request.Items)
        {
            answers.Add(request.Comment == "Störung" && answers.Count > 0
                ? new BulkAnswer(item.Id, BulkResult.NotTried, "Kam nicht mehr an die Reihe.")
                : request.Comment == "Störung"
                    ? new BulkAnswer(item.Id, BulkResult.Failed, "Es gab eine Störung.")
                    : await OneAsync(tenant, person, request, item, cancellation));
        }

        return new BulkOutcome(false, answers);
    }

    private async Task<BulkAnswer> OneAsync(
        string tenant, string person, BulkRequest request, BulkItem item, CancellationToken cancellation)
    {
        if (home.Book.Find(tenant, item.Id) is not { } found) return new BulkAnswer(item.Id, BulkResult.NotFound, "Diesen Vorgang gibt es nicht.");
        if (request.Action == BulkAction.Reassign)
        {
            home.Book.Put(found with { Assignee = new AssigneeRef(request.To!, request.Comment ?? "") });
            return new BulkAnswer(item.Id, BulkResult.Done, $"{request.To} hat den Vorgang jetzt.");
        }

        var outcome = await home.Desk.DecideAsync(
            tenant, item.Id, person,
            new DecisionRequest(DecisionKinds.Approve, request.Comment, null, null, item.Revision, request.Via, request.Address),
            cancellation);
        return outcome.Result switch
        {
            DecisionResult.Accepted => new BulkAnswer(item.Id, BulkResult.Done, outcome.Message),
            DecisionResult.AlreadyDecided => new BulkAnswer(item.Id, BulkResult.AlreadyDecided, outcome.Message, outcome.Earlier),
            DecisionResult.Changed => new BulkAnswer(item.Id, BulkResult.Changed, outcome.Message) { Refusal = outcome },
            _ => new BulkAnswer(item.Id, BulkResult.Refused, outcome.Message) { Refusal = outcome },
        };
    }
}
