using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Serverless.Local.Home;
using Serverless.Workflows.Durable;

namespace Serverless.Local.Tests.Home;

/// <summary>The program itself in a process of its own, on a folder and a port that stay.</summary>
internal sealed class HomeProcess : IDisposable
{
    private static long _lastPort = Random.Shared.Next(12_000);

    private readonly HomeFolder _folder;
    private readonly string _address;
    private readonly HttpClient _http;
    private Process? _process;

    public HomeProcess(string folder)
    {
        _folder = new HomeFolder(folder);
        _address = $"http://127.0.0.1:{FreePort()}";
        _http = new HttpClient { BaseAddress = new Uri(_address), Timeout = TimeSpan.FromMinutes(5) };
    }

    /// <summary>Starts it and waits until it listens.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[]
            { Path.Combine(AppContext.BaseDirectory, "Serverless.Local.dll"), "--data", _folder.Path, "--urls", _address })
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        var line = await _process.StandardOutput.ReadLineAsync(cancellation);
        Assert.Equal($"Serverless listens at {_address}", line);
    }

    /// <summary>SIGKILL, then waits until it is gone.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Delivers a mail.</summary>
    /// <returns>The item's id; null where the process was killed before it answered.</returns>
    public async Task<string?> DeliverAsync(byte[] mail, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(mail);
        content.Headers.ContentType = new MediaTypeHeaderValue("message/rfc822");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ingest/demo/mail") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token("ingestToken"));
        if (await AnswerAsync(request, cancellation) is not var (status, body)) return null;
        Assert.Equal(HttpStatusCode.Accepted, status);
        var answer = JsonDocument.Parse(body).RootElement;
        return answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString())
            .Concat(answer.GetProperty("duplicates").EnumerateArray().Select(item => item.GetProperty("item").GetString()))
            .Single();
    }

    /// <summary>Delivers a file piece by piece, without telling its size beforehand.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> UploadAsync(
        Stream file, string type, string name, CancellationToken cancellation)
    {
        using var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ingest/demo/mail") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token("ingestToken"));
        request.Headers.TransferEncodingChunked = true;
        using var answer = await _http.SendAsync(request, cancellation);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation)).RootElement);
    }

    /// <summary>The answer of a link's page or form; null where the process was killed before it answered.</summary>
    public async Task<(HttpStatusCode Status, string Body)?> LinkAsync(
        string link, IReadOnlyDictionary<string, string>? form, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, link);
        if (form is not null) request.Content = new FormUrlEncodedContent(form);
        return await AnswerAsync(request, cancellation);
    }

    /// <summary>Every item, by the API.</summary>
    public async Task<IReadOnlyList<JsonElement>> ItemsAsync(CancellationToken cancellation)
    {
        var items = new List<JsonElement>();
        string? cursor = null;
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/demo/items?cursor=" + cursor);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token("apiToken"));
            using var answer = await _http.SendAsync(request, cancellation);
            answer.EnsureSuccessStatusCode();
            var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation)).RootElement;
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);
        return items;
    }

    /// <summary>The history of an item, by the API.</summary>
    public async Task<JsonElement> HistoryAsync(string id, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/demo/items/{id}/history");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token("apiToken"));
        using var answer = await _http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation)).RootElement;
    }

    public void Dispose()
    {
        if (_process is not null) Kill();
        _http.Dispose();
    }

    private async Task<(HttpStatusCode Status, string Body)?> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.SendAsync(request, cancellation);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private string Token(string name) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(_folder.Access("demo")), DurableJson.Options).GetProperty(name).GetString()!;

    /// <summary>A port that nobody has and that no outgoing connection is given while the process is away: those come from
    /// above 32767.</summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = 20_000 + (int)(Interlocked.Increment(ref _lastPort) % 12_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another one, then.
            }
        }
    }
}
