using System.Globalization;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Routing.Phrases;

/// <summary>
/// What the engine says of an item (traces, reasons, notes of its own) in the reader's language. Records keep the German
/// sentence, also those of earlier releases; for readers of English it is put into English sentence by sentence, values
/// and whatever administrators wrote as they are. A sentence that is none of the engine's stays as it is.
/// </summary>
public static class EngineWords
{
    /// <summary>A line of a trace.</summary>
    public static string Line(string text, string? language) => In(text, language, TracePhrases.Lines);

    /// <summary>Why somebody has an item.</summary>
    public static string Reason(string text, string? language) => In(text, language, ReasonPhrases.All);

    /// <summary>A note or the text of a check, or who says it. Texts of administrators stay as they are.</summary>
    public static string Note(string text, string? language) => In(text, language, Notes);

    /// <summary>That an invoice was handed over already as another item, German; see <see cref="Note"/>.</summary>
    public static string HandedOver(string other, bool exported) =>
        (exported ? DuplicatePhrases.Exported : DuplicatePhrases.Posted).Of(other);

    /// <summary>That an invoice is in a selection again, German.</summary>
    public static string InSelectionAgain(string others) => DuplicatePhrases.InPackage.Of(others);

    /// <summary>Whether a note says that a rule holds the item where it is.</summary>
    public static bool IsHold(string note) => note.StartsWith(TracePhrases.Held.Parts[0], StringComparison.Ordinal);

    /// <summary>What is wrong with something typed.</summary>
    public static string Problem(string text, string? language) => In(text, language, EditPhrases.Problems);

    /// <summary>What a desk answers where it does not refuse for a reason of its own.</summary>
    public static string Answer(string text, string? language) => In(text, language, AnswerPhrases.All);

    /// <summary>Why nobody who could decide an item learns of it.</summary>
    public static string Unreachable(string text, string? language) => In(text, language, MailPhrases.Obstacles);

    /// <summary>Why a simulated item goes another way.</summary>
    public static string Difference(string text, string? language) =>
        In(text, language, [.. DifferencePhrases.All, .. TracePhrases.Lines]);

    private static readonly Phrase OfStation = new("Station „{station}“", "Station “{station}”");

    private static readonly Phrase[] Notes =
        [.. TracePhrases.Notes, .. SupplierPhrases.All, .. MailPhrases.All, .. EditPhrases.Findings, .. FindingPhrases.All, .. DuplicatePhrases.All, ReasonPhrases.Rule, OfStation];

    private static string In(string text, string? language, IReadOnlyList<Phrase> phrases) =>
        Spoken.IsEnglish(language) ? English(text, phrases) : text;

    private static string English(string text, IReadOnlyList<Phrase> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (phrase.TryEnglish(text, Value, out var english)) return english;
        }

        return text;
    }

    private static string Value(string name, string text) => name switch
    {
        "where" => text.StartsWith("Leitungsweg ", StringComparison.Ordinal) ? "Route " + text["Leitungsweg ".Length..] : text,
        "reason" or "why" => English(text, ReasonPhrases.All),
        "obstacle" => English(text, ReasonPhrases.Obstacles),
        "obstacles" => string.Join("; ", text.Split("; ").Select(one => English(one, ReasonPhrases.Obstacles))),
        "unreachable" => English(text, MailPhrases.Obstacles),
        "property" => English(text, ReasonPhrases.Properties),
        "by" => English(text, [ReasonPhrases.InPlaceOf]),
        "conditions" => ConditionWords.English(text),
        "error" => English(text, FunctionPhrases.All),
        "sum" or "net" or "tax" or "gross" or "prepaid" or "payable" or "plus" or "minus" => ConditionWords.English(text),
        "signs" => text.Replace("USt-IdNr. ", "VAT id ", StringComparison.Ordinal).Replace("Steuernummer ", "tax number ", StringComparison.Ordinal)
            .Replace('“', '”').Replace('„', '“'),
        "problem" => English(text, EditPhrases.OfLine),
        "totals" => string.Join(" and ", text.Split(" und ").Select(one =>
            ConditionWords.English(one[..one.IndexOf(' ', StringComparison.Ordinal)]) + (one.EndsWith("netto", StringComparison.Ordinal) ? " net" : " gross"))),
        "type" => FunctionPhrases.Types.GetValueOrDefault(text, text),
        "number" when text == SupplierPhrases.NoNumber => "without a number",
        "label" => ConditionWords.Label(text),
        "labels" => string.Join(", ", text.Split(", ").Select(ConditionWords.Label)),
        "day" or "until" or "due" or "issued" or "today" => Day(text),
        "limit" or "amount" => Amount(text),
        "permission" => Enum.GetValues<Permission>().Where(one => PermissionNames.Label(one) == text).Select(PermissionNames.Id)
            .FirstOrDefault(text),
        _ => text,
    };

    private static string Day(string text) =>
        DateOnly.TryParseExact(text, "dd.MM.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Spoken.Day(day, "en") : text;

    private static string Amount(string text) =>
        text.Length > 0 && char.IsAsciiDigit(text[0]) ? ConditionWords.English(text) : English(text, ReasonPhrases.Amounts);
}
