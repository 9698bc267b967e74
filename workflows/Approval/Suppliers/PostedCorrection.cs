using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing.Phrases;

namespace Serverless.Workflows.Approval.Suppliers;

/// <summary>A corrected invoice that is on its way to be paid. Whoever has the rejected one paid too pays twice.</summary>
/// <param name="Item">The id of its item.</param>
/// <param name="InvoiceNumber">Its number, if it has one.</param>
/// <param name="State">How far it is.</param>
public sealed record PostedCorrection(string Item, string? InvoiceNumber, PostedState State)
{
    /// <summary>The rule of the finding on an invoice that was taken up again although its correction is posted.</summary>
    public const string Rule = "CORRECTION-POSTED";

    /// <summary>What is so, and what comes of it.</summary>
    public string InWords => (State switch
    {
        PostedState.Exported => SupplierPhrases.Exported,
        PostedState.Posted => SupplierPhrases.Posted,
        _ => SupplierPhrases.Completed,
    }).Of(InvoiceNumber ?? SupplierPhrases.NoNumber);

    /// <summary>How far an invoice is, without looking whether it was exported; null where nothing has gone out yet.</summary>
    internal static PostedCorrection? Of(Item item)
    {
        // What may have reached the target counts: only what is planned or was refused has not.
        var isPosted = item.Postings.Any(posting => posting.State is not ("planned" or "refused"));
        if (!isPosted && item.Status != ItemStatus.Completed) return null;
        var number = item.Fields.TryGetValue(FieldNames.InvoiceNumber, out var read) && read.Value.Length > 0 ? read.Value : null;
        return new PostedCorrection(item.Id, number, isPosted ? PostedState.Posted : PostedState.Completed);
    }

    /// <summary>The item with what its person confirmed as a finding, so that whoever decides next knows of it.</summary>
    internal static Item Noted(Item item, IReadOnlyList<PostedCorrection> posted) => posted.Count == 0 ? item : item with
    {
        Checks = [.. Unnoted(item).Checks, .. posted.Select(one => new Check(Rule, Severity.Warning, one.InWords))],
    };

    /// <summary>The item without these findings: it is not on its way to be paid any more.</summary>
    internal static Item Unnoted(Item item) => item.Checks.All(check => check.Rule != Rule)
        ? item
        : item with { Checks = [.. item.Checks.Where(check => check.Rule != Rule)] };
}

/// <summary>How far a corrected invoice is.</summary>
public enum PostedState
{
    /// <summary>It has gone along its route to the end.</summary>
    Completed,

    /// <summary>It was handed over to a connector, or may have been.</summary>
    Posted,

    /// <summary>It was fetched in a DATEV package.</summary>
    Exported,
}
