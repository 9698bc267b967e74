using Serverless.Workflows.Durable;

namespace Serverless.Local.Tests.Engine;

/// <summary>What the killed process works on: cases with activities, events, timers, children and generations.</summary>
internal static class CrashWorkload
{
    public const int Cases = 500;

    public static string IdOf(int number) => FormattableString.Invariant($"case-{number:000}");

    /// <summary>The keys that one case leaves at the target.</summary>
    public static IEnumerable<string> KeysOf(int number)
    {
        var id = IdOf(number);
        for (var part = 0; part < 3; part++) yield return $"{id}/a{part}";
        yield return $"{id}/go";
        for (var part = 0; part < 3; part++) yield return $"{id}/p{part}";
        if (number % 5 == 0) yield return $"{id}/child";
        if (number % 3 == 0) yield return $"{id}/again";
    }

    public static Catalogue Catalogue(FakeTarget target) => new Catalogue()
        .Activity<string, int>("apply", async (_, key) =>
        {
            await Task.Delay(3);
            target.Apply(key);
            return key.Length;
        })
        .Orchestration<string, int>("part", async (context, key) => await context.Call<string, int>("apply", key))
        .Orchestration<Case, int>("case", RunAsync);

    private static async Task<int> RunAsync(IOrchestrationContext context, Case it)
    {
        var id = IdOf(it.Number);
        var sum = it.Sum;
        if (it.Generation > 0) return sum + await context.Call<string, int>("apply", $"{id}/again");

        for (var part = 0; part < 3; part++) sum += await context.Call<string, int>("apply", $"{id}/a{part}");
        using var cancel = new CancellationTokenSource();
        var go = context.Listen<int>("go");
        var late = context.CreateTimerAsync(context.CurrentUtc.AddHours(1), cancel.Token);
        if (await Task.WhenAny(go, late) == go) cancel.Cancel();
        sum += await go;
        sum += await context.Call<string, int>("apply", $"{id}/go");
        await context.CreateTimerAsync(context.CurrentUtc.AddMilliseconds(5 + (it.Number % 20)), CancellationToken.None);
        sum += (await Task.WhenAll(Enumerable.Range(0, 3)
            .Select(part => context.Call<string, int>("apply", $"{id}/p{part}")))).Sum();
        if (it.Number % 5 == 0)
        {
            sum += await context.CallSubOrchestrationAsync(
                new OrchestrationName<string, int>("part"), $"{id}-child", $"{id}/child");
        }

        if (it.Number % 3 == 0) context.ContinueAsNew(it with { Generation = 1, Sum = sum });
        return sum;
    }

    /// <summary>What the case must come to.</summary>
    public static int ResultOf(int number) => KeysOf(number).Sum(key => key.Length) + number;

    public sealed record Case(int Number, int Generation = 0, int Sum = 0);
}
