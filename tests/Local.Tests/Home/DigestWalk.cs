using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;
using Serverless.Workflows.Orchestrations;

namespace Serverless.Local.Tests.Home;

/// <summary>A home in which Clara reads one mail a day, at half past seven.</summary>
internal static class DigestWalk
{
    /// <summary>The morning after a <see cref="WalkHome"/> begins.</summary>
    public static readonly DateTimeOffset Tuesday = new(2026, 3, 3, 6, 30, 0, TimeSpan.Zero);

    /// <param name="others">Who else does, and when.</param>
    public static async Task<WalkHome> OpenAsync(
        Action<IServiceCollection>? replace = null, params (string Person, string At)[] others)
    {
        var home = await WalkHome.OpenAsync(
            replace,
            tenant: text => others.Prepend((WalkHome.Clara, "07:30")).Aggregate(text, (changed, one) => changed.Replace(
                $"\"mail\": \"{one.Item1}@musterhaus.example\",",
                $"\"mail\": \"{one.Item1}@musterhaus.example\", \"digest\": \"{one.Item2}\",", StringComparison.Ordinal)));

        // The first day's is due as well; what comes from now on is for the next.
        await home.DigestsAsync(home.Clock.GetUtcNow());
        return home;
    }

    /// <summary>Moves the clock on, and waits until what was started has come so far as it can.</summary>
    public static async Task<List<string>> DigestsAsync(this WalkHome home, DateTimeOffset now)
    {
        if (now > home.Clock.GetUtcNow()) home.Clock.Advance(now - home.Clock.GetUtcNow());
        await home.Get<MinuteTick>().RunAsync(home.Soon);
        while (true)
        {
            var page = await home.Engine.QueryAsync(new InstanceFilter("digest-"), null, home.Soon);
            if (page.Instances.All(one => one.Status == InstanceStatus.Completed) || await WaitsAsync(home, page)) break;
            await Task.Delay(5);
        }

        return
        [
            .. home.Mails().Where(mail => mail.Contains("Ihre Entscheidung", StringComparison.Ordinal)
                && mail.Contains("/inbox", StringComparison.Ordinal)),
        ];
    }

    private static async Task<bool> WaitsAsync(WalkHome home, InstancePage page)
    {
        foreach (var one in page.Instances.Where(one => one.Status != InstanceStatus.Completed))
        {
            var events = (await home.Engine.ExportHistoryAsync(one.InstanceId, home.Soon))?.Events ?? [];
            if (!events.OfType<TimerCreated>().Any()) return false;
        }

        return true;
    }
}
