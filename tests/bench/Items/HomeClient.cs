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
    public async Task ApproveAsync(Uri link, CancellationToken cancellation)
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, link.PathAndQuery);
        var page = await SendAsync(get, HttpStatusCode.OK, cancellation);
        var fields = Hidden().Matches(page)
            .DistinctBy(field => field.Groups[1].Value)
            .Where(field => field.Groups[1].Value != "decision")
            .Select(field => KeyValuePair.Create(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)))
            .Append(KeyValuePair.Create("decision", "approve"));
        using var post = new HttpRequestMessage(HttpMethod.Post, link.PathAndQuery) { Content = new FormUrlEncodedContent(fields) };
        await SendAsync(post, null, cancellation);
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> SendAsync(HttpRequestMessage request, HttpStatusCode? expected, CancellationToken cancellation)
    {
        using var answer = await _http.SendAsync(request, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        var good = expected is { } status ? answer.StatusCode == status : (int)answer.StatusCode is >= 200 and < 400;
        return good ? text : throw new InvalidOperationException(
            $"{request.Method} {request.RequestUri?.ToString().Split("/d/")[0]} was answered with {(int)answer.StatusCode}: {text}");
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
