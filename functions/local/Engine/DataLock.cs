namespace Serverless.Local.Engine;

/// <summary>Keeps a second process from the same data. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class DataLock : IDisposable
{
    private readonly FileStream _held;

    /// <exception cref="IOException">Another process has it.</exception>
    public DataLock(string file)
    {
        var path = file + ".lock";
        try
        {
            _held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (File.Exists(path))
        {
            throw new IOException(
                $"The data in '{file}' are in use by another process. Stop that one first, or give this one another "
                + "data folder.", taken);
        }
    }

    public void Dispose() => _held.Dispose();
}
