using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Approval.Suppliers;

/// <summary>What a person sees before they reject an invoice to its supplier.</summary>
/// <param name="To">The address the invoice came from, where that is the supplier's; null where one must be typed.</param>
/// <param name="Findings">The findings that can be told; all are, unless the person chooses.</param>
/// <param name="Subject">The subject of the mail.</param>
/// <param name="Text">The text of the mail, with a place holder for the comment.</param>
public sealed record SupplierOffer(string? To, IReadOnlyList<Check> Findings, string Subject, string Text)
{
    /// <summary>Stands in the text where the person's comment will.</summary>
    public const string CommentHere = "[Ihr Kommentar]";

    /// <summary>Whether an item of that kind can be rejected to a supplier: it is an invoice.</summary>
    public static bool Suits(Item item) => item.Kind != RouteKind.Mail;

    /// <summary>The offer in a case.</summary>
    public static SupplierOffer Of(DecisionCase at)
    {
        var findings = SupplierFindings.Of(at.Item);
        return new SupplierOffer(
            SupplierAddress.Proposed(at.Settings, at.Item, at.Linked.Supplier), findings,
            SupplierLetter.Subject(at.Settings, at.Item),
            SupplierLetter.Text(
                at.Settings, at.Item, CommentHere, [.. findings.Select(SupplierFindings.InWords)], at.Person.Name));
    }
}
