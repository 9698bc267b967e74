using System.Diagnostics;
using Serverless.Local.Home;

namespace Serverless.Local.Tests.Startup;

/// <summary>A command line that is wrong is told so in German: what is wrong, what would be right, and exit code 2.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("--prot 8080", "„--prot“ gibt es hier nicht. Möglich sind: --data, ", "./run --help")]
    [InlineData("--dat x", "„--dat“ gibt es hier nicht. Gemeint ist vielleicht „--data“.", "./run --help")]
    [InlineData("chek x", "Einen Befehl „chek“ gibt es nicht. Gemeint ist vielleicht „check“.", "./run --help")]
    [InlineData("--data", "Nach --data fehlt der Wert DIR: Ordner aller Daten.", "./run --help")]
    [InlineData("--data a --data b", "--data steht mehrfach. Geben Sie es einmal mit einem Wert an.", "./run --help")]
    [InlineData("--urls localhost", "zum Beispiel http://127.0.0.1:8080; „localhost“ ist keine.", "./run --help")]
    [InlineData("--public-url foo", "zum Beispiel https://rechnungen.example.de; „foo“ ist keine.", "./run --help")]
    [InlineData("--smtp mail.example", "--smtp braucht eine Adresse wie smtp://user@mail.example:587; „mail.example“ ist keine.", "./run --help")]
    [InlineData("--demo=vielleicht", "Einen Befehl „vielleicht“ gibt es nicht.", "./run --help")]
    [InlineData("check", "Es fehlt FILE: Eine Mandantendatei.", "./run check --help")]
    [InlineData("check a b", "„b“ ist zu viel: „check“ nimmt nur FILE.", "./run check --help")]
    [InlineData("schema x", "„x“ ist zu viel: „schema“ braucht keine Angaben.", "./run schema --help")]
    [InlineData("explain x", "Es fehlt --item item.json: Ein Vorgang als JSON", "./run explain --help")]
    [InlineData("explain x --item", "Nach --item fehlt der Wert item.json", "./run explain --help")]
    [InlineData("explain x --item y --day morgen", "--day braucht einen Tag wie 2026-03-31; „morgen“ ist keiner.", "./run explain --help")]
    [InlineData("secret demo", "Es fehlt NAME: Der Name hinter „secret:“ in der Mandantendatei.", "./run secret --help")]
    [InlineData("token demo", "Es fehlt PERSON: Kennung der Person, als die das Programm entscheidet.", "./run token --help")]
    [InlineData("token demo a --days 401", "--days braucht eine Zahl von 1 bis 400; „401“ ist keine.", "./run token --help")]
    [InlineData("token demo a --days 0", "--days braucht eine Zahl von 1 bis 400; „0“ ist keine.", "./run token --help")]
    [InlineData("token demo a --days viele", "--days braucht eine Zahl von 1 bis 400; „viele“ ist keine.", "./run token --help")]
    [InlineData("token demo a --days", "Nach --days fehlt der Wert N: So viele Tage gilt er, 1 bis 400.", "./run token --help")]
    public async Task Each_mistake_is_told_once_with_what_would_be_right(string line, string told, string help)
    {
        var (code, output, error) = await RunAsync(line.Split(' '));

        Assert.Equal((2, ""), (code, output));
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains(told, lines[0], StringComparison.Ordinal);
        Assert.Equal("Hilfe: " + help, lines[1]);
    }

    [Fact]
    public async Task Several_mistakes_are_told_at_once()
    {
        var (code, _, error) = await RunAsync("explain", "--item", "x", "--day", "morgen", "--item", "y");
        Assert.Equal(2, code);
        foreach (var told in new[] { "Es fehlt FILE", "--item steht mehrfach", "--day braucht einen Tag" })
            Assert.Contains(told, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("check --help")]
    [InlineData("explain --help")]
    [InlineData("secret --help")]
    [InlineData("token --help")]
    public async Task Help_is_german_and_no_mistake(string line)
    {
        var (code, output, error) = await RunAsync(line.Split(' '));
        Assert.Equal((0, ""), (code, error));
        foreach (var english in new[] { "Usage:", "Description:", "Options:", "Show ", "default:", "REQUIRED", "[options]", "[command]", "Serverless.Local" })
            Assert.DoesNotContain(english, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_ends_with_two_for_a_wrong_line_and_with_one_for_a_problem()
    {
        Assert.Equal((2, "Es fehlt FILE: Eine Mandantendatei."), await EndAsync("check"));
        var (code, told) = await EndAsync("check", Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        Assert.Equal(1, code);
        Assert.StartsWith("Es gibt keine Datei", told, StringComparison.Ordinal);
        Assert.Equal(0, (await EndAsync("schema")).Code);
    }

    private static async Task<(int Code, string Error)> EndAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "Serverless.Local.dll"))) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (error, output) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        await output;
        return (process.ExitCode, (await error).Split('\n')[0].Trim());
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await LocalCommand.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
