using System.Globalization;
using System.Runtime.InteropServices;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Intake.Mail;
using Serverless.Workflows.Intake.Zip;

namespace Serverless.Workflows.Intake.Documents;

/// <summary>Stores and inspects the files of one delivery, one after the other, so that only one is in memory besides
/// the delivery itself. The same bytes twice are one document.</summary>
public sealed class DocumentCollector(
    string tenant, IDocumentStore store, DocumentInspector inspector, IContentScan scan, ZipLimits zips)
{
    private readonly List<ReceivedDocument> _documents = [];
    private int _parts;

    /// <summary>What was found so far, in order.</summary>
    public IReadOnlyList<ReceivedDocument> Documents => _documents;

    /// <summary>Malware that was found; nothing of the delivery may be shown to anybody then.</summary>
    public RejectionReason? Infected { get; private set; }

    /// <summary>Takes the files of a mail and of the messages in it.</summary>
    public async Task AddMailAsync(ParsedMail mail, CancellationToken cancellation)
    {
        foreach (var attachment in mail.AllAttachments().Where(part => part.Purpose == AttachmentPurpose.File))
            await AddAsync(attachment.Name, attachment.DeclaredType, attachment.Content(), cancellation);
    }

    /// <summary>Takes a file; a ZIP gives the files in it.</summary>
    public async Task AddAsync(
        string? name, string declaredType, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var part = ++_parts;
        var kind = DocumentKinds.Of(content);
        var shown = MailNames.FileName(name) ?? Unnamed(part, kind);
        if (kind == DocumentKind.Zip && !ZipUnpacker.IsOfficeDocument(content))
            await AddZipAsync(part, shown, content, cancellation);
        else
            await AddFileAsync(part, shown, declaredType, content, cancellation);
    }

    private async Task AddZipAsync(
        int part, string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var before = _documents.Count;
        try
        {
            foreach (var file in new ZipUnpacker(zips, name).Files(content))
                await AddFileAsync(++_parts, file.Name, "application/octet-stream", file.Content, cancellation);
        }
        catch (ZipRefusedException refused)
        {
            _documents.RemoveRange(before, _documents.Count - before);
            var stored = await StoreAsync(content, cancellation);
            _documents.Add(new ReceivedDocument(
                part, name, "application/zip", DocumentKind.Zip, stored, refused.Reason));
        }
    }

    private async Task AddFileAsync(
        int part, string name, string declaredType, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        if (await scan.ScanAsync(content, cancellation) is not null)
        {
            Infected ??= IntakeReasons.Infected(name);
            return;
        }

        var stored = await StoreAsync(content, cancellation);
        if (_documents.Exists(document => document.Stored.Sha256 == stored.Sha256)) return;
        _documents.Add(inspector.Inspect(part, name, declaredType, content, stored, cancellation));
    }

    private async Task<StoredDocument> StoreAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var bytes = MemoryMarshal.TryGetArray(content, out var array) ? array : content.ToArray();
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        return await store.PutAsync(tenant, stream, content.Length, cancellation);
    }

    private static string Unnamed(int part, DocumentKind kind)
    {
        var ending = kind switch
        {
            DocumentKind.Pdf => ".pdf",
            DocumentKind.Xml => ".xml",
            DocumentKind.Zip => ".zip",
            DocumentKind.Mail => ".eml",
            _ => string.Empty,
        };
        return string.Create(CultureInfo.InvariantCulture, $"Anhang-{part}{ending}");
    }
}
