using Serverless.Workflows.Intake.Mail;
using Serverless.Workflows.Intake.Mail.Tnef;

namespace Serverless.Workflows.Tests.Intake.Mail;

public class TnefTests
{
    // Two lists name the text only; these files are in the samples nevertheless.
    private static readonly Dictionary<string, string[]> NotListed = new()
    {
        ["long-filename.tnef"] = ["allproductsmar2000.dat"],
        ["missing-filenames.tnef"] =
            ["TechlibDEC99-JAN00.doc", "TechlibDEC99.doc", "TechlibNOV99.doc", "generpts.src"],
    };

    public static TheoryData<string> Samples => TestData.Files("mail/tnef", "*.tnef");

    /// <summary>Beside each sample lies the list of what its publisher found in it. A line "body.…" stands for the text,
    /// and "Untitled Attachment" for a file without a name.</summary>
    [DataTheory]
    [MemberData(nameof(Samples))]
    public void TheFilesOfEverySampleAreFound(string file)
    {
        var bytes = File.ReadAllBytes(TestData.Path(file));
        var expected = File.ReadAllLines(Path.ChangeExtension(TestData.Path(file), ".list"))
            .Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        if (NotListed.TryGetValue(Path.GetFileName(file), out var more)) expected.AddRange(more);
        var content = TnefReader.Read(bytes, 500);
        Assert.NotNull(content);
        Assert.Equal(expected.Where(name => !name.StartsWith("body.", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            content.AllAttachments().Select(found => found.Name ?? "Untitled Attachment").Order(StringComparer.Ordinal));
        if (expected.Contains("body.html")) Assert.Contains("<html", content.Html, StringComparison.OrdinalIgnoreCase);
        // AUTOEXEC.BAT and CONFIG.SYS are empty on the system they came from.
        Assert.All(content.AllAttachments(), found =>
            Assert.Equal(found.Name is "AUTOEXEC.BAT" or "CONFIG.SYS", found.Content.IsEmpty));
    }

    [DataFact]
    public void AMailWithWinmailIsReadThrough()
    {
        var mail = Message.ReadFile("mail/tnef/ukr.eml");
        Assert.Equal("rr test 7", mail.Subject);
        Assert.StartsWith("шостий", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal(new Mailbox("RR Tester 1", "rrtest1@xink.io"), Assert.Single(mail.From));
        Assert.Empty(mail.Attachments);
    }

    [DataFact]
    public void FilesInWinmailAreAttachments()
    {
        var winmail = Convert.ToBase64String(File.ReadAllBytes(TestData.Path("mail/tnef/two-files.tnef")));
        var mail = Message.Read(
            "From: a@example.com\nContent-Type: application/ms-tnef; name=winmail.dat\n"
            + "Content-Transfer-Encoding: base64\n\n" + winmail);
        Assert.Equal(["AUTHORS", "README"], mail.Attachments.Select(part => part.Name));
        Assert.Equal(["1.1", "1.2"], mail.Attachments.Select(part => part.Path));
        Assert.All(mail.Attachments, part => Assert.Equal(AttachmentPurpose.File, part.Purpose));
        Assert.Contains("Authors of", mail.Attachments[0].Text(), StringComparison.Ordinal);
    }
}
