using System.Globalization;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Routing.Rules;

namespace Serverless.Workflows.Routing;

/// <summary>A trace as it is kept with a visit. A row holds 512 KiB and a character takes up to six bytes there, so what a
/// route of very many rules says is cut in the middle: the end tells who has the item and why.</summary>
public static class StoredTrace
{
    private const int LongestLine = 4_000;
    private const int Beginning = 40_000;
    private const int End = 16_000;

    /// <summary>The trace itself where it is short enough, else its beginning and its end with a line between them that says
    /// how many are left out.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        if (Length(trace) <= Beginning && trace.All(line => line.Length <= LongestLine)) return trace;
        var lines = trace.Select(line => ShownValues.Cut(line, LongestLine)).ToList();
        if (Length(lines) <= Beginning + End) return lines;

        var first = Fitting(lines, Beginning);
        var last = Fitting(Enumerable.Reverse(lines), End);
        var left = (lines.Count - first - last).ToString(CultureInfo.InvariantCulture);
        return [.. lines.Take(first), TracePhrases.LeftOut.Of(left), .. lines.TakeLast(last)];
    }

    private static int Length(IEnumerable<string> lines) => lines.Sum(line => line.Length);

    private static int Fitting(IEnumerable<string> lines, int most) => lines.TakeWhile(line => (most -= line.Length) >= 0).Count();
}
