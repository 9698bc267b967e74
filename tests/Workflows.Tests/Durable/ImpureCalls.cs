namespace Serverless.Workflows.Tests.Durable;

/// <summary>What an orchestration's code may not name: whatever is not the same on each replay.</summary>
internal static class ImpureCalls
{
    private static readonly string[] Namespaces =
    [
        "System.Net", "System.IO", "System.Diagnostics", "System.Threading", "System.Timers", "System.Reflection",
        "System.Security.Cryptography", "System.Runtime.InteropServices", "Microsoft.Extensions", "Microsoft.AspNetCore",
    ];

    private static readonly HashSet<string> Types =
    [
        "System.Random", "System.TimeProvider", "System.Environment", "System.TimeZoneInfo", "System.TimeZone",
        "System.Console", "System.GC", "System.AppContext", "System.AppDomain", "System.IServiceProvider",
        "System.Activator", "System.Globalization.CultureInfo", "System.Globalization.RegionInfo",
        "System.Globalization.NumberFormatInfo", "System.Globalization.DateTimeFormatInfo", "System.HashCode",
    ];

    private static readonly HashSet<string> Members =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTime.ToLocalTime", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.DateTimeOffset.get_LocalDateTime", "System.DateTimeOffset.ToLocalTime", "System.Guid.NewGuid",
        "System.Guid.CreateVersion7", "System.Object.GetHashCode", "System.String.GetHashCode",
        "System.Runtime.CompilerServices.AsyncVoidMethodBuilder.Create",
    ];

    /// <summary>What is pure within what is banned above.</summary>
    private static readonly HashSet<string> Allowed =
    [
        "System.Environment.get_CurrentManagedThreadId", // iterators that the compiler makes
        "System.Globalization.CultureInfo.get_InvariantCulture",
        "System.Globalization.NumberFormatInfo.get_InvariantInfo",
        "System.Globalization.DateTimeFormatInfo.get_InvariantInfo",
        "System.Threading.CancellationToken.get_None", "System.Threading.CancellationToken.get_IsCancellationRequested",
        "System.Threading.CancellationToken.ThrowIfCancellationRequested",
        "System.Threading.CancellationTokenSource..ctor()", "System.Threading.CancellationTokenSource.Cancel",
        "System.Threading.CancellationTokenSource.get_Token", "System.Threading.CancellationTokenSource.Dispose",
        "System.Threading.CancellationTokenSource.get_IsCancellationRequested",
        "System.Threading.Interlocked.CompareExchange", // events that the compiler makes
        "System.Threading.Tasks.Task.WhenAll", "System.Threading.Tasks.Task.WhenAny",
        "System.Threading.Tasks.Task.FromResult", "System.Threading.Tasks.Task.FromException",
        "System.Threading.Tasks.Task.FromCanceled", "System.Threading.Tasks.Task.get_CompletedTask",
        "System.Threading.Tasks.Task.GetAwaiter", "System.Threading.Tasks.Task.get_IsCompleted",
        "System.Threading.Tasks.Task.get_IsCompletedSuccessfully", "System.Threading.Tasks.Task.get_IsFaulted",
        "System.Threading.Tasks.Task.get_IsCanceled", "System.Threading.Tasks.Task.get_Exception",
        "System.Threading.Tasks.Task.get_Result",
    ];

    /// <summary>Namespaces that are banned but for whole types.</summary>
    private static readonly HashSet<string> AllowedTypes =
    [
        "System.IO.InvalidDataException", "System.IO.StringReader", "System.IO.StringWriter",
        "System.Diagnostics.UnreachableException", "System.Diagnostics.DebuggerHiddenAttribute",
    ];

    /// <summary>The seam's logger is in a banned namespace.</summary>
    private const string Logging = "Microsoft.Extensions.Logging";

    /// <param name="type">The full name, without the number of type parameters.</param>
    /// <param name="member">The member's name; a constructor without parameters is <c>.ctor()</c>.</param>
    public static bool Include(string type, string member)
    {
        var name = $"{type}.{member}";
        if (Allowed.Contains(name) || AllowedTypes.Contains(type)) return false;
        if (Members.Contains(name) || Types.Contains(type)) return true;
        return !type.StartsWith(Logging, StringComparison.Ordinal)
            && Namespaces.Any(space => type.StartsWith(space + ".", StringComparison.Ordinal));
    }
}
