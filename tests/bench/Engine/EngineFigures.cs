using System.Globalization;
using System.Text.Json;

namespace Serverless.Bench.Engine;

/// <summary>What the engine bench found.</summary>
internal sealed record EngineFigures(
    double FsyncMs, IReadOnlyDictionary<string, double> ActivitiesPerSecond, double StepP99Ms, WaitingFigures? Waiting)
{
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public IEnumerable<string> ToText()
    {
        yield return Text($"fsync                        {FsyncMs,10:0.000} ms");
        foreach (var (sequences, rate) in ActivitiesPerSecond)
            yield return Text($"activities/s at {sequences,4} sequences {rate,9:0}");
        yield return Text($"step, 99th percentile at 32  {StepP99Ms,10:0.000} ms");
        if (Waiting is null) yield break;
        yield return Text($"{Waiting.Instances} waiting instances: ready in {Waiting.StartSeconds:0.00} s, peak {Waiting.PeakMb:0} MB");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A home with many waiting instances: from the start of its process until it has run a new instance.</summary>
internal sealed record WaitingFigures(int Instances, double StartSeconds, double PeakMb);
