using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.Connectors.Storage;

/// <summary>The storage service was too busy for all attempts. Nothing of the call has happened, as far as it says.</summary>
public sealed class StorageBusyException(string message) : IOException(message);

/// <summary>
/// Patience with a busy storage service, and a short word when it is over. Stands before the retries of the client: it sees
/// the answer that they gave up at.
/// </summary>
public sealed class BusyPolicy : HttpPipelinePolicy
{
    private const int TooManyRequests = 429;
    private const int Unavailable = 503;

    /// <summary>Makes a client patient: eight tries more, up to ten seconds apart.</summary>
    public static T Patient<T>(T options)
        where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 8;
        options.Retry.MaxDelay = TimeSpan.FromSeconds(10);
        options.AddPolicy(new BusyPolicy(), HttpPipelinePosition.PerCall);
        return options;
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProcessNext(message, pipeline);
        ThrowIfBusy(message);
    }

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        ThrowIfBusy(message);
    }

    private static void ThrowIfBusy(HttpMessage message)
    {
        if (!message.HasResponse || message.Response.Status is not (TooManyRequests or Unavailable)) return;
        var code = message.Response.Headers.TryGetValue("x-ms-error-code", out var given) ? " " + given : string.Empty;
        throw new StorageBusyException(string.Create(CultureInfo.InvariantCulture,
            $"Azure Storage ({message.Request.Uri.Host}) is too busy: it answered {message.Response.Status}{code} to every attempt. It is tried again later; if this stays, the account's limits are reached."));
    }
}
