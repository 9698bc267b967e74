using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Intake.Criteria;
using Serverless.Workflows.Intake.Documents;
using Serverless.Workflows.Intake.Mail;

namespace Serverless.Workflows.Intake;

/// <summary>Takes in mails and files: stores the bytes as they came, finds out what they are, and files the items.
/// </summary>
public sealed class IntakeDesk : IIntakeDesk, IDisposable
{
    private readonly ISourceCatalogue _sources;
    private readonly IDocumentStore _store;
    private readonly DocumentInspector _inspector;
    private readonly IContentScan _scan;
    private readonly ItemFiling _filing;
    private readonly TimeProvider _time;
    private readonly IntakeOptions _options;
    private readonly MailIntake _mails;
    private readonly FileIntake _files;
    private readonly SemaphoreSlim _room;

    public IntakeDesk(
        ISourceCatalogue sources, IDocumentStore store, IMailReader reader, DocumentInspector inspector,
        IContentScan scan, IEnumerable<ICriterion> criteria, ItemFiling filing, TimeProvider time, IntakeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_sources, _store, _inspector, _scan) = (sources, store, inspector, scan);
        (_filing, _time, _options) = (filing, time, options);
        var list = criteria.ToList();
        _mails = new MailIntake(reader, list);
        _files = new FileIntake(list);
        _room = new SemaphoreSlim(options.Concurrency);
    }

    /// <inheritdoc/>
    /// <exception cref="UnknownSourceException">There is no such tenant or source, or it is not active.</exception>
    public async Task<IntakeResult> ReceiveAsync(Delivery delivery, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var settings = await _sources.FindAsync(delivery.Tenant, delivery.Source, cancellation);
        if (settings is not { Active: true }) throw new UnknownSourceException(delivery.Tenant, delivery.Source);
        var most = Math.Min(settings.MaxBytes, _options.MaxBytes);
        var raw = await _store.PutAsync(delivery.Tenant, delivery.Content, most, cancellation);
        var name = MailNames.FileName(delivery.FileName) ?? "Nachricht";
        if (raw.Length == 0)
            return new IntakeResult([], [new RejectedPart(name, [IntakeReasons.Empty(name)])], []);

        await _room.WaitAsync(cancellation);
        try
        {
            var bytes = await LoadAsync(delivery.Tenant, raw, cancellation);
            var received = new Received(delivery.Tenant, settings, name, raw, bytes, _time.GetUtcNow());
            var files = new DocumentCollector(delivery.Tenant, _store, _inspector, _scan, _options.Zip);
            var planned = IsMail(delivery.ContentType, bytes)
                ? await _mails.PlanAsync(received, files, _options.Mail with { MaxBytes = most }, cancellation)
                : await _files.PlanAsync(received, delivery.ContentType, files, cancellation);
            return await _filing.FileAsync(planned, cancellation);
        }
        finally
        {
            _room.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _room.Dispose();

    // The bytes decide; the declaration only where they could be either.
    private static bool IsMail(string declared, ReadOnlyMemory<byte> bytes)
    {
        var saysMail = declared.StartsWith("message/", StringComparison.OrdinalIgnoreCase);
        return DocumentKinds.Of(bytes) switch
        {
            DocumentKind.Mail => true,
            DocumentKind.Pdf => saysMail && MimeReader.LooksLikeMessage(bytes),
            DocumentKind.Other or DocumentKind.Html => saysMail,
            _ => false,
        };
    }

    private async Task<byte[]> LoadAsync(string tenant, StoredDocument raw, CancellationToken cancellation)
    {
        await using var stream = await _store.OpenAsync(tenant, raw.Sha256, cancellation)
            ?? throw new FileNotFoundException($"The delivery {raw.Sha256} was stored and is gone.");
        var bytes = new byte[raw.Length];
        await stream.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }
}
