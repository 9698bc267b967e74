using System.Globalization;

namespace Serverless.Workflows.Extraction.Words;

/// <summary>A rectangle on a page, in fractions of the page from its top left; within 0 and 1.</summary>
public readonly record struct Box(double Left, double Top, double Width, double Height)
{
    /// <summary>The part of a rectangle that lies on the page.</summary>
    public static Box Between(double left, double top, double right, double bottom)
    {
        var (x, y) = (Math.Clamp(Math.Min(left, right), 0, 1), Math.Clamp(Math.Min(top, bottom), 0, 1));
        return new Box(x, y, Math.Clamp(Math.Max(left, right), 0, 1) - x, Math.Clamp(Math.Max(top, bottom), 0, 1) - y);
    }

    /// <summary>As <see cref="Field.Where"/> has it: <c>p1 0.12,0.30,0.25,0.02</c>.</summary>
    public string On(int page) => string.Create(
        CultureInfo.InvariantCulture, $"p{page} {Left:0.00##},{Top:0.00##},{Width:0.00##},{Height:0.00##}");
}
