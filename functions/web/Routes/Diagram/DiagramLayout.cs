using System.Globalization;
using Serverless.Web.Pages;
using Serverless.Workflows.Routing;

namespace Serverless.Web.Routes.Diagram;

/// <summary>A box, a line or a text of the drawing. <paramref name="Class"/> is a class of the stylesheet.</summary>
/// <param name="Kind"><c>rect</c>, <c>path</c> or <c>text</c>.</param>
/// <param name="Full">The whole text, where it is shortened.</param>
internal sealed record Shape(string Kind, string Class, double X, double Y, double Width, double Height, string Content, string? Full = null);

/// <summary>Places a route from top to bottom, so that it is readable at the width of a phone: stations as boxes, the way
/// through them on the left, what passes a station by further left, what was sent back on the right.</summary>
internal sealed class DiagramLayout
{
    /// <summary>The width of the drawing.</summary>
    public const int Width = 360;

    private const int BoxLeft = 34;
    private const int BoxWidth = 292;
    private const int Inset = 12;
    private const int WayX = 58;
    private const int SkipX = 14;
    private const int LabelX = 74;
    private const int MostRules = 3;
    private const double NameSize = 15;
    private const double TextSize = 12.5;

    private readonly List<Shape> _shapes = [];
    private readonly List<(int Sequence, double Top, double Bottom)> _boxes = [];
    private readonly Words _words;
    private double _y = 4;

    private DiagramLayout(RouteDiagram route, Words words)
    {
        _words = words;
        Pill(words.RouteStart, "pill");
        if (route.Everywhere.Count > 0)
        {
            var from = _y;
            _y += 8;
            Label(LabelX, $"{words.EveryStation}: " + string.Join(" · ", route.Everywhere.Select(Told)), "rule", 4);
            Line($"M{WayX} {N(from)}V{N(_y)}", "way" + (Began(route) ? " gone" : string.Empty));
        }

        (double From, bool Gone)? open = null;
        foreach (var stop in route.Stops) open = Stop(stop, open);
        End(route, open);
        foreach (var (from, to) in route.Back) Back(from, to);
    }

    public IReadOnlyList<Shape> Shapes => _shapes;

    public double Height => _y + 4;

    public static DiagramLayout Of(RouteDiagram route, Words words) => new(route, words);

    /// <summary>The gap before a station with the labels of what passes it by, then its box.</summary>
    private (double From, bool Gone)? Stop(DiagramStop stop, (double From, bool Gone)? open)
    {
        var top = _y;
        var passes = stop.Skips.Count > 0 || !stop.Active || !stop.Included;
        var landing = Land(open);
        if (passes) _y += landing ? 10 : 12;
        var branch = _y;
        foreach (var skip in stop.Skips.Take(MostRules)) Label(LabelX, $"{When(skip.When)}: {_words.SkipShort}", "rule", 3);
        More(stop.Skips.Count, LabelX);
        _y += passes ? 14 : 22;

        var reached = stop.State is StopState.Visited or StopState.Current;
        var passed = stop.State == StopState.Skipped || (stop.State == StopState.LeftOut && Goes(stop));
        Line($"M{WayX} {N(top)}V{N(passes && passed ? branch : _y - 1)}", "way" + (reached || passed ? " gone" : string.Empty));
        if (passes && passed) Line($"M{WayX} {N(branch)}V{N(_y - 1)}", "way");
        Arrow(WayX, _y);
        Box(stop);
        Changes(stop);
        return passes ? (branch, passed) : null;
    }

    // Where a station before was passed by, its line comes back here.
    private bool Land((double From, bool Gone)? open)
    {
        if (open is not var (from, gone)) return false;
        var to = _y + 9;
        Line($"M{WayX} {N(from)}H{SkipX + 8}Q{SkipX} {N(from)} {SkipX} {N(from + 8)}V{N(to - 8)}Q{SkipX} {N(to)} {SkipX + 8} {N(to)}H{WayX - 2}",
            "pass" + (gone ? " gone" : string.Empty));
        Line($"M{WayX - 8} {N(to - 4)}L{WayX - 1} {N(to)}L{WayX - 8} {N(to + 4)}", "tip pass" + (gone ? " gone" : string.Empty));
        _y = to;
        return true;
    }

