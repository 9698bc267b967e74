using System.Globalization;
using System.Text;

namespace Serverless.Workflows.Extraction.Pdf.Writing;

/// <summary>A page of A4 that is written on. Points (1/72 inch) from its top left; the y of a text is its base line.</summary>
public sealed class PdfPage
{
    public const double Width = 595.28;
    public const double Height = 841.89;

    private readonly StringBuilder _content = new();
    private double _gray = -1;

    /// <summary>Text to the right of a point. Text must be as <see cref="WinAnsi.Show"/> gives it, without line ends.</summary>
    /// <exception cref="ArgumentException">The fonts lack a character of it.</exception>
    public void Text(double x, double y, string text, PdfFont font, double size, double gray = 0)
    {
        if (text.Length == 0) return;
        Gray(gray);
        _content.Append(CultureInfo.InvariantCulture, $"BT /{(font == PdfFont.Bold ? "F2" : "F1")} {Number(size)} Tf {Number(x)} {Number(Height - y)} Td (");
        foreach (var c in text)
        {
            var code = WinAnsi.Code(c);
            if (code == 0) throw new ArgumentException("The fonts have no " + (int)c + ".", nameof(text));
            if (c is '(' or ')' or '\\') _content.Append('\\');
            _content.Append((char)code);
        }

        _content.Append(") Tj ET\n");
    }

    /// <summary>Text that ends at a point.</summary>
    public void TextRight(double x, double y, string text, PdfFont font, double size, double gray = 0) =>
        Text(x - FontMetrics.Width(text, font, size), y, text, font, size, gray);

    /// <summary>A line.</summary>
    public void Line(double x1, double y1, double x2, double y2, double width = 0.5, double gray = 0.6) =>
        _content.Append(CultureInfo.InvariantCulture,
            $"{Number(gray)} G {Number(width)} w {Number(x1)} {Number(Height - y1)} m {Number(x2)} {Number(Height - y2)} l S\n");

    /// <summary>A filled rectangle; y is its upper edge.</summary>
    public void Fill(double x, double y, double width, double height, double gray)
    {
        Gray(gray);
        _content.Append(CultureInfo.InvariantCulture, $"{Number(x)} {Number(Height - y - height)} {Number(width)} {Number(height)} re f\n");
    }

    /// <summary>The page's drawing as the format wants it.</summary>
    internal byte[] Content() => Encoding.Latin1.GetBytes(_content.ToString());

    private void Gray(double gray)
    {
        if (gray.Equals(_gray)) return;
        _gray = gray;
        _content.Append(CultureInfo.InvariantCulture, $"{Number(gray)} g\n");
    }

    private static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
