using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Intake.Mail;
using Serverless.Workflows.Intake.Mail.Tnef;
using TestData = Serverless.Tests.TestData;

namespace Serverless.Workflows.Tests.Intake.Mail;

/// <summary>Whatever the bytes are, reading ends with a result or with the limits' own exception.</summary>
public class MailMutationTests
{
    private static readonly byte[][] Seeds = ReadSeeds();

    private static readonly string[] Splices =
        ["\n", "\r\n\r\n", "--b\n", "Content-Type: multipart/mixed; boundary=b\n\n", "Content-Type: message/rfc822\n\n",
         "Content-Transfer-Encoding: base64\n", "=?utf-8?B?", "?=", "\"", "<", "(", "; filename*0*=utf-8''%", "begin 644 x\n", "\0"];

    [Fact]
    public void MutatedMessagesAreRead() =>
        Prop.ForAll(Mutations(Seeds).ToArbitrary(), mutation => ReadAll(mutation.Of(Seeds)))
            .Hold(1500);

    [DataFact]
    public void MutatedWinmailIsRead()
    {
        var samples = Directory.GetFiles(TestData.Path("mail/tnef"), "*.tnef").Select(File.ReadAllBytes)
            .Where(bytes => bytes.Length < 20_000).ToArray();
        Prop.ForAll(Mutations(samples).ToArbitrary(), mutation =>
        {
            var bytes = mutation.Of(samples);
            var content = TnefReader.Read(bytes, 100);
            return content is null || content.AllAttachments().All(file => file.Content.Length <= bytes.Length);
        }).Hold(1500);
    }

    [Fact]
    public void AnyBytesAreRead() => Prop.ForAll<byte[]>(ReadAll).Hold();

    private static bool ReadAll(byte[] bytes)
    {
        try
        {
            var mail = Message.Read(bytes, new MailLimits { MaxParts = 100, MaxDepth = 20 });
            return mail.AllAttachments().All(part => part.Content().Length <= bytes.Length)
                && mail.Subject.Length <= 200;
        }
        catch (MailLimitException refused)
        {
            return refused.Text.Length > 0;
        }
    }

    private static Gen<Mutation> Mutations(byte[][] seeds) =>
        from seed in Gen.Choose(0, seeds.Length - 1)
        from edits in Gen.ListOf(
            from kind in Gen.Choose(0, 4)
            from at in Gen.Choose(0, 1_000_000)
            from length in Gen.Choose(1, 64)
            from value in Gen.Choose(0, 255)
            select new Change(kind, at, length, value))
        select new Mutation(seed, edits.Take(8).ToList());

    private static byte[] Edit(byte[] bytes, int kind, int at, int length, int value)
    {
        if (bytes.Length == 0) return [(byte)value];
        var from = at % bytes.Length;
        var to = Math.Min(bytes.Length, from + length);
        switch (kind)
        {
            case 0:
                var changed = (byte[])bytes.Clone();
                changed[from] = (byte)value;
                return changed;
            case 1:
                return [.. bytes[..from], .. bytes[to..]];
            case 2:
                return [.. bytes[..to], .. bytes[from..]];
            case 3:
                return bytes[..from];
            default:
                return [.. bytes[..from], .. System.Text.Encoding.UTF8.GetBytes(Splices[value % Splices.Length]), .. bytes[from..]];
        }
    }

    private static byte[][] ReadSeeds()
    {
        var own = """
            From: =?utf-8?Q?M=C3=BCller?= <a@b.de>
            Subject: =?utf-8?B?R3LDtsOfZQ==?=
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=iso-8859-1; format=flowed

            Hallo 
            Welt
            --b
            Content-Type: application/pdf; name*0*=utf-8''Gr%C3; name*1*=%B6.pdf
            Content-Transfer-Encoding: base64

            JVBERi0xLjQK
            --b--
            """;
        var seeds = new List<byte[]> { System.Text.Encoding.UTF8.GetBytes(own) };
        if (TestData.Available)
        {
            seeds.AddRange(Directory.GetFiles(TestData.Path("mail/messages")).Order(StringComparer.Ordinal)
                .Select(File.ReadAllBytes).Where(bytes => bytes.Length < 30_000));
        }

        return [.. seeds];
    }

    private sealed record Change(int Kind, int At, int Length, int Value);

    // What failed is told by its changes: printing the bytes would take longer than all the tests.
    private sealed record Mutation(int Seed, IReadOnlyList<Change> Changes)
    {
        public byte[] Of(byte[][] seeds) => Changes.Aggregate(seeds[Seed], (bytes, change) =>
            Edit(bytes, change.Kind, change.At, change.Length, change.Value));

        public override string ToString() => $"{Seed}: {string.Join(", ", Changes)}";
    }
}
