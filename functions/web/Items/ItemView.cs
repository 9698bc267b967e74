using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Web.Items;

/// <summary>An item as the API shows it. Amounts are decimal text with a point, dates ISO 8601.</summary>
/// <param name="ReviewStatus">The id of the last status given, or null.</param>
/// <param name="Revision">Rises with every change; a decision may carry it.</param>
/// <param name="Number">The receipt or voucher number.</param>
/// <param name="Properties">Document properties as the route names them.</param>
/// <param name="Escalation">Who was told that it waits too long; null where nobody was.</param>
/// <param name="Cover">The cover sheet: what the item is linked with, which rules ask for.</param>
/// <param name="Origin">The source, and the message that it came with.</param>
/// <param name="SupplierRejection">The last time that it was rejected to its supplier; while it has no <c>end</c> the item
/// waits for the corrected invoice and is not paid.</param>
/// <param name="Corrects">The items whose rejected invoices it takes the place of.</param>
/// <param name="Rejection">A rejection that stands: the item is not posted unless an approval there or before lifts it, or,
/// where the item's route is another one than its <c>route</c> by now, one by its <c>person</c> at the first station of the
/// new route.</param>
internal sealed record ItemView(
    string Id, string Tenant, string? Client, string Kind, ItemStatus Status, string? ReviewStatus, RouteRef? Route,
    StationRef? Station, AssigneeRef? Assignee, IReadOnlyDictionary<string, Field> Fields,
    IReadOnlyList<InvoiceLine> Lines, IReadOnlyList<TaxShare> Taxes, IReadOnlyList<CodingLine> Coding,
    IReadOnlyList<DocumentView> Documents, IReadOnlyList<NoteView> Notes, IReadOnlyList<Check> Checks,
    IReadOnlyList<Duplicate> Duplicates, Deadlines? Deadlines, IReadOnlyList<PostingState> Postings,
    int Revision, string? Number, string? InvoiceGroup, IReadOnlyDictionary<string, string> Properties,
    EscalationView? Escalation, CoverSheet Cover, ItemOrigin Origin, SupplierRejection? SupplierRejection,
    IReadOnlyList<Correction> Corrects, Rejection? Rejection)
{
    public static ItemView Of(Item item) => new(
        item.Id, item.Tenant, item.Client, item.Kind, item.Status, item.ReviewStatus, item.Route, item.Station,
        item.Assignee, item.Fields, item.Lines, item.Taxes, item.Coding,
        [.. item.Documents.Select((document, index) => DocumentView.Of(item, document, index + 1))],
        [.. item.Notes.Select(note => new NoteView(note.AtUtc, note.By, note.Text, note.Warning))],
        item.Checks, item.Duplicates, item.Deadlines, item.Postings,
        item.Revision, item.Cover.Number, item.Cover.InvoiceGroup, item.Cover.Properties,
        item.Escalation is { } told ? new EscalationView(told.AtUtc, told.To, told.Reason) : null,
        item.Cover, item.Origin, item.SupplierRejection, item.Corrects, item.Rejection);
}

/// <summary>Somebody was told that an item waits too long.</summary>
internal sealed record EscalationView(DateTimeOffset At, string To, string Reason);

/// <summary>A document of an item.</summary>
/// <param name="Number">Counted from 1; the <c>{n}</c> of its address.</param>
/// <param name="Role"><c>original</c>, <c>invoice</c>, <c>attachment</c>, <c>mail</c>, <c>generated</c> or <c>sent</c>.</param>
internal sealed record DocumentView(
    int Number, string Name, string ContentType, long Length, string Sha256, string Role, string Url)
{
    public static DocumentView Of(Item item, ItemDocument document, int number) => new(
        number, document.Name, document.ContentType, document.Length, document.Sha256, document.Role,
        $"/api/{item.Tenant}/items/{item.Id}/documents/{number}");
}

/// <summary>A note or warning on an item.</summary>
internal sealed record NoteView(DateTimeOffset At, string By, string Text, bool Warning);

/// <summary>A page of items.</summary>
/// <param name="Next">Pass it as <c>cursor</c> for the next page; null at the end. A page may be short or empty and
/// still have one.</param>
internal sealed record ItemListView(IReadOnlyList<ItemView> Items, string? Next);
