namespace Serverless.Connectors.Secrets;

/// <summary>Secrets as files that only their owner may read, for development without a Key Vault.</summary>
public sealed class FileSecrets(string folder) : ISecretStore
{
    /// <inheritdoc/>
    public async Task<string> GetOrCreateAsync(
        string tenant, string purpose, Func<string> create, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{purpose}-{tenant}");
        if (!File.Exists(path)) await WriteAsync(path, create(), cancellation);
        return await File.ReadAllTextAsync(path, cancellation);
    }

    private static async Task WriteAsync(string path, string value, CancellationToken cancellation)
    {
        var temporary = path + "." + Guid.NewGuid().ToString("N");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var writer = new StreamWriter(temporary, options)) await writer.WriteAsync(value.AsMemory(), cancellation);
        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first; its value counts.
            File.Delete(temporary);
        }
    }
}
