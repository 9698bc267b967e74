using System.CommandLine;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Local.Home;

/// <summary>The command <c>check</c>: every problem of a tenant file, each with its place and what would be right.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Eine Mandantendatei" };
        var command = new Command("check", "Eine Mandantendatei prüfen und jedes Problem nennen") { file };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (InputFile.Read(parsed.GetValue(file)!, TenantLoader.MaxBytes, error) is not { } bytes) return 1;

            var load = TenantLoader.Load(bytes);
            foreach (var problem in load.Problems) output.WriteLine(problem);
            output.WriteLine(load.Tenant is { } good ? $"In Ordnung: {good.Id}" : load.Problems.Count == 1 ? "1 Problem" : $"{load.Problems.Count} Probleme");
            return load.Tenant is null ? 1 : 0;
        });
        return command;
    }
}

/// <summary>A file that a command is given.</summary>
internal static class InputFile
{
    /// <summary>Its bytes, of one that is too large one more than allowed; null where it cannot be read, after the reason
    /// was told.</summary>
    public static byte[]? Read(FileInfo file, int maxBytes, TextWriter error)
    {
        try
        {
            if (Directory.Exists(file.FullName))
            {
                error.WriteLine($"{file.FullName} ist ein Ordner. Nennen Sie die Datei darin.");
                return null;
            }

            if (!file.Exists)
            {
                error.WriteLine($"Es gibt keine Datei {file.FullName}.");
                return null;
            }

            using var stream = file.OpenRead();
            var bytes = new byte[maxBytes + 1];
            return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"{file.FullName} kann nicht gelesen werden: {failed.Message}");
            return null;
        }
    }
}
