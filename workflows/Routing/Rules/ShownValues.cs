using System.Text;

namespace Serverless.Workflows.Routing.Rules;

/// <summary>Values as a trace shows them: enough to see why a rule holds or does not, however many there are.</summary>
internal static class ShownValues
{
    /// <summary>The most values of a list that are shown.</summary>
    public const int Most = 10;

    /// <summary>The most characters of a value that are shown.</summary>
    public const int Longest = 200;

    /// <summary>One value.</summary>
    public static string Of(FieldType type, in Scalar value)
    {
        var text = value.Show(type);
        return text.Length <= Longest + 2 ? text : Cut(text, Longest) + (value.Kind == ScalarKind.Text ? "“" : string.Empty);
    }

    /// <summary>The first values of a list, and how many more there are.</summary>
    public static string Of(FieldType type, ReadOnlySpan<Scalar> values)
    {
        var (text, count) = (new StringBuilder(), 0);
        foreach (ref readonly var value in values)
        {
            if (value.IsMissing || ++count > Most) continue;
            if (count > 1) text.Append(", ");
            text.Append(Of(type, value));
        }

        return count == 0 ? "leer" : More(text, count).ToString();
    }

    /// <summary>Adds how many more there are than are shown.</summary>
    public static StringBuilder More(StringBuilder text, int count) =>
        count <= Most ? text : text.Append(" … und ").Append(GermanText.Count(count - Most)).Append(" weitere");

    /// <summary>The beginning of a text, at most that many characters with an ellipsis in their place.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most), "…");
}
