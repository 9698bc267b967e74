using System.Globalization;
using Serverless.Local.Stores;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Intake.Outgoing;

namespace Serverless.Local.Outbox;

/// <summary>
/// Writes outgoing mail to a folder, one <c>time-hash.eml</c> each, for homes without an SMTP relay. The hash stands for
/// the mail's business key: a key that has a file gets no second one, also after a restart. A file that a person deleted
/// is written again only by a repeat after a restart.
/// </summary>
public sealed class FolderOutbox : IOutbox, IDisposable
{
    private const string Unfinished = ".tmp";

    private readonly string _folder;
    private readonly MailWriter _writer;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _one = new(1);
    private readonly HashSet<string> _sent;

    /// <summary>Opens the folder, creating it where it is missing, and removes what a crash left unfinished.</summary>
    public FolderOutbox(string folder, TimeProvider time)
    {
        _folder = Path.GetFullPath(folder);
        _time = time;
        _writer = new MailWriter(time);
        Disk.CreateDirectory(_folder);
        foreach (var left in Directory.EnumerateFiles(_folder, "*" + Unfinished)) File.Delete(left);
        _sent = Directory.EnumerateFiles(_folder, "*.eml")
            .Select(file => Path.GetFileNameWithoutExtension(file).Split('-')[^1])
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An address is not acceptable.</exception>
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var hash = MailWriter.KeyHash(mail.Key);
        var message = _writer.Write(mail);
        await _one.WaitAsync(cancellation);
        try
        {
            if (_sent.Contains(hash)) return;
            var stamp = _time.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
            var path = Path.Combine(_folder, stamp + "-" + hash + ".eml");
            Disk.WriteWhole(path + Unfinished, path, message);
            _sent.Add(hash);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