    private void Box(DiagramStop stop)
    {
        var (top, state) = (_y, stop.State.ToString().ToLowerInvariant());
        var at = _shapes.Count;
        _y += 8;
        Inside($"{stop.Sequence} · {stop.Name}", "name", NameSize, 4, bold: true);
        Inside(stop.Assignee, "who", TextSize, 2);
        if (!stop.Active) Inside(_words.Inactive, "mark", TextSize, 1);
        else if (!stop.Included) Inside(_words.NotIncluded, "mark", TextSize, 1);
        foreach (var rule in stop.Rules.Take(MostRules)) Inside(Told(rule), "rule", TextSize, 2);
        if (stop.Rules.Count > MostRules) Inside(_words.MoreRules(stop.Rules.Count - MostRules), "rule", TextSize, 1);
        if (stop.State == StopState.Skipped) Inside("→ " + _words.WasSkipped, "mark", TextSize, 1);
        foreach (var told in stop.Happened) Inside(told, "told", TextSize, 2);
        _y += 9;
        _shapes.Insert(at, new Shape("rect", $"stop {state}{(stop.Active && stop.Included ? string.Empty : " off")}", BoxLeft, top, BoxWidth, _y - top, string.Empty));
        _boxes.Add((stop.Sequence, top, _y));
    }

    /// <summary>Ways to other routes, below the box.</summary>
    private void Changes(DiagramStop stop)
    {
        var top = _y;
        foreach (var change in stop.Changes.Take(MostRules))
        {
            _y += 8;
            var from = _y;
            Label(LabelX + 14, $"{When(change.When)}:", "rule", 2);
            Label(LabelX + 14, "→ " + change.Then, "other", 2);
            var middle = (from + _y) / 2;
            Line($"M{WayX} {N(middle)}H{LabelX + 6}", "branch");
            Line($"M{LabelX} {N(middle - 4)}L{LabelX + 7} {N(middle)}L{LabelX} {N(middle + 4)}", "tip branch");
        }

        More(stop.Changes.Count, LabelX + 14);
        if (_y > top) Line($"M{WayX} {N(top)}V{N(_y)}", "way" + (Goes(stop) ? " gone" : string.Empty));
    }

    private void End(RouteDiagram route, (double From, bool Gone)? open)
    {
        var top = _y;
        Land(open);
        _y += 20;
        Line($"M{WayX} {N(top)}V{N(_y - 1)}", "way" + (route.Arrived ? " gone" : string.Empty));
        Arrow(WayX, _y);
        Pill(_words.RouteEnd, route.Arrived ? "pill reached" : "pill");
        if (route.Connectors.Count > 0) Label(LabelX - 30, "→ " + string.Join(", ", route.Connectors), "other", 2);
    }

    private void Back(int from, int to)
    {
        var (start, end) = (_boxes.Find(box => box.Sequence == from), _boxes.Find(box => box.Sequence == to));
        if (start == default || end == default) return;
        var (right, lane) = (BoxLeft + BoxWidth, 350);
        var (at, target) = (start.Top + 16, end.Bottom - 14);
        Line($"M{right} {N(at)}H{lane - 8}Q{lane} {N(at)} {lane} {N(at - 8)}V{N(target + 8)}Q{lane} {N(target)} {lane - 8} {N(target)}H{right + 2}", "back");
        Line($"M{right + 9} {N(target - 4)}L{right + 2} {N(target)}L{right + 9} {N(target + 4)}", "tip back");
    }

    private void Pill(string text, string name)
    {
        _shapes.Add(new Shape("rect", name, BoxLeft, _y, 110, 26, string.Empty));
        _shapes.Add(new Shape("text", "pilltext", BoxLeft + 12, _y + 17.5, 0, 0, text));
        _y += 26;
    }

    private void Inside(string text, string name, double size, int most, bool bold = false) =>
        Write(BoxLeft + Inset, BoxWidth - (2 * Inset), text, name, size, most, bold);

    private void Label(int x, string text, string name, int most) => Write(x, Width - x - 8, text, name, TextSize, most, bold: false);

    private void More(int count, int x)
    {
        if (count > MostRules) Label(x, _words.MoreRules(count - MostRules), "rule", 1);
    }

    private void Write(double x, double width, string text, string name, double size, int most, bool bold)
    {
        var lines = TextWrap.Lines(text, width, size, most, bold);
        var full = TextWrap.Fits(text, lines) ? null : text;
        foreach (var line in lines)
        {
            _y += Math.Round(size * 1.28, 1);
            _shapes.Add(new Shape("text", name, x, _y - (size * 0.28), 0, 0, line, full));
        }
    }

    private void Line(string path, string name) => _shapes.Add(new Shape("path", name, 0, 0, 0, 0, path));

    private void Arrow(double x, double y) => Line($"M{N(x - 4)} {N(y - 8)}L{N(x)} {N(y - 1)}L{N(x + 4)} {N(y - 8)}", "tip way");

    private string Told(RuleLine rule) => $"{When(rule.When)}: {rule.Then}";

    private string When(string condition) => condition == _words.Always ? condition : $"{_words.If} {condition}";

    private static bool Began(RouteDiagram route) => route.Stops.Any(Goes);

    // Whether the item's way leads past the station.
    private static bool Goes(DiagramStop stop) => stop.State is StopState.Visited or StopState.Skipped;

    private static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
