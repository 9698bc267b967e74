using System.Globalization;
using Serverless.Web.Tenants;
using Serverless.Workflows.Approval;

namespace Serverless.Web.Bulk;

/// <summary>Reads what is wanted for several items from a form or the API and says at once what is missing.</summary>
internal static class BulkInput
{
    private const char RevisionMark = '.';

    /// <summary>An item of a list with the revision shown, as the value of its box.</summary>
    public static string Mark(string id, int revision) =>
        string.Create(CultureInfo.InvariantCulture, $"{id}{RevisionMark}{revision}");

    /// <summary>The items that were marked, each once; what is no mark of ours is left out.</summary>
    public static IReadOnlyList<BulkItem> Marked(IEnumerable<string?> marks) =>
    [
        .. marks.Select(mark => mark?.Split(RevisionMark) is [var id, var text]
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
                ? new BulkItem(id, revision)
                : null)
            .OfType<BulkItem>().DistinctBy(item => item.Id),
    ];

    /// <summary>The request, or why it is none.</summary>
    public static (BulkRequest? Request, DecisionOutcome? Wrong) Read(
        WebTenant tenant, string? action, IReadOnlyList<BulkItem> items, string? to, string? comment, string via,
        string? address)
    {
        (to, comment) = (Blank(to), Blank(comment));
        BulkAction? wanted = action switch { "forward" => BulkAction.Forward, "reassign" => BulkAction.Reassign, _ => null };
        if (wanted is null) return Wrong("Die Angabe „action“ fehlt oder ist unbekannt. Möglich sind: forward, reassign.");
        if (items.Count == 0) return Wrong("Bitte wählen Sie mindestens einen Vorgang aus.");
        if (items.Count > IBulkDesk.MaxItems)
            return Wrong($"Es sind {items.Count} Vorgänge; höchstens {IBulkDesk.MaxItems} gehen auf einmal. Bitte teilen Sie sie auf.");
        if (items.GroupBy(item => item.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return Wrong($"Der Vorgang {twice.Key} ist mehrfach genannt. Nennen Sie jeden nur einmal.");
        if (comment?.Length > DecisionCheck.MaxComment)
            return Wrong(DecisionCheck.CommentTooLong, RefusalReason.Comment);
        if (wanted == BulkAction.Reassign && PersonProblem(tenant, to) is { } wrong) return Wrong(wrong, RefusalReason.Target);
        return (new BulkRequest(wanted.Value, items, wanted == BulkAction.Reassign ? to : null, comment, via, address), null);
    }

    private static (BulkRequest?, DecisionOutcome) Wrong(string message, RefusalReason reason = RefusalReason.Request) =>
        (null, DecisionOutcome.Invalid(message, reason));

    private static string? PersonProblem(WebTenant tenant, string? to)
    {
        if (to is null) return "Bitte wählen Sie die Person, die die Vorgänge bekommen soll.";
        return tenant.Person(to) switch
        {
            null => $"Eine Person „{to}“ gibt es nicht. Bitte wählen Sie eine andere.",
            { Active: false } gone => $"{gone.Name} ist nicht mehr aktiv. Bitte wählen Sie eine andere Person.",
            _ => null,
        };
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
