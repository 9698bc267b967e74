using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Serverless.Tests.Home;

namespace Serverless.Web.Tests.Intake;

/// <summary>Bodies over a real server, whose own limit is smaller than ours.</summary>
public class LargeBodyTests
{
    [Theory]
    [InlineData(60, 202)]
    [InlineData(65, 413)]
    public async Task The_limit_is_ours_and_not_the_servers(int megabytes, int status)
    {
        var home = new FakeHome();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        await using var app = builder.Build();
        app.Run(WebApp.Create(home.Services));
        await app.StartAsync();

        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.First()).Port);
        await using var stream = client.GetStream();
        var length = megabytes * 1024L * 1024;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /ingest/demo/mail HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {FakeHome.IngestToken}\r\n"
            + $"Content-Type: message/rfc822\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"));

        // The answer is read while the body is sent, as the server may give it before the end.
        var answer = new StreamReader(stream, Encoding.ASCII).ReadLineAsync();
        var chunk = new byte[1024 * 1024];
        try
        {
            for (var n = 0; n < megabytes && !answer.IsCompleted; n++) await stream.WriteAsync(chunk);
        }
        catch (IOException)
        {
            // The server closed its side after it had refused; its answer has been read or will be.
        }

        Assert.StartsWith($"HTTP/1.1 {status}", await answer, StringComparison.Ordinal);
        Assert.Equal(status == 202 ? [length] : [], home.Intake.Received.Select(one => one.Length));
    }
}
