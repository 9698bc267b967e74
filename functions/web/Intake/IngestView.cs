using Serverless.Workflows.Intake;

namespace Serverless.Web.Intake;

/// <summary>The answer to a delivery.</summary>
internal sealed record IngestView(
    IReadOnlyList<IngestedItem> Items, IReadOnlyList<RejectedPart> Rejected, IReadOnlyList<DuplicatePart> Duplicates);

/// <summary>An item that was started, and where it can be asked for.</summary>
internal sealed record IngestedItem(string Id, string Url);
