namespace Serverless.Local.Home;

/// <summary>Folders that only their owner may enter (mode 700 where the system knows modes).</summary>
internal static class PrivateFolder
{
    /// <summary>Creates the folder where it is missing; one that is there keeps the mode its owner gave it. The mails in
    /// the outbox hold links that are as good as a signature.</summary>
    public static void Create(string path)
    {
        if (Directory.Exists(path)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
