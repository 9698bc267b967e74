using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Serverless.Workflows.Durable;

#pragma warning disable CA1822, CA1849 // Wrong on purpose: each method makes one call that the scan must find.

namespace Serverless.Workflows.Tests.Durable.Impure
{
    /// <summary>Everything an orchestration must not do, one thing a method.</summary>
    internal sealed class ImpureOrchestration(
        TimeProvider time, IConfiguration configuration, HttpClient http, IServiceProvider services)
        : IOrchestration<int, int>
    {
        public Task<int> RunAsync(IOrchestrationContext context, int input) => Task.FromResult(input);

        public DateTime Now() => DateTime.Now;

        public DateTime UtcNow() => DateTime.UtcNow;

        public DateTimeOffset OffsetNow() => DateTimeOffset.UtcNow;

        public DateTime Local(IOrchestrationContext context) => context.CurrentUtc.LocalDateTime;

        public DateTimeOffset Provider() => time.GetUtcNow();

        public long Watch() => Stopwatch.GetTimestamp();

        public Guid NewGuid() => Guid.NewGuid();

        public int Chance() => Random.Shared.Next();

        public int Secure() => RandomNumberGenerator.GetInt32(6);

        public async Task Delay() => await Task.Delay(1);

        public Task Run() => Task.Run(() => { });

        public Task Factory() => Task.Factory.StartNew(() => { });

        public Task Continuation(Task task) => task.ContinueWith(_ => { }, TaskScheduler.Default);

        public async Task Configured(Task task) => await task.ConfigureAwait(false);

        public void Blocking(Task task) => task.Wait();

        public async Task CancelAsync(CancellationTokenSource source) => await source.CancelAsync();

        public void CancelLater(CancellationTokenSource source) => source.CancelAfter(5);

        public CancellationTokenSource Timed() => new(5);

        public string? Variable() => Environment.GetEnvironmentVariable("HOME");

        public bool Exists() => File.Exists("x");

        public async Task<string> Fetch() => await http.GetStringAsync(new Uri("http://localhost"));

        public string Culture() => CultureInfo.CurrentCulture.Name;

        public CultureInfo German() => CultureInfo.GetCultureInfo("de-DE");

        public DateTimeOffset Zone(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.Local);

        public void Sleep() => Thread.Sleep(1);

        public string? Setting() => configuration["a"];

        public object? Service() => services.GetService(typeof(string));

        public int Hash(string text) => text.GetHashCode(StringComparison.Ordinal);

        public Func<Task<int>> InALambda() => async () =>
        {
            await Task.Yield();
            return Random.Shared.Next(3);
        };

        public IEnumerable<long> InAnIterator()
        {
            yield return Environment.TickCount64;
        }

        public int InALocalFunction()
        {
            return Local();

            static int Local() => Environment.ProcessId;
        }

        public Task<string> InAnotherClass() => ImpureHelp.ReadAsync();

        public string InAGeneric() => new ImpureBox<int>().Machine();
    }

    internal static class ImpureHelp
    {
        public static async Task<string> ReadAsync() => await File.ReadAllTextAsync("x");
    }

    internal sealed class ImpureBox<T>
    {
        public string Machine() => Environment.MachineName + typeof(T).Name;
    }
}

namespace Serverless.Workflows.Tests.Durable.Pure
{
    /// <summary>Everything an orchestration needs; nothing of it may be found.</summary>
    internal sealed class PureOrchestration : IOrchestration<int, string>
    {
        private static readonly ActivityName<int, int> Work = new("work");

        public async Task<string> RunAsync(IOrchestrationContext context, int input)
        {
            using var cancel = new CancellationTokenSource();
            var timer = context.CreateTimerAsync(context.CurrentUtc.AddDays(1), cancel.Token);
            var go = context.Listen<int>("go");
            if (await Task.WhenAny(go, timer) == go) cancel.Cancel();
            var all = await Task.WhenAll(Numbers(3).Select(n => context.CallActivityAsync(Work, n, RetryPolicy.Standard)));
            return string.Create(CultureInfo.InvariantCulture, $"{all.Sum()} {context.NewGuid()}");
        }

        private static IEnumerable<int> Numbers(int count)
        {
            for (var i = 0; i < count; i++) yield return i;
        }
    }
}
