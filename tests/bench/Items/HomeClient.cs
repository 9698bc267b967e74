using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Serverless.Bench.Items;

/// <summary>What a run asks of a home, over HTTP alone.</summary>
internal sealed partial class HomeClient(Uri url, string tenant, string ingestToken, string apiToken) : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = url,
        Timeout = TimeSpan.FromSeconds(60),
    };

    /// <returns>The new item's id.</returns>
    public async Task<string> DeliverAsync(byte[] mail, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/ingest/{tenant}/mail") { Content = new ByteArrayContent(mail) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("message/rfc822");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ingestToken);
        var answer = await SendAsync(request, HttpStatusCode.Accepted, cancellation);
        using var json = JsonDocument.Parse(answer);
        var items = json.RootElement.GetProperty("items");
        return items.GetArrayLength() == 1
            ? items[0].GetProperty("id").GetString()!
            : throw new InvalidOperationException($"The mail should have become one item, but: {answer}");
    }

    /// <exception cref="InvalidOperationException">The item has ended otherwise.</exception>
    public async Task<bool> HasCompletedAsync(string item, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/{tenant}/items/{item}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiToken);
        using var json = JsonDocument.Parse(await SendAsync(request, HttpStatusCode.OK, cancellation));
        return json.RootElement.GetProperty("status").GetString() switch
        {
            "completed" => true,
            "running" or "waiting" => false,
            var other => throw new InvalidOperationException($"The item {item} has ended as {other}."),
        };
    }

    /// <summary>Opens the link as a person does and approves.</summary>
    /// <param name="link">The link of a mail.</param>
    /// <param name="mark">What the pages of this run's items show.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<LinkUse> ApproveAsync(Uri link, string mark, CancellationToken cancellation)
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, link.PathAndQuery);
        if (await TrySendAsync(get, HttpStatusCode.OK, cancellation) is not { } page) return LinkUse.Over;
        var fields = Hidden().Matches(page)
            .DistinctBy(field => field.Groups[1].Value)
            .Where(field => field.Groups[1].Value != "decision")
            .Select(field => KeyValuePair.Create(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)))
            .Append(KeyValuePair.Create("decision", "approve"));
        using var post = new HttpRequestMessage(HttpMethod.Post, link.PathAndQuery) { Content = new FormUrlEncodedContent(fields) };
        if (await TrySendAsync(post, HttpStatusCode.OK, cancellation) is null) return LinkUse.Over;
        return page.Contains(mark, StringComparison.Ordinal) ? LinkUse.Decided : LinkUse.DecidedElsewhere;
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> SendAsync(HttpRequestMessage request, HttpStatusCode expected, CancellationToken cancellation) =>
        await TrySendAsync(request, expected, cancellation)
            ?? throw new InvalidOperationException($"{request.Method} {request.RequestUri} was answered with a conflict.");

    /// <returns>Null where what was asked for is over.</returns>
    private async Task<string?> TrySendAsync(HttpRequestMessage request, HttpStatusCode expected, CancellationToken cancellation)
    {
        using var answer = await _http.SendAsync(request, cancellation);
        if (answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.Gone) return null;
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.StatusCode == expected ? text : throw new InvalidOperationException(
            $"{request.Method} {request.RequestUri?.ToString().Split("/d/")[0]} was answered with {(int)answer.StatusCode}: {text}");
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}

/// <summary>What came of a link.</summary>
internal enum LinkUse
{
    /// <summary>An item of this run was decided.</summary>
    Decided,

    /// <summary>An item was decided that an earlier run had left.</summary>
    DecidedElsewhere,

    /// <summary>Nothing: it was decided before. A relay cannot be asked what it took, so a mail may come twice.</summary>
    Over,
}
