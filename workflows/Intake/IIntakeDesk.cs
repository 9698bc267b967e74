namespace Serverless.Workflows.Intake;

/// <summary>Takes in what arrives, over whatever way. When it answers, everything is on disk.</summary>
public interface IIntakeDesk
{
    /// <summary>Stores the bytes, splits them into items, checks the criteria, starts what is accepted.</summary>
    /// <exception cref="Archive.Documents.DocumentTooLargeException">Larger than the source allows.</exception>
    Task<IntakeResult> ReceiveAsync(Delivery delivery, CancellationToken cancellation);
}

/// <summary>Something that arrived.</summary>
/// <param name="Source">The id of a source in the tenant file.</param>
/// <param name="ContentType">As declared by whoever delivers; what it really is, is found from the bytes.</param>
/// <param name="FileName">As declared; only ever shown, never used as a path.</param>
public sealed record Delivery(string Tenant, string Source, string ContentType, string? FileName, Stream Content);

/// <summary>What became of a delivery.</summary>
public sealed record IntakeResult(
    IReadOnlyList<AcceptedItem> Items, IReadOnlyList<RejectedPart> Rejected, IReadOnlyList<DuplicatePart> Duplicates);

/// <summary>An item that was started.</summary>
public sealed record AcceptedItem(string Id, string Name);

/// <summary>A part that was not accepted, with every reason.</summary>
public sealed record RejectedPart(string Name, IReadOnlyList<RejectionReason> Reasons);

/// <summary>Why a part was not accepted; the text is for the sender.</summary>
public sealed record RejectionReason(string Code, string Text);

/// <summary>A part that is an item already (the same message delivered again).</summary>
public sealed record DuplicatePart(string Name, string Item);
