using System.Text;
using MailKit;

namespace Serverless.Connectors.Mail.Boxes;

/// <summary>Keeps the last thing that the server said: MailKit's sign-in failures do not tell it. What goes to the server
/// is not looked at.</summary>
internal sealed class LastAnswer : IProtocolLogger
{
    private const int MaxLength = 300;

    private string _text = string.Empty;

    /// <inheritdoc/>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>In one line; empty where it has said nothing.</summary>
    public override string ToString() => _text;

    public void LogConnect(Uri uri)
    {
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        var lines = Encoding.Latin1.GetString(buffer, offset, count).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0) return;
        var text = new string([.. lines[^1].Where(c => !char.IsControl(c)).Take(MaxLength)]).Trim();
        if (text.Length > 0) _text = text;
    }

    public void Dispose()
    {
    }
}
