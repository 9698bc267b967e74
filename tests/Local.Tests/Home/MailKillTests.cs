using System.Text.RegularExpressions;
using Serverless.Local.Tests.Stores;

namespace Serverless.Local.Tests.Home;

/// <summary>The process is killed between the relay's answer and our note. SMTP has no keys, so the mail goes out once more;
/// it is the same message then, and mail programs show one.</summary>
public sealed partial class MailKillTests
{
    [Theory]
    [InlineData("/visit-1/")]
    [InlineData("/digest/")]
    public async Task A_mail_that_goes_out_twice_is_one_message(string kind)
    {
        using var folder = new TemporaryFolder();
        Assert.True(await SelfKill.EndsWorkerAsync("mails", folder.Path, kind));
        Assert.False(await SelfKill.EndsWorkerAsync("mails", folder.Path, kind));

        var key = await File.ReadAllTextAsync(folder.File("died"));
        Assert.Contains(kind, key, StringComparison.Ordinal);
        var mails = Directory.GetFiles(folder.File("taken")).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        var ids = mails.Select(mail => MessageId().Match(mail).Groups[1].Value).ToList();

        // The item's own mail and the digest; the one of them over which the process died came twice.
        Assert.Equal(3, ids.Count);
        Assert.Equal(2, ids.Distinct().Count());
        var twice = Assert.Single(ids.GroupBy(id => id), same => same.Count() == 2);
        var copies = mails.Where(mail => mail.Contains(twice.Key, StringComparison.Ordinal)).Select(WalkHome.Plain).ToList();
        Assert.Equal(copies[0].Contains("/inbox", StringComparison.Ordinal), kind == "/digest/");
        Assert.Equal(Links().Matches(copies[0]).Select(link => link.Value), Links().Matches(copies[1]).Select(link => link.Value));
    }

    [GeneratedRegex(@"^Message-ID: (<\S+>)\r?$", RegexOptions.Multiline)]
    private static partial Regex MessageId();

    [GeneratedRegex(@"http://\S+/d/[A-Za-z0-9_.~-]+")]
    private static partial Regex Links();
}
