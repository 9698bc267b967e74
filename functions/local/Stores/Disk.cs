using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Serverless.Local.Stores;

/// <summary>Files that are whole or not there, also after the power went.</summary>
internal static class Disk
{
    private const int ReadOnly = 0;

    /// <summary>Gives a complete file its name: the name appears at once, and stays when this answers. A file that has
    /// the name already is replaced.</summary>
    public static void Publish(string temporary, string path)
    {
        File.Move(temporary, path, overwrite: true);
        SyncDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Writes a small file whole and on disk.</summary>
    public static void WriteWhole(string temporary, string path, ReadOnlySpan<byte> content)
    {
        using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        Publish(temporary, path);
    }

    /// <summary>Creates a directory with its parents, each on disk when this answers.</summary>
    public static void CreateDirectory(string path)
    {
        if (Directory.Exists(path)) return;
        var parent = Path.GetDirectoryName(path);
        if (parent is not null) CreateDirectory(parent);
        Directory.CreateDirectory(path);
        if (parent is not null) SyncDirectory(parent);
    }

    /// <summary>Brings the names in a directory to disk. Windows does so by itself.</summary>
    public static void SyncDirectory(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = open([.. Encoding.UTF8.GetBytes(path), 0], ReadOnly);
        if (handle < 0) throw Failure("open", path);
        try
        {
            if (fsync(handle) != 0) throw Failure("sync", path);
        }
        finally
        {
            _ = close(handle);
        }
    }

    private static IOException Failure(string what, string path)
    {
        var error = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"Cannot {what} the directory {path}: {error.Message}", error);
    }

#pragma warning disable IDE1006, SYSLIB1054 // The names are the C library's, and generated interop needs unsafe code.
    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int handle);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int handle);
#pragma warning restore IDE1006, SYSLIB1054
}
