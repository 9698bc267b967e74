using System.IO.Compression;

namespace Serverless.Workflows.Posting.Datev;

/// <summary>A package as a ZIP, every file dated alike.</summary>
internal sealed class DatevZip(Stream target, DateTime created) : IDisposable
{
    private readonly ZipArchive _zip = new(target, ZipArchiveMode.Create, leaveOpen: true);

    public void Add(string name, byte[] content, CompressionLevel level)
    {
        var entry = _zip.CreateEntry(name, level);
        // A ZIP begins in 1980.
        entry.LastWriteTime = created.Year < 1980 ? new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero) : new DateTimeOffset(DateTime.SpecifyKind(created, DateTimeKind.Unspecified), TimeSpan.Zero);
        using var stream = entry.Open();
        stream.Write(content);
    }

    public void Dispose() => _zip.Dispose();
}
