using System.Text;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Extraction.Einvoice.Xml;

namespace Serverless.Workflows.Tests.Extraction.Einvoice;

public sealed class SafeXmlTests
{
    [Theory]
    [InlineData("""<!DOCTYPE Invoice [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><Invoice>&b;</Invoice>""")]
    [InlineData("""<!DOCTYPE Invoice SYSTEM "file:///etc/passwd"><Invoice/>""")]
    [InlineData("""<!DOCTYPE Invoice [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><Invoice>&x;</Invoice>""")]
    [InlineData("""<?xml version="1.0"?><!-- a --><!DOCTYPE Invoice><Invoice/>""")]
    public void A_document_type_is_refused_by_name(string xml) => Refused("XML-DTD", xml);

    [Theory]
    [InlineData("<Invoice>")]
    [InlineData("<Invoice></Invoice")]
    [InlineData("<Invoice><a></b></Invoice>")]
    [InlineData("<Invoice/><Invoice/>")]
    [InlineData("<")]
    [InlineData("<Invoice>&unknown;</Invoice>")]
    [InlineData("<Invoice>\u0001</Invoice>")]
    [InlineData("<?xml version=\"1.1\"?><Invoice/>")]
    public void What_is_no_xml_is_refused_with_the_place(string xml) => Refused("XML-UNREADABLE", xml);

    [Fact]
    public void Nesting_is_limited() =>
        Refused("XML-TOO-DEEP", string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000)));

    [Fact]
    public void The_number_of_elements_is_limited() => Refused("XML-TOO-MANY", "<a>" + string.Concat(Enumerable.Repeat("<b/>", 600_000)) + "</a>");

    [Fact]
    public void The_number_of_attributes_is_limited() =>
        Refused("XML-TOO-MANY", "<a " + string.Join(' ', Enumerable.Range(0, 1000).Select(n => $"b{n}=''")) + "/>");

    [Fact]
    public void The_size_is_limited() =>
        Assert.Equal("XML-TOO-LARGE", SafeXml.Load(new byte[100], XmlLimits.Default with { MaxBytes = 99 }, CancellationToken.None).Checks.Single().Rule);

    [Fact]
    public void Many_pieces_of_text_take_no_more_time_than_one()
    {
        var xml = "<a>" + string.Concat(Enumerable.Repeat("<![CDATA[x]]>", 400_000)) + "</a>";

        Assert.Equal(400_000, Load(Encoding.UTF8.GetBytes(xml)).Root!.Value.Length);
    }

    [Fact]
    public void Embedded_files_are_left_out_and_their_attributes_stay()
    {
        var root = Load("<a><AttachmentBinaryObject filename='x.pdf'>JVBERi0=</AttachmentBinaryObject><b>1</b></a>"u8.ToArray()).Root!;

        Assert.Equal(("1", "x.pdf"), (root.Value, (string?)root.Element("AttachmentBinaryObject")!.Attribute("filename")));
    }

    public static TheoryData<string, bool> Encodings => new()
    {
        { "utf-8", false }, { "utf-8", true }, { "utf-16", true }, { "utf-16", false }, { "utf-16BE", true }, { "utf-16BE", false },
        { "utf-32", true }, { "iso-8859-1", false }, { "iso-8859-15", false }, { "windows-1252", false },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_usual_encoding_is_read(string name, bool mark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        var text = $"<?xml version=\"1.0\" encoding=\"{name.Replace("BE", "", StringComparison.Ordinal)}\"?>\n<a>Müller &amp; Söhne, Straße</a>";
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];

        Assert.True(XmlCharacters.LooksLikeXml(bytes));
        var loaded = Load(bytes);
        Assert.Empty(loaded.Checks);
        Assert.Equal("Müller & Söhne, Straße", loaded.Root!.Value);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("UTF-8-W/O-BOM")]
    [InlineData("nonsense")]
    public void A_declared_encoding_that_cannot_be_is_passed_over_with_a_finding(string name)
    {
        var loaded = Load(Encoding.UTF8.GetBytes($"<?xml version='1.0' encoding='{name}'?><a>Straße</a>"));

        Assert.Equal(("XML-ENCODING", "Straße"), (loaded.Checks.Single().Rule, loaded.Root!.Value));
    }

    [Fact]
    public void Bytes_that_are_no_characters_are_a_finding() =>
        Assert.Equal("XML-UNREADABLE", Load([.. "<a>"u8, 0xC3, 0x28, .. "</a>"u8]).Checks.Single().Rule);

    [Fact]
    public void Blanks_before_the_declaration_do_not_matter() =>
        Assert.Equal("1", Load("\r\n  <?xml version='1.0'?><a>1</a>"u8.ToArray()).Root!.Value);

    [Fact]
    public void Comments_and_sections_inside_a_text_do_not_cut_it() =>
        Assert.Equal("1234", Load("<a>12<!-- x -->3<![CDATA[4]]></a>"u8.ToArray()).Root!.Value);

    [Fact]
    public void Reading_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => SafeXml.Load("<a/>"u8.ToArray(), XmlLimits.Default, new CancellationToken(canceled: true)));

    private static LoadedXml Load(byte[] bytes) => SafeXml.Load(bytes, XmlLimits.Default, CancellationToken.None);

    private static void Refused(string rule, string xml)
    {
        var reading = RealInvoices.Documents.Read(Encoding.UTF8.GetBytes(xml), "x.xml", CancellationToken.None);

        Assert.Equal((rule, Severity.Error), (reading.Checks.Single().Rule, reading.Checks.Single().Severity));
        Assert.Null(reading.Format);
        Assert.Empty(reading.Fields);
    }
}
