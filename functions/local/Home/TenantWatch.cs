using Microsoft.Extensions.Logging;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Home;

/// <summary>Takes up tenant files when they are changed. A bad file is named in the log and changes nothing.</summary>
internal sealed class TenantWatch(TenantFiles files, TimeProvider time, ILogger<TenantWatch> logger) : IDisposable
{
    /// <summary>Editors write in several steps; the file is read when it has been quiet for this long.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    private FileSystemWatcher? _watcher;
    private ITimer? _timer;

    public void Begin()
    {
        _timer = time.CreateTimer(_ => Reload(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watcher = new FileSystemWatcher(files.Folder, TenantFiles.FileName) { IncludeSubdirectories = true };
        _watcher.Changed += OnChange;
        _watcher.Created += OnChange;
        _watcher.Renamed += OnChange;
        _watcher.EnableRaisingEvents = true;
    }

    public void Dispose()
    {
        _watcher?.Dispose();
        _timer?.Dispose();
    }

    private void OnChange(object sender, FileSystemEventArgs change) => _timer?.Change(Quiet, Timeout.InfiniteTimeSpan);

    private void Reload()
    {
        try
        {
            var problems = files.Reload();
            foreach (var (tenant, found) in problems)
            {
                foreach (var problem in found)
                    logger.LogError("tenant.json of {Tenant} was not taken up: {Problem}", tenant, problem.ToString());
            }

            if (problems.Count == 0) logger.LogInformation("The tenant files were read again");
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(busy, "The tenant files cannot be read now; they are read again at the next change");
        }
    }
}
