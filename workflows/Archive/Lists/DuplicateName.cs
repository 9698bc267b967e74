using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>What people know an item by.</summary>
public static class DuplicateName
{
    private const int Longest = 200;

    /// <summary>Supplier, number and date of the invoice, else the subject it came with; null where nothing is known.</summary>
    public static string? Of(Item item, string language = "de")
    {
        var parts = new[] { FieldNames.SellerName, FieldNames.InvoiceNumber, FieldNames.IssueDate }
            .Select(field => (Field: field, Value: item.Fields.GetValueOrDefault(field)?.Value)).Where(one => one.Value is { Length: > 0 })
            .Select(one => one.Field == FieldNames.IssueDate ? Spoken.Day(one.Value!, language) : one.Value!);
        var name = string.Join(", ", parts) is { Length: > 0 } known ? known : item.Origin.Subject;
        if (string.IsNullOrWhiteSpace(name)) return null;
        return name.Length <= Longest ? name : name[..Longest] + "…";
    }
}
