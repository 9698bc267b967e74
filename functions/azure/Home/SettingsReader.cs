using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Serverless.Functions.Home;

/// <summary>Reads settings and gathers what is wrong with them.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _problems = [];

    public void Missing(string what) => _problems.Add(what);

    public void ThrowIfProblems()
    {
        if (_problems.Count > 0) throw new SettingsException(_problems);
    }

    public string? Text(string name) =>
        configuration[name.Replace("__", ":", StringComparison.Ordinal)] is { Length: > 0 } text ? text : null;

    public string? Needed(string name, string? hint, string what, string? instead = null)
    {
        var text = Text(name);
        if (text is null && (instead is null || Text(instead) is null))
            Missing(hint is null ? $"{name}: {what}" : $"{name} ({hint}): {what}");
        return text;
    }

    public Uri? Uri(string name)
    {
        if (Text(name) is not { } text) return null;
        if (System.Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http") return uri;
        Missing($"{name}: \"{text}\" is no address; it begins with https://");
        return null;
    }

    public Uri? NeededUri(string name, string what)
    {
        if (Text(name) is null) Missing($"{name}: {what}");
        return Uri(name);
    }

    public int Number(string name, int otherwise) => Parsed(name, otherwise, "a number",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);

    public bool Flag(string name, bool otherwise) => Parsed<bool>(name, otherwise, "true or false",
        text => bool.TryParse(text, out var flag) ? flag : null);

    public T Choice<T>(string name, T otherwise)
        where T : struct, Enum => Parsed(name, otherwise, "one of " + string.Join(", ", Enum.GetNames<T>()),
        text => Enum.TryParse<T>(text, ignoreCase: true, out var choice) && Enum.IsDefined(choice) ? choice : null);

    private T Parsed<T>(string name, T otherwise, string expected, Func<string, T?> parse)
        where T : struct
    {
        if (Text(name) is not { } text) return otherwise;
        if (parse(text) is { } parsed) return parsed;
        Missing($"{name}: \"{text}\" is not {expected}");
        return otherwise;
    }
}
