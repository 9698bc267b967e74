using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Routing.Fields;
using Serverless.Workflows.Routing.Rules;

namespace Serverless.Workflows.Routing.Phrases;

/// <summary>The conditions of a trace in English: labels of fields, operators, amounts and days; what stands in quotation
/// marks is a value and stays as it is.</summary>
internal static partial class ConditionWords
{
    private static readonly Dictionary<string, string> Words = new(Known());

    // The longest first, so that "ist nicht leer" is not taken for "ist".
    private static readonly string[] Longest = [.. Words.Keys.OrderByDescending(word => word.Length)];

    /// <summary>A field's label.</summary>
    public static string Label(string german) => Words.GetValueOrDefault(german, german);

    public static string English(string text)
    {
        var english = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '„' && text.IndexOf('“', at) is > 0 and var end)
            {
                english.Append('“').Append(text, at + 1, end - at - 1).Append('”');
                at = end + 1;
            }
            else if (BeginsWord(text, at) && WordAt(text, at) is { } word)
            {
                english.Append(Words[word]);
                at += word.Length;
            }
            else if (BeginsWord(text, at) && Number().Match(text, at) is { Success: true } number)
            {
                english.Append(Value(number.Value));
                at += number.Length;
            }
            else
            {
                english.Append(text[at++]);
            }
        }

        return english.ToString();
    }

    private static string? WordAt(string text, int at) => Array.Find(Longest, word =>
        string.CompareOrdinal(text, at, word, 0, word.Length) == 0 && (at + word.Length == text.Length || !Goes(text[at + word.Length])));

    private static bool BeginsWord(string text, int at) => at == 0 || !Goes(text[at - 1]);

    private static bool Goes(char c) => char.IsLetterOrDigit(c);

    private static string Value(string german)
    {
        if (DateOnly.TryParseExact(german, "dd.MM.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Spoken.Day(day, "en");
        return german.Replace(".", "\0", StringComparison.Ordinal).Replace(',', '.').Replace('\0', ',');
    }

    private static IEnumerable<KeyValuePair<string, string>> Known()
    {
        var known = new Dictionary<string, string>
        {
            ["und"] = "and",
            ["oder"] = "or",
            ["weitere"] = "more",
            ["immer"] = "always",
            ["leer"] = "empty",
            ["ja"] = "yes",
            ["nein"] = "no",
            ["Feld"] = "field",
            ["gibt es nicht"] = "does not exist",
            ["enthält nicht"] = "does not contain",
            ["enthält"] = "contains",
            ["beginnt mit"] = "begins with",
            ["endet mit"] = "ends with",
            ["nicht in"] = "not in",
            ["ist leer"] = "is empty",
            ["ist nicht leer"] = "is not empty",
        };
        foreach (var field in RuleFields.All)
        {
            if (EnglishLabels.Of(field.Name) is { } label) known.TryAdd(field.Label, label);
        }

        foreach (var (record, label) in EnglishLabels.OfRecords)
            known.TryAdd(AttributeFields.Find(record + ".x")!.Label[..^2], label + ":");
        return known;
    }

    [GeneratedRegex(@"\G-?(?:[0-9]{2}\.[0-9]{2}\.[0-9]{4}|[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+,[0-9]+)(?![0-9])")]
    private static partial Regex Number();
}
