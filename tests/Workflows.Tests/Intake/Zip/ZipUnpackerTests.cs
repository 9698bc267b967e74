using System.Text;
using Serverless.Workflows.Intake.Zip;

namespace Serverless.Workflows.Tests.Intake.Zip;

public class ZipUnpackerTests
{
    [Fact]
    public void FilesWithoutFolders()
    {
        var zip = Sample.Zip(("../../böse/re.pdf", [1]), ("C:\\temp\\b.xml", [2]), (".DS_Store", [3]), ("leer/", []));
        Assert.Equal([("re.pdf", 1), ("b.xml", 2)], Unpack(zip).Select(file => (file.Name, (int)file.Content.Span[0])));
    }

    [Fact]
    public void NamesOfTheDosAge()
    {
        var zip = Sample.Zip(("Gr__e.pdf", [1]));
        foreach (var at in Places(zip, "Gr__e.pdf"u8)) (zip[at + 2], zip[at + 3]) = (0x94, 0xE1);
        Assert.Equal("Größe.pdf", Assert.Single(Unpack(zip)).Name);
    }

    [Fact]
    public void ABombIsStopped() => Refused("zipTooLarge", Sample.Zip(("null", new byte[20 * 1024 * 1024])));

    [Fact]
    public void TooMuchAltogether() => Refused("zipTooLarge",
        Sample.Zip(("a", Noise(700)), ("b", Noise(700))), new ZipLimits { MaxTotalBytes = 1000 });

    [Fact]
    public void TooMuchInOne() => Refused("zipTooLarge", Sample.Zip(("a", Noise(700))), new ZipLimits { MaxFileBytes = 600 });

    [Fact]
    public void TooManyFiles() => Refused("zipTooManyFiles",
        Sample.Zip([.. Enumerable.Range(0, 501).Select(number => ($"{number}.pdf", Array.Empty<byte>()))]));

    [Fact]
    public void ADirectoryBeyondReason() => Refused("zipTooManyFiles",
        Sample.Zip([.. Enumerable.Range(0, 2001).Select(number => ($"{number}/", Array.Empty<byte>()))]));

    [Fact]
    public void OneLevelInside()
    {
        var inner = Sample.Zip(("re.pdf", [1]));
        Assert.Equal("re.pdf", Assert.Single(Unpack(Sample.Zip(("innen.zip", inner)))).Name);
        Refused("zipNested", Sample.Zip(("a.zip", Sample.Zip(("b.zip", inner)))));
    }

    [Fact]
    public void APassword()
    {
        var zip = Sample.Zip(("re.pdf", [1]));
        foreach (var at in Places(zip, "PK\x3\x4"u8)) zip[at + 6] |= 1;
        foreach (var at in Places(zip, "PK\x1\x2"u8)) zip[at + 8] |= 1;
        Refused("zipEncrypted", zip);
    }

    [Fact]
    public void Damage()
    {
        var zip = Sample.Zip(("re.pdf", Noise(1000)));
        Refused("zipDamaged", zip[..^30]);
        zip[60] ^= 0xFF;
        Refused("zipDamaged", zip.AsSpan(0, 45).ToArray());
        Refused("zipDamaged", Encoding.ASCII.GetBytes("PK\x3\x4 kein ZIP"));
    }

    [Fact]
    public void AnyDamageIsRefusedOrUnpacked()
    {
        var zip = Sample.Zip(("re.pdf", Noise(300)), ("b.xml", Noise(100)), ("c.zip", Sample.Zip(("d", Noise(50)))));
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var changed = (byte[])zip.Clone();
            for (var count = random.Next(1, 6); count > 0; count--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                Unpack(changed);
            }
            catch (ZipRefusedException refused)
            {
                Assert.StartsWith("„x.zip“", refused.Reason.Text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void AnOfficeDocumentIsNoContainer()
    {
        Assert.True(ZipUnpacker.IsOfficeDocument(Sample.Zip(("[Content_Types].xml", [1]), ("word/document.xml", [1]))));
        Assert.False(ZipUnpacker.IsOfficeDocument(Sample.Zip(("re.pdf", [1]))));
    }

    private static List<ZippedFile> Unpack(byte[] zip, ZipLimits? limits = null) =>
        new ZipUnpacker(limits ?? new ZipLimits(), "x.zip").Files(zip).ToList();

    private static void Refused(string code, byte[] zip, ZipLimits? limits = null) =>
        Assert.Equal(code, Assert.Throws<ZipRefusedException>(() => Unpack(zip, limits)).Reason.Code);

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static List<int> Places(byte[] bytes, ReadOnlySpan<byte> pattern)
    {
        var places = new List<int>();
        for (var at = 0; at + pattern.Length <= bytes.Length; at++)
        {
            if (bytes.AsSpan(at).StartsWith(pattern)) places.Add(at);
        }

        return places;
    }
}
