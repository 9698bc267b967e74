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
    private const int MostLines = 3;
    private const double NameSize = 15;
    private const double TextSize = 12.5;

    private readonly List<Shape> _shapes = [];
    private readonly List<(int Sequence, double Top, double Bottom)> _boxes = [];
    private readonly Words _words;
    private double _y = 4;
    private bool _refused;

    private DiagramLayout(RouteDiagram route, Words words)
    {
        _words = words;
        Pill(words.RouteStart, "pill");
        if (route.Everywhere.Count > 0)
        {
            var from = _y;
            _y += 8;
            Label(LabelX, words.EveryStation + ":", "rule", 1);
            var everywhere = Chosen(route.Everywhere);
            foreach (var rule in everywhere) Label(LabelX, Told(rule), ClassOf(rule), MostLines, rule.Holds);
            More(route.Everywhere.Count - everywhere.Count, LabelX);
            Line($"M{WayX} {N(from)}V{N(_y)}", Way(route.Stops.Any(stop => stop.Gone)));
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
        var passed = stop.Gone && stop.State is StopState.Skipped or StopState.LeftOut;
        var passes = passed || stop.Skips.Count > 0 || !stop.Active || !stop.Included;
        var landing = Land(open);
        var landed = _y;
        if (passes) _y += landing ? 10 : 12;
        var branch = _y;
        foreach (var skip in stop.Skips.Take(MostRules)) Label(LabelX, $"{_words.SkipShort}, {When(skip.When)}", "rule", MostLines);
        More(stop.Skips.Count - MostRules, LabelX);
        _y += passes ? 14 : 22;

        // What came by the side has not come out of the box above.
        var bySide = open is { Gone: true };
        if (bySide) Line($"M{WayX} {N(top)}V{N(landed)}", "way");
        Line($"M{WayX} {N(bySide ? landed : top)}V{N(passed ? branch : _y - 1)}", Way(stop.Gone));
        if (passed) Line($"M{WayX} {N(branch)}V{N(_y - 1)}", "way");
        Arrow(WayX, _y);
        Box(stop);
        if (stop.State == StopState.Rejected) _refused = true;
        Changes(stop);
        return passes ? (branch, passed) : null;
    }

    // Where a station before was passed by, its line comes back here.
    private bool Land((double From, bool Gone)? open)
    {
        if (open is not var (from, gone)) return false;
        var to = _y + 9;
        Line($"M{WayX} {N(from)}H{SkipX + 8}Q{SkipX} {N(from)} {SkipX} {N(from + 8)}V{N(to - 8)}Q{SkipX} {N(to)} {SkipX + 8} {N(to)}H{WayX - 2}",
            Way(gone, "pass"));
        Line($"M{WayX - 8} {N(to - 4)}L{WayX - 1} {N(to)}L{WayX - 8} {N(to + 4)}", Way(gone, "tip pass"));
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
        var rules = Chosen(stop.Rules);
        foreach (var rule in rules) Inside(Told(rule), ClassOf(rule), TextSize, MostLines, rule.Holds);
        if (stop.Rules.Count > rules.Count) Inside(_words.MoreRules(stop.Rules.Count - rules.Count), "rule", TextSize, 1);
        if (stop.State == StopState.Skipped) Inside("→ " + _words.WasSkipped, "mark", TextSize, 1);
        if (stop.State == StopState.NotReached) Inside(_words.NotReached, "mark", TextSize, 1);
        foreach (var told in stop.Happened) Inside(told.Text, told.Against ? "told against" : "told", TextSize, 2);
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

        More(stop.Changes.Count - MostRules, LabelX + 14);
        if (_y > top) Line($"M{WayX} {N(top)}V{N(_y)}", Way(Left(stop)));
    }

    private void End(RouteDiagram route, (double From, bool Gone)? open)
    {
        var (top, arrived) = (_y, route.End is WayEnd.Reached or WayEnd.Rejected);
        Land(open);
        var bySide = open is { Gone: true };
        if (bySide) Line($"M{WayX} {N(top)}V{N(_y)}", "way");
        var from = bySide ? _y : top;
        _y += 20;
        Line($"M{WayX} {N(from)}V{N(_y - 1)}", Way(arrived));
        Arrow(WayX, _y);
        Pill(_words.EndOf(route.End), route.End switch
        {
            WayEnd.Open => "pill",
            WayEnd.Reached => "pill reached",
            _ => "pill refused",
        });
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
        _shapes.Add(new Shape("rect", name, BoxLeft, _y, text.Length > 12 ? 240 : 110, 26, string.Empty));
        _shapes.Add(new Shape("text", "pilltext", BoxLeft + 12, _y + 17.5, 0, 0, text));
        _y += 26;
    }

    private void Inside(string text, string name, double size, int most, bool bold = false) =>
        Write(BoxLeft + Inset, BoxWidth - (2 * Inset), text, name, size, most, bold);

    private void Label(int x, string text, string name, int most, bool bold = false) =>
        Write(x, Width - x - 8, text, name, TextSize, most, bold);

    private void More(int count, int x)
    {
        if (count > 0) Label(x, _words.MoreRules(count), "rule", 1);
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

    // What a rule does stands first: of what follows, a long condition may be cut off.
    private string Told(RuleLine rule) => $"{rule.Then}, {When(rule.When)}";

    private static List<RuleLine> Chosen(IReadOnlyList<RuleLine> rules)
    {
        var room = MostRules - rules.Count(rule => rule.Holds);
        return [.. rules.Where(rule => rule.Holds || room-- > 0)];
    }

    private static string ClassOf(RuleLine rule) => rule.Holds ? "rule holds" : "rule";

    // Behind the station that rejected the item its way is another one than that of what was approved.
    private string Way(bool gone, string name = "way") => !gone ? name : name + (_refused ? " gone refused" : " gone");

    private string When(string condition) => condition == _words.Always ? condition : $"{_words.If} {condition}";

    // Whether the item has left the station by its own decision, not past it.
    private static bool Left(DiagramStop stop) => stop.State is StopState.Visited or StopState.Rejected;

    private static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
