using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Intake;

/// <summary>Knows the sources of the tenants.</summary>
public interface ISourceCatalogue
{
    /// <summary>The settings as they are now, or null where there is no such tenant or source.</summary>
    Task<SourceSettings?> FindAsync(string tenant, string source, CancellationToken cancellation);
}

/// <summary>Makes items of what was taken in.</summary>
public interface IItemIntake
{
    /// <summary>Inserts the item's record if it is absent, with its references to documents. On disk when it answers.
    /// </summary>
    /// <returns>False where an item of that id exists; nothing was changed then.</returns>
    Task<bool> InsertAsync(Item item, CancellationToken cancellation);

    /// <summary>Starts the item's orchestration. Called only by whoever inserted the record; a sweeper starts items
    /// that were left without one.</summary>
    Task StartAsync(Item item, CancellationToken cancellation);

    /// <summary>Notes on a rejected item that its sender was not told after all.</summary>
    /// <param name="why">German, as shown.</param>
    Task NotAnsweredAsync(string tenant, string item, string why, CancellationToken cancellation);

    /// <summary>Takes notice of a report on the delivery of a mail of ours, where it is one that an item waits for the answer
    /// to. Can be repeated.</summary>
    /// <param name="report">The item that the report becomes; its origin names what was returned.</param>
    Task ReturnedAsync(Item report, CancellationToken cancellation);

    /// <summary>Takes notice of a mail without an invoice, where it answers one of ours that an item waits for the answer to.
    /// Can be repeated.</summary>
    /// <param name="answer">The item that the mail becomes; its origin names what it answers.</param>
    /// <param name="text">The beginning of what it says.</param>
    /// <returns>Whether a person gets to read it with an item, so that no program need answer it.</returns>
    Task<bool> AnsweredAsync(Item answer, string text, CancellationToken cancellation);
}

/// <summary>Finds items that hold the same document.</summary>
public interface IDuplicateFinder
{
    /// <summary>The ids of the tenant's items that refer to the document, oldest first.</summary>
    Task<IReadOnlyList<string>> FindAsync(string tenant, string sha256, CancellationToken cancellation);
}

/// <summary>Nothing can be delivered there: no such tenant or source, or it is not active.</summary>
public sealed class UnknownSourceException(string tenant, string source)
    : Exception($"The tenant {tenant} has no active source {source}.");
