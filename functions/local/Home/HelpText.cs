using System.CommandLine;
using System.Text;

namespace Serverless.Local.Home;

/// <summary>The help of the command line, German.</summary>
internal static class HelpText
{
    // What the parser's own German lacks.
    private static readonly (string English, string German)[] Rest =
    [
        ("Description:", "Beschreibung:"), ("[command]", "[Befehl]"), ("[options]", "[Optionen]"),
        ("Show help and usage information", "Diese Hilfe"), ("Show version information", "Die Version"),
        ("[default:", "[ohne Angabe:"), ("(REQUIRED)", "(nötig)   "), ("Serverless.Local", "./run"),
    ];

    public static async Task<int> WriteAsync(ParseResult parsed, TextWriter output, CancellationToken cancellation)
    {
        using var text = new StringWriter();
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = text }, cancellation);
        var help = new StringBuilder(text.ToString());
        foreach (var (english, german) in Rest) help.Replace(english, german);
        await output.WriteAsync(help, cancellation);
        return code;
    }
}
