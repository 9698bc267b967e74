using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Tests.Durable;

public sealed class PurityTests
{
    private const string Seam = "Serverless.Workflows.Durable";
    private static readonly string Own = typeof(PurityTests).Namespace!;

    [Fact]
    public void Orchestrations_make_no_impure_call()
    {
        var (orchestrations, found) = PurityScan.Run(
            typeof(Catalogue).Assembly.Location, "Serverless.Workflows.Orchestrations", Seam);
        Assert.NotEmpty(orchestrations);
        Assert.Empty(found);
    }

    [Fact]
    public void What_an_orchestration_needs_is_not_found()
    {
        var (orchestrations, found) = PurityScan.Run(typeof(PurityTests).Assembly.Location, Own + ".Pure", Seam);
        Assert.Equal(["PureOrchestration"], orchestrations);
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("Now", "System.DateTime.get_Now")]
    [InlineData("UtcNow", "System.DateTime.get_UtcNow")]
    [InlineData("OffsetNow", "System.DateTimeOffset.get_UtcNow")]
    [InlineData("Local", "System.DateTimeOffset.get_LocalDateTime")]
    [InlineData("Provider", "System.TimeProvider.GetUtcNow")]
    [InlineData("Watch", "System.Diagnostics.Stopwatch.GetTimestamp")]
    [InlineData("NewGuid", "System.Guid.NewGuid")]
    [InlineData("Chance", "System.Random.get_Shared")]
    [InlineData("Secure", "System.Security.Cryptography.RandomNumberGenerator.GetInt32")]
    [InlineData("Delay", "System.Threading.Tasks.Task.Delay")]
    [InlineData("Run", "System.Threading.Tasks.Task.Run")]
    [InlineData("Factory", "System.Threading.Tasks.TaskFactory.StartNew")]
    [InlineData("Continuation", "System.Threading.Tasks.Task.ContinueWith")]
    [InlineData("Configured", "System.Threading.Tasks.Task.ConfigureAwait")]
    [InlineData("Blocking", "System.Threading.Tasks.Task.Wait")]
    [InlineData("CancelAsync", "System.Threading.CancellationTokenSource.CancelAsync")]
    [InlineData("CancelLater", "System.Threading.CancellationTokenSource.CancelAfter")]
    [InlineData("Timed", "System.Threading.CancellationTokenSource..ctor")]
    [InlineData("Variable", "System.Environment.GetEnvironmentVariable")]
    [InlineData("Exists", "System.IO.File.Exists")]
    [InlineData("Fetch", "System.Net.Http.HttpClient.GetStringAsync")]
    [InlineData("Culture", "System.Globalization.CultureInfo.get_CurrentCulture")]
    [InlineData("German", "System.Globalization.CultureInfo.GetCultureInfo")]
    [InlineData("Zone", "System.TimeZoneInfo.ConvertTime")]
    [InlineData("Sleep", "System.Threading.Thread.Sleep")]
    [InlineData("Setting", "Microsoft.Extensions.Configuration.IConfiguration.get_Item")]
    [InlineData("Service", "System.IServiceProvider.GetService")]
    [InlineData("Hash", "System.String.GetHashCode")]
    [InlineData("InALambda", "System.Random.get_Shared")]
    [InlineData("InAnIterator", "System.Environment.get_TickCount64")]
    [InlineData("InALocalFunction", "System.Environment.get_ProcessId")]
    [InlineData("ReadAsync", "System.IO.File.ReadAllTextAsync")]
    [InlineData("Machine", "System.Environment.get_MachineName")]
    public void Each_impure_call_is_found(string method, string call)
    {
        var (_, found) = PurityScan.Run(typeof(PurityTests).Assembly.Location, Own + ".Impure", Seam);
        Assert.Contains(found, line => line.EndsWith(": " + call, StringComparison.Ordinal)
            && (line.Contains($".{method}:", StringComparison.Ordinal) || line.Contains($"<{method}>", StringComparison.Ordinal)));
    }
}
