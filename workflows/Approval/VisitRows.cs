using System.Text.Json;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Approval;

/// <summary>The rows of a visit: who was asked and why, and the decision. Both are inserted if absent, never changed.</summary>
public static class VisitRows
{
    /// <summary>Opens a visit.</summary>
    public static RowWrite Open(Visit visit) => new RowWrite.Insert(
        ItemKeys.Visit(visit.Number), JsonSerializer.Serialize(visit with { Decision = null }, DurableJson.Options));

    /// <summary>Decides a visit; the first insert wins.</summary>
    public static RowWrite Decide(int number, Decision decision) => new RowWrite.Insert(
        ItemKeys.Decision(number), JsonSerializer.Serialize(decision, DurableJson.Options));
}
