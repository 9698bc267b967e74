using System.Diagnostics;
using Serverless.Tests;

namespace Serverless.Workflows.Tests.Infra;

/// <summary>A command of <c>infra/</c> on a copy of that folder, with an Azure CLI that only writes down what it is asked
/// and says what the test tells it to.</summary>
internal sealed class StackRun : IDisposable
{
    private const string Az = """
        #!/usr/bin/env bash
        echo "az $*" >> "$CALLS"
        case "$*" in
          "account show -o none") [ "${SIGNED_IN:-yes}" = yes ] ;;
          "account show --query name -o tsv") echo "Probe" ;;
          "ad signed-in-user show"*) echo "00000000-0000-0000-0000-000000000001" ;;
          "group show"*) [ "${GROUP:-yes}" = yes ] ;;
          "keyvault list-deleted"*) echo "${DELETED_VAULT:-}" ;;
          "rest "*) echo "${OLD_BUDGET:-}" ;;
          "deployment group what-if"*) echo "What would change. Budget from $BUDGET_START for $ADMINISTRATOR_ID, hub $TASK_HUB" ;;
          "deployment group show"*) case "$*" in
              *storageName*) echo stprobe ;; *appName*) echo func-probe ;; *appUrl*) echo https://probe ;; *vaultName*) echo kv-probe ;;
            esac ;;
          "storage blob upload-batch"*) [ "$(grep -c upload-batch "$CALLS")" -gt "${REFUSED_UPLOADS:-0}" ] ;;
          "cognitiveservices account list"*) printf 'di-probe\tgermanywestcentral\n' ;;
        esac
        """;

    private const string Noted = """
        #!/usr/bin/env bash
        echo "$(basename "$0") $*" >> "$CALLS"
        if [ "$1" = publish ]; then mkdir "${@: -1}"; fi
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("stack-").FullName;

    public StackRun()
    {
        var source = Source();
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_root, "infra", Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        File.Copy(Path.Combine(_root, "infra/tenants/sample.bicepparam"), Path.Combine(_root, "infra/tenants/acme.bicepparam"));
        Directory.CreateDirectory(Bin);
        Script("az", Az);
        Script("dotnet", Noted);
        Script("zip", Noted);
    }

    public string Tenants => Path.Combine(_root, "infra/tenants");

    private string Bin => Path.Combine(_root, "bin");

    private string CallsFile => Path.Combine(_root, "calls");

    /// <summary>What was called, in order.</summary>
    public IReadOnlyList<string> Calls => File.Exists(CallsFile) ? File.ReadAllLines(CallsFile) : [];

    /// <summary>The folder <c>infra</c> of the repository.</summary>
    public static string Source() => Path.Combine(TestData.Root, "infra");

    public void Remove(string command) => File.Delete(Path.Combine(Bin, command));

    /// <param name="command">For bash, in the folder above <c>infra</c>.</param>
    /// <param name="answers">What is typed.</param>
    /// <param name="environment">Variables for the command and the CLI.</param>
    /// <returns>The exit code and everything that was printed.</returns>
    public (int Code, string Text) Run(string command, string answers = "", params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", command + " 2>&1"])
        {
            WorkingDirectory = _root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = $"{Bin}:{Core}";
        start.Environment["CALLS"] = CallsFile;
        start.Environment["RETRY_SECONDS"] = "0";
        start.Environment.Remove("ADMINISTRATOR_ID");
        start.Environment.Remove("LOCATION");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Write(answers);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without having asked.
        }

        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>The system's own small commands by links, so that no real az, dotnet or zip is found.</summary>
    private string Core
    {
        get
        {
            var core = Path.Combine(_root, "core");
            if (Directory.Exists(core)) return core;
            Directory.CreateDirectory(core);
            string[] names =
            [
                "basename", "bash", "cat", "cut", "date", "dirname", "env", "grep", "mkdir", "mktemp", "rm", "sha256sum",
                "sleep", "tr",
            ];
            foreach (var name in names)
            {
                var real = new[] { "/usr/bin", "/bin" }.Select(folder => Path.Combine(folder, name)).First(File.Exists);
                File.CreateSymbolicLink(Path.Combine(core, name), real);
            }

            return core;
        }
    }

    private void Script(string name, string text)
    {
        var path = Path.Combine(Bin, name);
        File.WriteAllText(path, text.ReplaceLineEndings("\n") + "\n");
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

/// <summary>The commands of <c>infra/</c> are for bash.</summary>
internal sealed class BashFactAttribute : FactAttribute
{
    public BashFactAttribute()
    {
        if (!File.Exists("/bin/bash")) Skip = "There is no /bin/bash.";
    }
}
