using System.Globalization;
using Serverless.Workflows.Extraction.Pdf.Writing;

namespace Serverless.Workflows.Extraction.Pdf.Voucher;

/// <summary>The received file that a voucher shows; it is embedded in it.</summary>
public sealed record VoucherSource(string FileName, string MimeType, ReadOnlyMemory<byte> Bytes);

/// <summary>What the house adds: the number drawn for the invoice, the day it came in and whose books it belongs to.</summary>
public sealed record VoucherStamp(string? Number = null, DateOnly? ReceivedOn = null, string? Client = null);

/// <summary>Shows an e-invoice as a German A4 document that people can read: parties, data, all lines, taxes, totals,
/// payment, and in an annex every value of the received XML. The same input gives the same bytes.</summary>
public static class InvoiceVoucher
{
    /// <param name="reading">What was read; values that are no dates or amounts are shown as they are.</param>
    /// <param name="source">The received XML; null where there is none to embed.</param>
    /// <returns>A PDF.</returns>
    public static byte[] Render(InvoiceReading reading, VoucherSource? source = null, VoucherStamp? stamp = null)
    {
        var letters = new WinAnsi();
        var title = (CodeNames.Document(reading[FieldNames.TypeCode]) + " " + reading[FieldNames.InvoiceNumber]).TrimEnd();
        var document = new PdfDocument(OneLine(title));
        var layout = new VoucherLayout(document, letters, title + " · " + reading[FieldNames.SellerName]);

        Head(layout, letters, reading, source, stamp, title);
        VoucherParts.Parties(layout, reading);
        VoucherParts.Lines(layout, reading);
        VoucherParts.Taxes(layout, reading);
        VoucherParts.Totals(layout, reading);
        VoucherParts.Payment(layout, reading);
        VoucherParts.Other(layout, reading);
        if (source is not null) VoucherAnnex.Write(layout, source);
        Transcriptions(layout, letters);
        Feet(document, letters, source);
        if (source is not null) document.Embed(new PdfEmbedding(FileName(source.FileName), source.MimeType, "Alternative", source.Bytes));
        return document.ToBytes();
    }

    private static void Head(
        VoucherLayout layout, WinAnsi letters, InvoiceReading reading, VoucherSource? source, VoucherStamp? stamp, string title)
    {
        if (stamp is not null && stamp != new VoucherStamp()) Stamp(layout.Page, letters, stamp);
        layout.Paragraph(new(reading[FieldNames.SellerName] ?? "Rechnungssteller nicht angegeben", Bold: true), right: 390);
        layout.Paragraph(new(reading[FieldNames.SellerAddress] ?? string.Empty, Small: true), right: 390);
        layout.Space(22);
        foreach (var line in TextFlow.Wrap(letters.Show(title), PdfFont.Bold, 16, VoucherLayout.Right - VoucherLayout.Left))
        {
            layout.Reserve(20);
            layout.Space(18);
            layout.Page.Text(VoucherLayout.Left, layout.Y, line, PdfFont.Bold, 16);
        }

        layout.Space(4);
        if (source is null) return;
        var format = reading.Format is null ? string.Empty : " (" + reading.Format + ")";
        layout.Paragraph(new(
            "Lesefassung, erzeugt aus der elektronischen Rechnung" + format + ". Maßgeblich ist die eingebettete Datei „" + FileName(source.FileName) + "“.",
            Small: true));
    }

    private static void Stamp(PdfPage page, WinAnsi letters, VoucherStamp stamp)
    {
        const double Left = 405;
        const double Width = VoucherLayout.Right - Left;
        string?[] values =
        [
            stamp.ReceivedOn is { } day ? "Eingang " + day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture) : null,
            stamp.Number is null ? null : "Nr. " + stamp.Number,
            stamp.Client,
        ];
        var lines = values.OfType<string>().SelectMany(value => TextFlow.Wrap(letters.Show(value), PdfFont.Bold, 9, Width - 16).Take(2)).ToList();
        var height = lines.Count * 12 + 10.0;
        page.Fill(Left, 42, Width, height, 0.94);
        page.Line(Left, 42, Left, 42 + height, 2, 0.3);
        for (var i = 0; i < lines.Count; i++) page.Text(Left + 8, 56 + i * 12, lines[i], PdfFont.Bold, 9);
    }

    private static void Transcriptions(VoucherLayout layout, WinAnsi letters)
    {
        if (letters.Transcribed.Count == 0) return;
        var list = letters.Transcribed.Take(200).Select(pair =>
        {
            var codePoint = string.Create(CultureInfo.InvariantCulture, $"U+{char.ConvertToUtf32(pair.Key, 0):X4}");
            return pair.Value.Contains(codePoint, StringComparison.Ordinal) ? pair.Value : codePoint + " als " + pair.Value;
        });
        layout.Space(8);
        layout.Paragraph(new(
            "Zeichen, die die Schrift dieses Dokuments nicht enthält, sind umschrieben: " + string.Join("; ", list)
            + ". In der Originaldatei stehen sie unverändert.",
            Small: true));
    }

    private static void Feet(PdfDocument document, WinAnsi letters, VoucherSource? source)
    {
        var note = source is null ? string.Empty : "Erzeugt aus der E-Rechnung " + FileName(source.FileName) + "; die Datei ist eingebettet.";
        note = TextFlow.Wrap(letters.Show(note), PdfFont.Regular, 7.5, 400)[0];
        for (var i = 0; i < document.Pages.Count; i++)
        {
            var page = document.Pages[i];
            page.Line(VoucherLayout.Left, 798, VoucherLayout.Right, 798);
            page.Text(VoucherLayout.Left, 808, note, PdfFont.Regular, 7.5, 0.35);
            page.TextRight(VoucherLayout.Right, 808, string.Create(CultureInfo.InvariantCulture, $"Seite {i + 1} von {document.Pages.Count}"), PdfFont.Regular, 7.5, 0.35);
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    /// <summary>The last part, without characters that no file name may have.</summary>
    private static string FileName(string name)
    {
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        name = string.Concat(name.Select(c => char.IsControl(c) || "<>:\"|?*".Contains(c, StringComparison.Ordinal) ? '_' : c)).Trim();
        return name.Length == 0 ? "rechnung.xml" : name;
    }
}
