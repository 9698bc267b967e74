using System.Text;
using Serverless.Workflows.Extraction.Pdf;

namespace Serverless.Workflows.Tests.Extraction.Pdf;

/// <summary>One small document (two pages, an embedded XML, a file at an annotation, a signed and an empty signature
/// field), written in every way that PDFs are written in.</summary>
public sealed class PdfKindsTests
{
    public static TheoryData<string> Readable { get; } =
    [
        "plain", "object-streams", "linearized", "rc4-40", "rc4-128", "rc4-128-v4", "aes-128", "aes-256-r5", "aes-256",
        "aes-256-object-streams",
    ];

    public static TheoryData<string> Locked { get; } = ["password", "password-rc4"];

    [Theory]
    [MemberData(nameof(Readable))]
    public void Each_kind_gives_the_same(string kind) => AssertSame(Bytes(kind), kind);

    [Theory]
    [MemberData(nameof(Readable))]
    public void Each_kind_is_recovered_without_its_cross_reference(string kind)
    {
        var bytes = Bytes(kind);
        for (int at; (at = bytes.AsSpan().IndexOf("startxref"u8)) >= 0;) bytes[at] = (byte)'x';
        AssertSame(bytes, kind);
    }

    [Theory]
    [MemberData(nameof(Readable))]
    public void Each_kind_is_read_behind_foreign_bytes(string kind) =>
        AssertSame([.. "--boundary\r\n\r\n"u8, .. Bytes(kind), .. "\r\n--boundary--\r\n"u8], kind);

    [Theory]
    [MemberData(nameof(Locked))]
    public void A_password_is_asked_for_in_words(string kind)
    {
        var facts = PdfFacts.Read(Bytes(kind), CancellationToken.None);
        Assert.True(facts.IsEncrypted);
        Assert.True(facts.NeedsPassword);
        Assert.Null(facts.PageCount);
        var refused = Assert.Throws<PdfException>(() => new PdfAttachments().Read(Bytes(kind), CancellationToken.None));
        Assert.Equal(PdfProblem.Encrypted, refused.Problem);
    }

    [Fact]
    public void What_is_no_pdf_says_so()
    {
        foreach (byte[] bytes in (byte[][])[[], [1, 2, 3], .. (byte[][])["<xml/>"u8.ToArray(), new byte[5000]]])
        {
            Assert.False(PdfFacts.IsPdf(bytes));
            Assert.Equal(PdfProblem.NotAPdf, Assert.Throws<PdfException>(() => PdfFacts.Read(bytes, CancellationToken.None)).Problem);
        }
    }

    [Fact]
    public void A_header_alone_is_damaged() =>
        Assert.Equal(PdfProblem.Damaged, Assert.Throws<PdfException>(() => PdfFacts.Read("%PDF-1.7\n"u8.ToArray(), CancellationToken.None)).Problem);

    [Fact]
    public void Reading_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => new PdfAttachments().Read(Bytes("plain"), new CancellationToken(canceled: true)));

    internal static string Folder { get; } = Path.Combine(TestData.Root, "tests", "Workflows.Tests", "Extraction", "Pdf", "files");

    internal static byte[] Bytes(string kind) => File.ReadAllBytes(Path.Combine(Folder, kind + ".pdf"));

    private static void AssertSame(byte[] bytes, string kind)
    {
        var found = new PdfAttachments().Read(bytes, CancellationToken.None);
        Assert.Equal(["Rechnung-März.xml", "note.txt"], found.Select(f => f.Name));
        Assert.Equal("text/xml", found[0].MimeType);
        Assert.Contains("Größe: 12,50 €", Encoding.UTF8.GetString(found[0].Bytes.Span), StringComparison.Ordinal);
        Assert.Equal("a note (in text)", Encoding.ASCII.GetString(found[1].Bytes.Span));

        var facts = PdfFacts.Read(bytes, CancellationToken.None);
        Assert.Equal(2, facts.PageCount);
        Assert.False(facts.NeedsPassword);
        Assert.Equal(kind.StartsWith("rc4", StringComparison.Ordinal) || kind.StartsWith("aes", StringComparison.Ordinal), facts.IsEncrypted);
        Assert.Equal([new PdfSignatureField("Prüfer", true), new PdfSignatureField("group.second", false)], facts.SignatureFields);
        Assert.True(facts.IsSigned);
    }
}
