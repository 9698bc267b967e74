using System.Text;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Collects every problem of one file. What stands at or below a place that is already known to be broken in
/// form is not complained about a second time.</summary>
internal sealed class ProblemList(byte[] file)
{
    // A file that is wrong throughout would otherwise answer with more than anybody reads.
    private const int Most = 500;

    private readonly List<(long Offset, TenantProblem Problem)> _problems = [];
    private readonly HashSet<string> _broken = [];
    private readonly Dictionary<string, long> _offsets = [];
    private readonly Dictionary<string, string> _names = [];

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<TenantProblem> All =>
        [.. _problems.OrderBy(found => found.Offset).Take(Most).Select(found => found.Problem)];

    /// <summary>Remembers where a path stands.</summary>
    public void Place(string path, long offset) => _offsets[path] = offset;

    /// <summary>A problem of form at a place; what was there is not used.</summary>
    public void Form(string path, long offset, string text, string remedy)
    {
        _broken.Add(path);
        Add(path, offset, text, remedy);
    }

    /// <summary>Nothing at or below the place is to be checked further.</summary>
    public void Break(string path) => _broken.Add(path);

    /// <summary>Remembers the id of an entry that is left out: it may be referred to all the same.</summary>
    public void Name(string path, string id) => _names[path] = id;

    /// <summary>The id of an entry that was left out, or null.</summary>
    public string? NameOf(string path) => _names.GetValueOrDefault(path);

    /// <summary>A problem of meaning.</summary>
    public void Meaning(string path, string text, string remedy)
    {
        if (!IsBroken(path)) Add(path, OffsetOf(path), text, remedy);
    }

    /// <summary>Whether the place or anything above it is broken in form.</summary>
    public bool IsBroken(string path) => Upwards(path).Any(_broken.Contains);

    /// <summary>Whether anything at, above or below the place is broken in form, so that a list there may lack
    /// something.</summary>
    public bool IsIncomplete(string path) =>
        IsBroken(path) || _broken.Any(broken => broken.StartsWith(path, StringComparison.Ordinal)
            && broken[path.Length] is ('.' or '['));

    private void Add(string path, long offset, string text, string remedy)
    {
        var (line, column) = offset < 0 ? (0, 0) : PositionOf(offset);
        _problems.Add((offset, new TenantProblem(path, line, column, text, remedy)));
    }

    private long OffsetOf(string path)
    {
        foreach (var at in Upwards(path))
        {
            if (_offsets.TryGetValue(at, out var offset)) return offset;
        }

        return -1;
    }

    private static IEnumerable<string> Upwards(string path)
    {
        for (var at = path; ; at = at[..at.LastIndexOfAny(['.', '['])])
        {
            yield return at;
            if (at.LastIndexOfAny(['.', '[']) <= 0) yield break;
        }
    }

    private (int Line, int Column) PositionOf(long offset)
    {
        var before = file.AsSpan(0, (int)Math.Min(offset, file.Length));
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }
}
