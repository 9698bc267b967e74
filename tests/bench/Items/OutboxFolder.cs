namespace Serverless.Bench.Items;

/// <summary>The folder where a home without a relay leaves its mails. What lies there at the start is not looked at.</summary>
internal sealed class OutboxFolder(DirectoryInfo folder) : ILinkSource
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly HashSet<string> _seen = [.. Mails(folder)];
    private readonly Queue<Uri> _links = new();
    private readonly SemaphoreSlim _one = new(1);

    public async ValueTask<Uri> NextAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            while (true)
            {
                if (_links.TryDequeue(out var link)) return link;
                foreach (var mail in Mails(folder).Where(_seen.Add))
                {
                    if (MailLinks.Find(await File.ReadAllTextAsync(mail, cancellation)) is { } found) _links.Enqueue(found);
                }

                if (_links.Count == 0) await Task.Delay(Pause, cancellation);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        _one.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string[] Mails(DirectoryInfo folder) =>
        Directory.Exists(folder.FullName) ? Directory.GetFiles(folder.FullName, "*.eml") : [];
}
