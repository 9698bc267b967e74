using Serverless.Workflows.Archive.Documents;

namespace Serverless.Local.Stores;

/// <summary>Where a tenant's documents lie. Every part of a path is checked here; nothing a sender wrote becomes one.</summary>
/// <remarks><c>tenant/intake/ab/sha</c>, <c>tenant/archive/class/ab/sha</c> with <c>sha.retention</c> beside it, and
/// <c>tenant/temporary</c> on the same disk.</remarks>
internal sealed class DocumentFolders(string root, string tenant)
{
    private readonly string _tenant = Path.Combine(root, DocumentNames.EnsureName(tenant, nameof(tenant)));

    public string Intake(string sha256) => Path.Combine(_tenant, "intake", sha256[..2], sha256);

    public string Archive(string archiveClass, string sha256) =>
        Path.Combine(_tenant, "archive", DocumentNames.EnsureName(archiveClass, nameof(archiveClass)), sha256[..2], sha256);

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
}
