namespace Serverless.Workflows.Archive.Items;

/// <summary>
/// An invoice that was rejected to its supplier. While it is open the item waits for the corrected invoice: it stays at its
/// station and is not posted, so that nothing is paid. An item has the latest one; earlier ones are in its visits.
/// </summary>
/// <param name="Number">Counted from 1 within the item; each has a mail of its own.</param>
/// <param name="By">Who rejected it.</param>
/// <param name="Station">The sequence of the station where.</param>
/// <param name="Comment">What is to be corrected.</param>
/// <param name="Findings">The findings that the supplier was told.</param>
/// <param name="Mail">The mail to the supplier, as the person saw it.</param>
public sealed record SupplierRejection(
    int Number, string By, DateTimeOffset AtUtc, int Station, string Comment, IReadOnlyList<string> Findings,
    SupplierMail Mail)
{
    /// <summary>What became of it; null while the item waits for the corrected invoice.</summary>
    public SupplierRejectionEnd? End { get; init; }

    /// <summary>What the supplier answered without an invoice, if anything; the latest.</summary>
    public SupplierAnswer? Answer { get; init; }

    /// <summary>The item of the corrected invoice, once it is linked.</summary>
    public string? CorrectedBy { get; init; }
}

/// <summary>A mail to a supplier.</summary>
/// <param name="To">The address.</param>
/// <param name="Problem">Why it could not be sent, where it could not.</param>
public sealed record SupplierMail(
    string To, string Subject, string Text, SupplierMailState State = SupplierMailState.Planned, string? Problem = null)
{
    /// <summary>Whether it could not be sent because our own relay took nothing: the address is not to blame, and the same can be
    /// sent again.</summary>
    public bool IsOutage { get; init; }
}

/// <summary>A mail in which a supplier answers a rejection without sending an invoice.</summary>
/// <param name="Text">The beginning of its text; the whole mail is a document of the item.</param>
public sealed record SupplierAnswer(string? From, DateTimeOffset AtUtc, string? Subject, string Text);

/// <summary>How far a mail to a supplier is.</summary>
public enum SupplierMailState { Planned, Sent, NotSent }

/// <summary>How the wait for a corrected invoice ended: it was linked; a person goes on with the invoice as it is, or
/// rejected it for good.</summary>
public enum SupplierRejectionEnd { Corrected, Lifted, Rejected }

/// <summary>An item whose invoice takes the place of one that was rejected to its supplier.</summary>
/// <param name="Item">The id of the item that it corrects.</param>
/// <param name="InvoiceNumber">The number of the invoice there, if it has one.</param>
/// <param name="Why">What the two have in common, or who linked them, in words.</param>
public sealed record Correction(string Item, string? InvoiceNumber, string Why, DateTimeOffset AtUtc);
