using System.Text;
using Serverless.Local.Outbox;
using Serverless.Workflows.Intake;

namespace Serverless.Local.Tests.Outbox;

public sealed class FolderOutboxTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "outbox-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task AMailIsOneFile()
    {
        using var outbox = new FolderOutbox(_folder, TimeProvider.System);
        await outbox.SendAsync(Mail("demo/1/anna/visit/1"), CancellationToken.None);
        var file = Assert.Single(Directory.GetFiles(_folder));
        Assert.Matches(@"^\d{8}T\d{9}Z-[0-9a-f]{32}\.eml$", Path.GetFileName(file));
        Assert.Contains("Subject: Betreff\r\n", await File.ReadAllTextAsync(file, Encoding.ASCII), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKeyIsWrittenOnceAlsoAfterARestart()
    {
        using (var outbox = new FolderOutbox(_folder, TimeProvider.System))
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
                outbox.SendAsync(Mail($"demo/{number % 2}/anna/visit/1"), CancellationToken.None)));
        }

        using var again = new FolderOutbox(_folder, TimeProvider.System);
        await again.SendAsync(Mail("demo/0/anna/visit/1") with { Subject = "anders" }, CancellationToken.None);
        await again.SendAsync(Mail("demo/0/anna/visit/2"), CancellationToken.None);
        Assert.Equal(3, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public async Task WhatACrashLeftIsRemovedAndSentAgain()
    {
        Directory.CreateDirectory(_folder);
        using (var outbox = new FolderOutbox(_folder, TimeProvider.System))
            await outbox.SendAsync(Mail("demo/1/anna/visit/1"), CancellationToken.None);
        var file = Directory.GetFiles(_folder).Single();
        File.Move(file, file + ".tmp");
        using var again = new FolderOutbox(_folder, TimeProvider.System);
        Assert.Empty(Directory.GetFiles(_folder));
        await again.SendAsync(Mail("demo/1/anna/visit/1"), CancellationToken.None);
        Assert.EndsWith(".eml", Assert.Single(Directory.GetFiles(_folder)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongAddressLeavesNothing()
    {
        using var outbox = new FolderOutbox(_folder, TimeProvider.System);
        await Assert.ThrowsAsync<ArgumentException>(
            () => outbox.SendAsync(Mail("k") with { ToAddress = "niemand" }, CancellationToken.None));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private static OutgoingMail Mail(string key) => new(
        "demo", key, "Muster", "post@muster.example.com", "Anna", "anna@example.org", "Betreff", "Text", null, null);
}
