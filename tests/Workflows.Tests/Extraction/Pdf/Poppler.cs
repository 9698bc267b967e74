using System.Diagnostics;

namespace Serverless.Workflows.Tests.Extraction.Pdf;

/// <summary>The tools of poppler, as a second opinion where the machine has them.</summary>
internal static class Poppler
{
    public static bool Available { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "pdfdetach")));

    /// <summary>Runs a tool; its output and exit code.</summary>
    public static (string Output, int Exit) Run(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        errors.Wait();
        return (output, process.ExitCode);
    }

    /// <summary>The attachments as <c>pdfdetach</c> gives them.</summary>
    public static List<(string Name, byte[] Bytes)> Detach(string pdf)
    {
        var found = new List<(string, byte[])>();
        var list = Run("pdfdetach", "-list", pdf).Output.Split('\n');
        var file = Path.GetTempFileName();
        try
        {
            foreach (var line in list.Skip(1).Where(line => line.Contains(": ", StringComparison.Ordinal)))
            {
                var at = line.IndexOf(": ", StringComparison.Ordinal);
                var name = line[(at + 2)..];
                Run("pdfdetach", "-save", line[..at].Trim(), "-o", file, pdf);
                found.Add((name, File.ReadAllBytes(file)));
            }
        }
        finally
        {
            File.Delete(file);
        }

        return found;
    }

    public static int Pages(string pdf)
    {
        var line = Run("pdfinfo", pdf).Output.Split('\n').First(line => line.StartsWith("Pages:", StringComparison.Ordinal));
        return int.Parse(line["Pages:".Length..].Trim(), System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>A fact that needs poppler's tools.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PopplerFactAttribute : FactAttribute
{
    public PopplerFactAttribute() => Skip = Poppler.Available ? null : "poppler's tools are not here";
}

/// <summary>A fact over the real files that needs poppler's tools.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PopplerDataFactAttribute : FactAttribute
{
    public PopplerDataFactAttribute() =>
        Skip = !TestData.Available ? "the real files (../shared/data) are not here" : Poppler.Available ? null : "poppler's tools are not here";
}
