using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Serverless.Connectors.Tests.Mail.Boxes;

/// <summary>A server of a line protocol on a free port of this machine, one connection after the other.</summary>
internal abstract class LineServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    protected LineServer()
    {
        _listener.Start();
        _running = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public const string User = "rechnung@example.org";
    public const string Password = "geheim";

    /// <summary>What it was told, of all connections.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>A command that begins so is not answered: the connection breaks. Once.</summary>
    public string? BreakAt { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _listener.Stop();
        _stop.Dispose();
    }

    protected abstract string Greeting { get; }

    /// <summary>Called for each connection.</summary>
    protected abstract void Begin();

    /// <summary>Answers a command.</summary>
    /// <returns>Whether the connection goes on.</returns>
    protected abstract Task<bool> AnswerAsync(string command, StreamWriter answer, StreamReader more);

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Begin();
                await TalkAsync(client.GetStream());
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync(Greeting);
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            lock (Commands) Commands.Add(line);
            if (BreakAt is { } at && line.Contains(at, StringComparison.OrdinalIgnoreCase))
            {
                BreakAt = null;
                return;
            }

            if (!await AnswerAsync(line, writer, reader)) return;
        }
    }
}
