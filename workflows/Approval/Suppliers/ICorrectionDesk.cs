using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Approval.Suppliers;

/// <summary>Where people link a corrected invoice with the one that was rejected to its supplier.</summary>
public interface ICorrectionDesk
{
    /// <summary>What may belong together with an item: for one that waits for its correction the invoices that may be it, for
    /// any other the rejected invoices that it may be the correction of. Empty where the person has no say in the item.</summary>
    Task<IReadOnlyList<CorrectionMatch>> OfferAsync(string tenant, string item, string person, CancellationToken cancellation);

    /// <summary>Says at the corrected invoice which rejected one it takes the place of. The person must be asked at the one or
    /// the other.</summary>
    /// <param name="item">The corrected invoice.</param>
    Task<DecisionOutcome> LinkAsync(
        string tenant, string item, string person, CorrectionRequest request, CancellationToken cancellation);

    /// <summary>Whether a person may take back that a corrected invoice was linked: who rejected it, and who may reassign
    /// and read everything.</summary>
    bool MayUnlink(Item item, string person);

    /// <summary>Takes back that a corrected invoice was linked. The rejected item waits for its correction again, with whoever
    /// rejected it; it was never posted, so nothing is to be undone but that.</summary>
    /// <param name="item">The rejected item.</param>
    Task<DecisionOutcome> UnlinkAsync(
        string tenant, string item, string person, UnlinkRequest request, CancellationToken cancellation);

    /// <summary>The correction that is linked with a rejected item, where it is on its way to be paid, so that to take the link
    /// back is to be confirmed; null else.</summary>
    Task<PostedCorrection?> PostedAsync(Item item, CancellationToken cancellation);
}

/// <summary>A person's word that an invoice takes the place of a rejected one.</summary>
/// <param name="Corrects">The id of the item whose invoice was rejected to the supplier.</param>
/// <param name="Via"><c>link</c>, <c>page</c> or <c>api</c>.</param>
/// <param name="Address">The network address it came from, for the log.</param>
public sealed record CorrectionRequest(string Corrects, string Via, string? Address);

/// <summary>A person's word that a corrected invoice was linked wrongly.</summary>
/// <param name="Via"><c>page</c> or <c>api</c>.</param>
/// <param name="Address">The network address it came from, for the log.</param>
/// <param name="ConfirmsPosted">That the person knows that the correction is on its way to be paid.</param>
public sealed record UnlinkRequest(string Via, string? Address, bool ConfirmsPosted = false);
