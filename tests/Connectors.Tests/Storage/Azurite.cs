using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Serverless.Connectors.Tests.Storage;

/// <summary>
/// The storage emulator, started once for all tests on free ports of this machine. It comes from npm: installed, or
/// named by <c>AZURITE_PATH</c> (its folder), or fetched by npx where that may reach a registry.
/// </summary>
public sealed class Azurite : IDisposable
{
    private const string Account = "devstoreaccount1";

    // The emulator's published key; it protects nothing.
    private const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly Lazy<Azurite?> Shared = new(Start);
    private readonly Process _process;
    private readonly string _folder;

    private Azurite(Process process, string folder, int blob, int table)
    {
        (_process, _folder) = (process, folder);
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
            + $"BlobEndpoint=http://127.0.0.1:{blob}/{Account};TableEndpoint=http://127.0.0.1:{table}/{Account};";
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    /// <summary>Why there is none on this machine, or null.</summary>
    public static string? Missing => Shared.Value is null
        ? "Azurite is not on this machine (npm install -g azurite): the tests against Azure Storage are skipped"
        : null;

    /// <summary>It. Ask only where nothing is <see cref="Missing"/>.</summary>
    public static Azurite Running => Shared.Value ?? throw new InvalidOperationException(Missing);

    public string ConnectionString { get; }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit(5000);
        _process.Dispose();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private static Azurite? Start()
    {
        if (Command() is not { } command) return null;
        var folder = Directory.CreateTempSubdirectory("azurite-").FullName;
        int[] ports = [FreePort(), FreePort(), FreePort()];
        var start = new ProcessStartInfo(command.File) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
        [
            .. command.Arguments, "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--inMemoryPersistence",
            "--blobHost", "127.0.0.1", "--blobPort", $"{ports[0]}", "--tableHost", "127.0.0.1", "--tablePort", $"{ports[1]}",
            "--queueHost", "127.0.0.1", "--queuePort", $"{ports[2]}",
        ])
        {
            start.ArgumentList.Add(argument);
        }

        start.WorkingDirectory = folder;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var azurite = new Azurite(process, folder, ports[0], ports[1]);
        for (var tries = 0; tries < 600 && !process.HasExited; tries++)
        {
            if (Answers(ports[0]) && Answers(ports[1])) return azurite;
            Thread.Sleep(100);
        }

        azurite.Dispose();
        return null;
    }

    private static (string File, string[] Arguments)? Command()
    {
        if (Environment.GetEnvironmentVariable("AZURITE_PATH") is { Length: > 0 } path)
            return ("node", [Path.Combine(path, "dist", "src", "azurite.js")]);
        if (OnPath("azurite")) return ("azurite", []);
        return OnPath("npx") ? ("npx", ["--yes", "azurite"]) : null;
    }

    private static bool OnPath(string command) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, command)));

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
