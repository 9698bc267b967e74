using System.Net;

namespace Serverless.Connectors.Tests.Storage;

/// <summary>The way to the emulator, on which the service answers that it is busy, as often as told.</summary>
internal sealed class ThrottledLine(HttpStatusCode status, string code) : DelegatingHandler(new HttpClientHandler())
{
    private int _left;

    /// <summary>Answers that are still to be refused.</summary>
    public int Left
    {
        get => _left;
        set => _left = value;
    }

    public int Refused { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _left) < 0) return base.SendAsync(request, cancellationToken);
        Refused++;
        var answer = new HttpResponseMessage(status) { RequestMessage = request };
        answer.Headers.Add("x-ms-error-code", code);
        return Task.FromResult(answer);
    }
}
