using System.Globalization;
using System.IO.Compression;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Posting.Datev;

/// <summary>What an export ended with: a package or refusals, never both.</summary>
/// <param name="Package">The ZIP, at its beginning; the caller disposes it. Null where anything was refused.</param>
/// <param name="FileName">A name for the ZIP.</param>
/// <param name="Documents">The GUID of each item at DATEV.</param>
public sealed record DatevExportResult(
    Stream? Package, string FileName, IReadOnlyDictionary<string, Guid> Documents, IReadOnlyList<DatevRefusal> Refusals);

/// <summary>Makes the document package for DATEV Belegtransfer: <c>document.xml</c>, one ledger file per invoice and its
/// voucher image (XML interface online, document and ledger version 060). An item that lacks anything refuses the whole
/// package, so that what was asked for is handed over together or not at all.</summary>
/// <param name="clock">Dates the package.</param>
public sealed class DatevExport(TimeProvider clock)
{
    private const int MaxDocuments = 4999;

    /// <summary>DATEV takes no package above 465 MB.</summary>
    private const long MaxPackageBytes = 465L * 1024 * 1024;

    /// <param name="items">All of one client; an item that is named twice comes once.</param>
    /// <param name="openVoucher">The received document of an item: a PDF, an image, or an XML invoice, which is made
    /// readable. Called once per item; the stream is disposed here.</param>
    /// <param name="partnerOf">The master data of an item's supplier, where there is any.</param>
    public async Task<DatevExportResult> CreateAsync(
        DatevClient client, IReadOnlyList<Item> items, Func<Item, CancellationToken, Task<(string Name, Stream Content)>> openVoucher,
        Func<Item, CancellationToken, Task<DatevPartner?>>? partnerOf, CancellationToken cancellation)
    {
        var chosen = items.DistinctBy(item => item.Id).ToList();
        var refusals = new List<DatevRefusal>();
        if (Unfit(client, chosen.Count) is { Count: > 0 } unfit) refusals.Add(new DatevRefusal(null, unfit));
        var ready = new List<(Item Item, DatevVoucher Voucher, DatevLedger Ledger)>();
        foreach (var item in chosen)
        {
            var voucher = DatevVoucher.Of(item, partnerOf is null ? null : await partnerOf(item, cancellation));
            var (ledger, reasons) = LedgerMaking.Of(client, voucher);
            if (ledger is null) refusals.Add(new DatevRefusal(item.Id, reasons));
            else ready.Add((item, voucher, ledger));
        }

        if (refusals.Count > 0) return Refused(refusals);
        var package = TemporaryFile();
        try
        {
            var documents = await WriteAsync(client, ready, openVoucher, package, refusals, cancellation);
            if (refusals.Count == 0 && package.Length > MaxPackageBytes)
                refusals.Add(new DatevRefusal(null, ["Das Paket ist größer als 465 MB; DATEV nimmt es so nicht an. Bitte wählen Sie weniger Vorgänge."]));
            if (refusals.Count > 0)
            {
                await package.DisposeAsync();
                return Refused(refusals);
            }

            package.Position = 0;
            var name = string.Create(CultureInfo.InvariantCulture,
                $"DATEV_{client.Settings.ConsultantNumber}_{client.Settings.ClientNumber}_{clock.GetLocalNow():yyyyMMdd_HHmmss}.zip");
            return new DatevExportResult(package, name, documents, []);
        }
        catch
        {
            await package.DisposeAsync();
            throw;
        }
    }

    private static DatevExportResult Refused(List<DatevRefusal> refusals) => new(null, string.Empty, new Dictionary<string, Guid>(), refusals);

    private static List<string> Unfit(DatevClient client, int count)
    {
        var reasons = new List<string>();
        if (count == 0) reasons.Add("Es ist kein Vorgang ausgewählt.");
        if (count > MaxDocuments) reasons.Add($"Es sind {count} Vorgänge ausgewählt; ein Paket fasst höchstens {MaxDocuments}.");
        if (!DatevType.ConsultantNumber.Allows(client.Settings.ConsultantNumber.ToString(CultureInfo.InvariantCulture)))
            reasons.Add("Die Beraternummer in den DATEV-Einstellungen des Mandanten muss zwischen 1000 und 9999999 liegen.");
        if (!DatevType.ClientNumber.Allows(client.Settings.ClientNumber.ToString(CultureInfo.InvariantCulture)))
            reasons.Add("Die Mandantennummer in den DATEV-Einstellungen des Mandanten muss zwischen 1 und 99999 liegen.");
        if (DatevText.Clean(client.TenantName) is null) reasons.Add("Der Name Ihres Unternehmens fehlt in den Einstellungen.");
        return reasons;
    }

    private async Task<Dictionary<string, Guid>> WriteAsync(
        DatevClient client, List<(Item Item, DatevVoucher Voucher, DatevLedger Ledger)> ready,
        Func<Item, CancellationToken, Task<(string Name, Stream Content)>> openVoucher,
        Stream package, List<DatevRefusal> refusals, CancellationToken cancellation)
    {
        var created = clock.GetLocalNow().DateTime;
        var company = DatevText.Cut(client.TenantName, DatevType.Title40)!;
        var documents = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var entries = new List<DatevDocumentEntry>();
        using var zip = new DatevZip(package, created);
        foreach (var (item, voucher, ledger) in ready)
        {
            cancellation.ThrowIfCancellationRequested();
            var (name, content) = await openVoucher(item, cancellation);
            await using var opened = content;
            var (image, extension, reason) = await VoucherImage.ReadAsync(voucher, name, content, cancellation);
            if (image is null)
            {
                refusals.Add(new DatevRefusal(item.Id, [reason!]));
                continue;
            }

            // Once something is refused nothing is handed over: the rest is only looked at.
            if (refusals.Count > 0) continue;
            var stem = string.Create(CultureInfo.InvariantCulture, $"{entries.Count + 1:0000}_{DatevText.FileNamePart(ledger.InvoiceId)}");
            var entry = new DatevDocumentEntry(
                DatevGuid.OfItem(client.Tenant, item.Id), ledger.Book, ledger.Period,
                DatevText.Cut(ledger.InvoiceId + " " + ledger.Rows[0].PartnerName, DatevType.Description)!,
                DatevText.Cut(voucher.Number, DatevType.Keywords), "Rechnungsdaten_" + stem + ".xml", ["Rechnungsbild_" + stem + "." + extension]);
            zip.Add(entry.LedgerFile, DatevLedgerFile.Write(ledger, company), CompressionLevel.Optimal);
            zip.Add(entry.Images[0], image, CompressionLevel.Fastest);
            documents[item.Id] = entry.Guid;
            entries.Add(entry);
        }

        if (refusals.Count == 0)
        {
            var guid = DatevGuid.OfPackage(client.Tenant, documents.Keys);
            zip.Add(DatevDocumentFile.Name, DatevDocumentFile.Write(client, guid, created, entries), CompressionLevel.Optimal);
        }

        return documents;
    }

    private static FileStream TemporaryFile()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
    }
}
