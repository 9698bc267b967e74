using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Serverless.Bench.Items;

/// <summary>A relay on loopback that takes every mail and keeps its link: as much of RFC 5321 as a well-behaved client
/// needs, without encryption and sign-in.</summary>
internal sealed class SmtpSink : ILinkSource
{
    private readonly Channel<Uri> _links = Channel.CreateUnbounded<Uri>();
    private readonly CancellationTokenSource _end = new();
    private readonly TcpListener _listener;
    private readonly Task _accepting;

    public SmtpSink(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public ValueTask<Uri> NextAsync(CancellationToken cancellation) => _links.Reader.ReadAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                await writer.WriteLineAsync("220 bench");
                while (await reader.ReadLineAsync(_end.Token) is { } line)
                {
                    var command = line.Split(' ')[0].ToUpperInvariant();
                    if (command == "DATA")
                    {
                        await writer.WriteLineAsync("354 go on");
                        if (MailLinks.Find(await DataAsync(reader)) is { } link) _links.Writer.TryWrite(link);
                    }

                    await writer.WriteLineAsync(command switch { "QUIT" => "221 bye", "EHLO" => "250 8BITMIME", _ => "250 ok" });
                    if (command == "QUIT") return;
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The client hung up, or the run is over.
            }
        }
    }

    private async Task<string> DataAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line && line != ".")
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        return mail.ToString();
    }
}
