using Serverless.Workflows.Extraction.Pdf.Writing;

namespace Serverless.Workflows.Extraction.Pdf.Voucher;

/// <summary>A column of a table.</summary>
internal sealed record VoucherColumn(string Title, double Width, bool Right = false);

/// <summary>Some text in a cell or paragraph.</summary>
internal readonly record struct VoucherText(string Value, bool Bold = false, bool Small = false);

/// <summary>Puts sections, tables and paragraphs below each other and goes on to the next page where one is full.</summary>
internal sealed class VoucherLayout
{
    public const double Left = 57;
    public const double Right = 555;
    public const double TextSize = 9;
    private const double SmallSize = 7.5;
    private const double Leading = 1.3;
    private const double Top = 50;
    private const double Bottom = 780;
    private const double CellGap = 6;

    private readonly PdfDocument _document;
    private readonly WinAnsi _letters;
    private readonly string _continuation;
    private PdfPage _page;

    /// <param name="continuation">What the head of the second and later pages says.</param>
    public VoucherLayout(PdfDocument document, WinAnsi letters, string continuation)
    {
        _document = document;
        _letters = letters;
        _continuation = letters.Show(continuation).ReplaceLineEndings(" ");
        _page = document.AddPage();
        Y = Top;
    }

    /// <summary>Where the next thing begins, from the top of the page.</summary>
    public double Y { get; private set; }

    public PdfPage Page => _page;

    public void Space(double height) => Y += height;

    /// <summary>Goes to the next page unless there is that much room.</summary>
    public bool Reserve(double height)
    {
        if (Y + height <= Bottom) return false;
        Y = Top + 14;
        var next = PageIndex(_page) + 1;
        if (next < _document.Pages.Count)
        {
            // The block beside this one has been there already.
            _page = _document.Pages[next];
            return true;
        }

        _page = _document.AddPage();
        _page.Text(Left, Top, TextFlow.Wrap(_continuation, PdfFont.Regular, SmallSize, Right - Left)[0], PdfFont.Regular, SmallSize, 0.35);
        _page.Line(Left, Top + 6, Right, Top + 6);
        return true;
    }

    public void Heading(string text)
    {
        Reserve(40);
        Y += 12;
        _page.Text(Left, Y + 8, _letters.Show(text), PdfFont.Bold, 10);
        Y += 12;
        _page.Line(Left, Y, Right, Y);
        Y += 4;
    }

    /// <summary>Paragraphs, broken over pages where they are long.</summary>
    public void Paragraph(VoucherText text, double left = Left, double right = Right)
    {
        foreach (var (line, font, size) in Lines([text], right - left))
        {
            Reserve(size * Leading);
            Y += size * Leading;
            _page.Text(left, Y - size * 0.3, line, font, size);
        }
    }

    /// <summary>Names and values in two columns; rows without a value are left out. The first column is as wide as its
    /// longest name, at most half of the room; names that are longer still go over several lines.</summary>
    /// <param name="nameWidth">The least width of the first column.</param>
    public void Facts(IEnumerable<(string Name, string? Value)> facts, double left = Left, double right = Right, double nameWidth = 110)
    {
        var rows = facts.Where(fact => !string.IsNullOrWhiteSpace(fact.Value)).ToList();
        var longest = rows.Select(row => FontMetrics.Width(_letters.Show(row.Name), PdfFont.Regular, TextSize)).DefaultIfEmpty().Max();
        var column = Math.Max(nameWidth, Math.Min(longest + CellGap, (right - left) / 2));
        foreach (var (name, value) in rows)
        {
            var (names, values) = (Lines([new(name)], column - CellGap), Lines([new(value!)], right - left - column));
            for (var i = 0; i < Math.Max(names.Count, values.Count); i++)
            {
                Reserve(TextSize * Leading);
                Y += TextSize * Leading;
                if (i < names.Count) _page.Text(left, Y - TextSize * 0.3, names[i].Line, PdfFont.Regular, TextSize, 0.35);
                if (i < values.Count) _page.Text(left + column, Y - TextSize * 0.3, values[i].Line, PdfFont.Regular, TextSize);
            }
        }
    }

    /// <summary>Two blocks beside each other, on one page if they fit on one.</summary>
    public void Beside(Action left, Action right, double height)
    {
        Reserve(Math.Min(height, Bottom - Top - 20));
        var (page, start) = (_page, Y);
        left();
        var (leftPage, leftEnd) = (_page, Y);
        (_page, Y) = (page, start);
        right();
        // The longer of the two decides where it goes on.
        var (leftIndex, rightIndex) = (PageIndex(leftPage), PageIndex(_page));
        if (leftIndex > rightIndex || leftIndex == rightIndex && leftEnd > Y) (_page, Y) = (leftPage, leftEnd);
    }

    /// <summary>A table whose head is repeated on each page.</summary>
    public void Table(IReadOnlyList<VoucherColumn> columns, IEnumerable<IReadOnlyList<IReadOnlyList<VoucherText>>> rows)
    {
        Reserve(50);
        Head(columns);
        foreach (var row in rows)
        {
            var cells = row.Select((cell, i) => Lines(cell, columns[i].Width - CellGap)).ToList();
            var count = cells.Max(cell => cell.Count);
            var height = count * TextSize * Leading;
            if (height < 200 && Reserve(height + 5)) Head(columns);
            Y += 1;
            for (var line = 0; line < count; line++)
            {
                if (Reserve(TextSize * Leading)) Head(columns);
                Y += TextSize * Leading;
                var x = Left;
                for (var i = 0; i < columns.Count; i++)
                {
                    if (line < cells[i].Count) Cell(columns[i], x, cells[i][line]);
                    x += columns[i].Width;
                }
            }

            Y += 3;
            _page.Line(Left, Y, Right, Y, 0.3, 0.85);
            Y += 1;
        }
    }

    private void Head(IReadOnlyList<VoucherColumn> columns)
    {
        _page.Fill(Left, Y + 1, Right - Left, 14, 0.92);
        Y += 11;
        var x = Left;
        foreach (var column in columns)
        {
            Cell(column, x, (TextFlow.Wrap(_letters.Show(column.Title), PdfFont.Bold, 8, column.Width - CellGap)[0], PdfFont.Bold, 8));
            x += column.Width;
        }

        Y += 6;
    }

    private void Cell(VoucherColumn column, double x, (string Line, PdfFont Font, double Size) text)
    {
        if (column.Right) _page.TextRight(x + column.Width - 3, Y - text.Size * 0.3, text.Line, text.Font, text.Size);
        else _page.Text(x + 3, Y - text.Size * 0.3, text.Line, text.Font, text.Size);
    }

    private List<(string Line, PdfFont Font, double Size)> Lines(IEnumerable<VoucherText> texts, double width)
    {
        var lines = new List<(string, PdfFont, double)>();
        foreach (var text in texts.Where(text => !string.IsNullOrWhiteSpace(text.Value)))
        {
            var (font, size) = (text.Bold ? PdfFont.Bold : PdfFont.Regular, text.Small ? SmallSize : TextSize);
            lines.AddRange(TextFlow.Wrap(_letters.Show(text.Value), font, size, width).Select(line => (line, font, size)));
        }

        return lines;
    }

    private int PageIndex(PdfPage page)
    {
        for (var i = _document.Pages.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_document.Pages[i], page)) return i;
        }

        return -1;
    }
}
