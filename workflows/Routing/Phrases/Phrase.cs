using System.Text;
using System.Text.RegularExpressions;

namespace Serverless.Workflows.Routing.Phrases;

/// <summary>
/// A sentence of the engine's, German and English side by side. It is written in German and kept so; whoever reads
/// English gets the same sentence with the same values in English. <c>{name}</c> stands for a value; some names say how
/// the value itself is read (see <see cref="EngineWords"/>).
/// </summary>
internal sealed partial class Phrase
{
    private readonly string[] _names;
    private readonly Lazy<Regex> _form;

    public Phrase(string german, string english)
    {
        _names = [.. Slot().Matches(german).Select(match => match.Groups[1].Value)];
        Parts = Slot().Replace(german, "\0").Split('\0');
        (German, English) = (german, english);
        _form = new Lazy<Regex>(() => new Regex(Pattern(), RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant));
    }

    /// <summary>The German sentence with the names of its values.</summary>
    public string German { get; }

    public string English { get; }

    /// <summary>The German text between the values.</summary>
    public string[] Parts { get; }

    /// <summary>The German sentence with its values in the order in which they stand there.</summary>
    public string Of(params ReadOnlySpan<string> values)
    {
        var text = new StringBuilder(Parts[0], 128);
        for (var i = 0; i < values.Length; i++) text.Append(values[i]).Append(Parts[i + 1]);
        return text.ToString();
    }

    /// <summary>The English sentence, where the text is this one.</summary>
    /// <param name="value">Puts a value into English, by its name.</param>
    public bool TryEnglish(string text, Func<string, string, string> value, out string english)
    {
        english = text;

        // Most sentences are told apart by how they begin or end.
        if (!text.StartsWith(Parts[0], StringComparison.Ordinal) || !text.EndsWith(Parts[^1], StringComparison.Ordinal)) return false;
        var match = _form.Value.Match(text);
        if (!match.Success) return false;
        english = Slot().Replace(English, slot =>
        {
            var at = Array.IndexOf(_names, slot.Groups[1].Value);
            return value(_names[at], match.Groups[at + 1].Value);
        });
        return true;
    }

    // A reason may hold what separates the values, and ends as late as it can.
    private string Pattern()
    {
        var pattern = new StringBuilder("^").Append(Regex.Escape(Parts[0]));
        for (var i = 0; i < _names.Length; i++)
            pattern.Append(_names[i] == "reason" ? "(.+)" : "(.+?)").Append(Regex.Escape(Parts[i + 1]));
        return pattern.Append('$').ToString();
    }

    [GeneratedRegex(@"\{([a-zA-Z]+)\}")]
    private static partial Regex Slot();
}
