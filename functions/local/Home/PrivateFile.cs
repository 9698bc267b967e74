using Serverless.Local.Stores;

namespace Serverless.Local.Home;

/// <summary>Files that only their owner may read (mode 600 where the system knows modes).</summary>
public static class PrivateFile
{
    /// <summary>Writes the file whole or not at all; it is on disk when this returns.</summary>
    public static void Write(string path, string text)
    {
        path = Path.GetFullPath(path);
        Disk.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + ".new";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        Disk.Publish(temporary, path);
    }
}
