using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Extraction.Pdf;

namespace Serverless.Workflows.Tests.Extraction.Pdf;

public sealed class FiltersTests
{
    [Theory]
    [InlineData("/ASCIIHexDecode", "48 65 6C\n6C 6F 7>", "48656C6C6F70")]
    [InlineData("/AHx", "48656c6c6f", "48656C6C6F")]
    [InlineData("/ASCII85Decode", "87cURD]i,\"Ebo80~>", "48656C6C6F20576F726C6421")]
    [InlineData("/A85", "z!!*-'~>", "0000000000010203")]
    [InlineData("[/AHx /AHx]", "34 38>", "48")]
    public void Printable_filters(string filter, string data, string expected) =>
        Assert.Equal(expected, Convert.ToHexString(Decode(filter, Encoding.ASCII.GetBytes(data))));

    [Fact]
    public void Run_length() =>
        Assert.Equal("ABCzzzzz", Encoding.ASCII.GetString(Decode("/RL", [2, (byte)'A', (byte)'B', (byte)'C', 252, (byte)'z', 128, 7])));

    /// <summary>The example of the format's specification (7.4.4.2).</summary>
    [Fact]
    public void Lzw() =>
        Assert.Equal([45, 45, 45, 45, 45, 65, 45, 45, 45, 66], Decode("/LZWDecode", [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]));

    [Fact]
    public void Lzw_with_growing_codes_gives_back_what_was_packed() =>
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 6)).Resize(6000).ToArbitrary(), list =>
        {
            var data = list.Select(i => (byte)i).ToArray();
            return Decode("/LZW", PackLzw(data)).SequenceEqual(data);
        }).Hold(30);

    [Fact]
    public void Png_prediction_gives_back_what_was_predicted() =>
        Prop.ForAll(Gen.Choose(0, 4).ToArbitrary(), Gen.ArrayOf(Gen.Choose(0, 255), 48).ToArbitrary(), (kind, samples) =>
        {
            var data = samples.Select(i => (byte)i).ToArray();
            var packed = new MemoryStream();
            using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(Predict(data, kind, 12, 3));
            var found = Decode("/FlateDecode /DecodeParms << /Predictor 15 /Colors 3 /Columns 4 >>", packed.ToArray());
            return found.SequenceEqual(data);
        }).Hold();

    [Fact]
    public void A_cut_stream_keeps_what_came_before()
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => i + ";")));
        var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(text);
        var found = Decode("/FlateDecode", packed.ToArray()[..^2000]);
        Assert.InRange(found.Length, text.Length / 2, text.Length - 1);
        Assert.Equal(text[..found.Length], found);
    }

    [Fact]
    public void An_image_filter_loses_that_file_only() => Assert.Empty(Decode("/CCITTFaxDecode", [1, 2, 3]));

    private static byte[] Decode(string filter, byte[] data)
    {
        var pdf = new PdfSketch();
        pdf.Document("5 0 R");
        pdf.Stream(5, "/Type /EmbeddedFile /Filter " + filter, data);
        pdf.Table(string.Empty);
        return Assert.Single(new PdfAttachments().Read(pdf.Bytes, CancellationToken.None)).Bytes.ToArray();
    }

    private static byte[] Predict(byte[] data, int kind, int row, int pixel)
    {
        var result = new List<byte>();
        for (var start = 0; start < data.Length; start += row)
        {
            result.Add((byte)kind);
            for (var i = start; i < start + row; i++)
            {
                var left = i - start >= pixel ? data[i - pixel] : 0;
                var up = start > 0 ? data[i - row] : 0;
                var corner = start > 0 && i - start >= pixel ? data[i - row - pixel] : 0;
                var nearest = new[] { left, up, corner }.MinBy(candidate => Math.Abs(left + up - corner - candidate));
                result.Add((byte)(data[i] - kind switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => nearest, _ => 0 }));
            }
        }

        return [.. result];
    }

    private static int Width(int next) => next switch { >= 2048 => 12, >= 1024 => 11, >= 512 => 10, _ => 9 };

    private static byte[] PackLzw(byte[] data)
    {
        var bits = new List<bool>();
        var width = 9;
        void Put(int code)
        {
            for (var i = width - 1; i >= 0; i--) bits.Add((code >> i & 1) == 1);
        }

        var codes = new Dictionary<string, int>();
        void Reset()
        {
            codes.Clear();
            for (var i = 0; i < 256; i++) codes[((char)i).ToString()] = i;
            width = 9;
        }

        Reset();
        Put(256);
        var held = string.Empty;
        foreach (var b in data)
        {
            var longer = held + (char)b;
            if (codes.ContainsKey(longer))
            {
                held = longer;
                continue;
            }

            Put(codes[held]);
            codes[longer] = codes.Count + 2;
            width = Width(codes.Count + 2);
            if (codes.Count + 2 >= 4093)
            {
                Put(256);
                Reset();
            }

            held = ((char)b).ToString();
        }

        if (held.Length > 0) Put(codes[held]);
        width = Width(codes.Count + 3);
        Put(257);
        while (bits.Count % 8 != 0) bits.Add(false);
        return [.. bits.Chunk(8).Select(eight => (byte)eight.Aggregate(0, (value, bit) => value * 2 + (bit ? 1 : 0)))];
    }
}
