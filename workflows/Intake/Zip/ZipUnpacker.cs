using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Serverless.Workflows.Intake.Documents;
using Serverless.Workflows.Intake.Mail;

namespace Serverless.Workflows.Intake.Zip;

/// <summary>Unpacks a ZIP in memory, one file at a time, under limits that count what really comes out, not what the
/// ZIP declares.</summary>
public sealed class ZipUnpacker(ZipLimits limits, string zipName)
{
    private int _entries;
    private long _total;

    /// <summary>Whether a ZIP is a document of an office program, which is no container of documents.</summary>
    public static bool IsOfficeDocument(ReadOnlyMemory<byte> zip) =>
        zip.Span[..Math.Min(zip.Length, 4096)] is var start
        && (start.IndexOf("[Content_Types].xml"u8) >= 0 || start.IndexOf("mimetypeapplication/"u8) >= 0
            || start.IndexOf("_rels/.rels"u8) >= 0);

    /// <summary>The files, those of ZIPs inside included (one level), without folders and what systems add.</summary>
    /// <exception cref="ZipRefusedException">While enumerating: it is damaged, encrypted or beyond a limit; what came
    /// before is to be dropped.</exception>
    public IEnumerable<ZippedFile> Files(ReadOnlyMemory<byte> zip) => Files(zip, 0);

    private IEnumerable<ZippedFile> Files(ReadOnlyMemory<byte> zip, int depth)
    {
        using var archive = Open(zip);
        foreach (var entry in archive.Entries)
        {
            if (entry.FullName.EndsWith('/') || IsSystemFile(entry.FullName)) continue;
            Count();
            if (entry.IsEncrypted)
                Refuse("zipEncrypted", "ist mit einem Kennwort geschützt. Bitte senden Sie die Dokumente ohne Kennwort.");
            var content = Read(entry);
            var name = MailNames.FileName(entry.FullName) ?? "Datei";
            if (DocumentKinds.Of(content) == DocumentKind.Zip && !IsOfficeDocument(content))
            {
                if (depth > 0)
                    Refuse("zipNested", "enthält ineinander verpackte ZIP-Dateien. Bitte packen Sie die Dokumente direkt in eine ZIP-Datei.");
                foreach (var inner in Files(content, depth + 1)) yield return inner;
                continue;
            }

            yield return new ZippedFile(name, content);
        }
    }

    private ZipArchive Open(ReadOnlyMemory<byte> zip)
    {
        // The reader builds its whole directory first, so a directory beyond reason is refused before.
        var entries = 0;
        for (var rest = zip.Span; rest.IndexOf("PK\x1\x2"u8) is >= 0 and var at; rest = rest[(at + 4)..])
        {
            if (++entries > limits.MaxEntries * 4) TooManyEntries();
        }

        try
        {
            var bytes = MemoryMarshal.TryGetArray(zip, out var array) ? array : zip.ToArray();
            var archive = new ZipArchive(
                new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false), ZipArchiveMode.Read,
                leaveOpen: false, new ZipNameEncoding());
            _ = archive.Entries.Count;
            return archive;
        }
        catch (InvalidDataException)
        {
            Damaged();
            throw;
        }
    }

    private byte[] Read(ZipArchiveEntry entry)
    {
        try
        {
            using var packed = entry.Open();
            using var content = new MemoryStream();
            var buffer = new byte[64 * 1024];
            while (packed.Read(buffer) is > 0 and var read)
            {
                content.Write(buffer, 0, read);
                _total += read;
                var bomb = content.Length > limits.RatioFrom && content.Length / limits.MaxRatio > entry.CompressedLength;
                if (bomb || content.Length > limits.MaxFileBytes || _total > limits.MaxTotalBytes)
                {
                    Refuse("zipTooLarge",
                        "wird beim Entpacken zu groß. Bitte senden Sie die Dokumente in mehreren, kleineren Dateien.");
                }
            }

            return content.ToArray();
        }
        catch (Exception failure) when (failure is InvalidDataException or NotSupportedException or IOException)
        {
            Damaged();
            throw;
        }
    }

    private static bool IsSystemFile(string path) =>
        path.StartsWith("__MACOSX/", StringComparison.Ordinal)
        || Path.GetFileName(path) is ".DS_Store" or "Thumbs.db" or "desktop.ini";

    private void Count()
    {
        if (++_entries > limits.MaxEntries) TooManyEntries();
    }

    private void TooManyEntries() => Refuse("zipTooManyFiles", string.Create(CultureInfo.InvariantCulture,
        $"enthält mehr als {limits.MaxEntries} Dateien. Bitte verteilen Sie sie auf mehrere ZIP-Dateien."));

    private void Damaged() => Refuse("zipDamaged",
        "ist beschädigt oder auf ungewöhnliche Weise gepackt. Bitte packen Sie die Dokumente neu.");

    private void Refuse(string code, string what) =>
        throw new ZipRefusedException(new RejectionReason(code, $"„{zipName}“ {what}"));
}
