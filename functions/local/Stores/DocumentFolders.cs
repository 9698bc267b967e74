using System.Text.RegularExpressions;

namespace Serverless.Local.Stores;

/// <summary>Where a tenant's documents lie. Every part of a path is checked here; nothing a sender wrote becomes one.</summary>
/// <remarks><c>tenant/intake/ab/sha</c>, <c>tenant/archive/class/ab/sha</c> with <c>sha.retention</c> beside it, and
/// <c>tenant/temporary</c> on the same disk.</remarks>
internal sealed partial class DocumentFolders(string root, string tenant)
{
    private readonly string _tenant = Path.Combine(root, Name(tenant, nameof(tenant)));

    public string Intake(string sha256) => Path.Combine(_tenant, "intake", sha256[..2], sha256);

    public string Archive(string archiveClass, string sha256) =>
        Path.Combine(_tenant, "archive", Name(archiveClass, nameof(archiveClass)), sha256[..2], sha256);

    public string Temporary => Path.Combine(_tenant, "temporary");

    public IEnumerable<string> Classes
    {
        get
        {
            var archive = Path.Combine(_tenant, "archive");
            return Directory.Exists(archive)
                ? Directory.EnumerateDirectories(archive).Select(folder => Path.GetFileName(folder))
                : [];
        }
    }

    public static bool IsHash(string text) => Hash().IsMatch(text);

    private static string Name(string text, string parameter) => Folder().IsMatch(text)
        ? text
        : throw new ArgumentException(
            $"\"{text}\" is no name for a folder of documents; lower-case letters, digits and - are.", parameter);

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Hash();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,63}\z")]
    private static partial Regex Folder();
}
