using System.Security.Cryptography;

namespace Serverless.Workflows.Extraction.Pdf.Encryption;

/// <summary>How strings and streams of a file are encrypted.</summary>
internal enum PdfCipher
{
    None,
    Rc4,
    Aes128,
    Aes256,
}

/// <summary>The standard security handler, opened with the empty user password.</summary>
internal sealed class StandardSecurity
{
    private readonly byte[] _key;
    private readonly PdfCipher _strings;
    private readonly PdfCipher _streams;
    private readonly PdfCipher _files;

    private StandardSecurity(byte[] key, PdfCipher strings, PdfCipher streams, PdfCipher files) =>
        (_key, _strings, _streams, _files) = (key, strings, streams, files);

    /// <summary>Opens a file's encryption; null where it needs a password or a method that is not known.</summary>
    public static StandardSecurity? Open(PdfObjects objects, PdfDictionary encrypt)
    {
        if (objects.Name(encrypt["Filter"]) != "Standard") return null;
        var version = objects.Whole(encrypt["V"]) ?? 0;
        var revision = objects.Whole(encrypt["R"]) ?? 0;
        var owner = objects.Text(encrypt["O"]) ?? [];
        var user = objects.Text(encrypt["U"]) ?? [];
        if (version == 5 && revision is 5 or 6)
        {
            var newKey = StandardKey.New(revision, user, objects.Text(encrypt["UE"]) ?? []);
            return newKey is null ? null : WithFilters(objects, encrypt, newKey);
        }

        if (version is not (1 or 2 or 4) || revision is < 2 or > 4) return null;
        var bits = version == 1 || revision == 2 ? 40 : objects.Whole(encrypt["Length"]) ?? (version == 4 ? 128 : 40);
        if (version == 4) bits = 128;
        if (bits is < 40 or > 128) return null;
        var id = objects.Items(objects.Trailer["ID"]) is [var first, ..] ? objects.Text(first) ?? [] : [];
        var metadata = (objects.Resolve(encrypt["EncryptMetadata"]) as PdfBoolean)?.Value ?? true;
        // Written unsigned by some.
        var permissions = objects.Resolve(encrypt["P"]) is PdfNumber p && Math.Abs(p.Value) <= uint.MaxValue ? unchecked((int)(long)p.Value) : 0;
        var key = StandardKey.Old(revision, bits / 8, owner, user, permissions, id, metadata);
        if (key is null) return null;
        return version == 4 ? WithFilters(objects, encrypt, key) : new StandardSecurity(key, PdfCipher.Rc4, PdfCipher.Rc4, PdfCipher.Rc4);
    }

    public byte[] Text(int number, int generation, byte[] text) => Decrypt(_strings, number, generation, text).ToArray();

    public ReadOnlyMemory<byte> Stream(PdfObjects objects, PdfStream stream)
    {
        var head = stream.Dictionary;
        var type = objects.Name(head["Type"]);
        if (type == "XRef") return stream.Raw;
        // A crypt filter of the stream's own is Identity in practice: it leaves the metadata readable.
        var first = objects.Resolve(head["Filter"]) is PdfArray { Items: [var outer, ..] } ? outer : head["Filter"];
        if (objects.Name(first) == "Crypt") return stream.Raw;
        return Decrypt(type == "EmbeddedFile" ? _files : _streams, stream.Number, stream.Generation, stream.Raw);
    }

    private static StandardSecurity? WithFilters(PdfObjects objects, PdfDictionary encrypt, byte[] key)
    {
        var streams = Filter(objects, encrypt, "StmF");
        var strings = Filter(objects, encrypt, "StrF");
        var files = encrypt.Has("EFF") ? Filter(objects, encrypt, "EFF") : streams;
        return streams is null || strings is null || files is null
            ? null
            : new StandardSecurity(key, strings.Value, streams.Value, files.Value);
    }

    private static PdfCipher? Filter(PdfObjects objects, PdfDictionary encrypt, string use)
    {
        var name = objects.Name(encrypt[use]) ?? "Identity";
        if (name == "Identity") return PdfCipher.None;
        var filter = objects.Dictionary(objects.Dictionary(encrypt["CF"])?[name]);
        return objects.Name(filter?["CFM"]) switch
        {
            "None" => PdfCipher.None,
            "V2" => PdfCipher.Rc4,
            "AESV2" => PdfCipher.Aes128,
            "AESV3" => PdfCipher.Aes256,
            _ => null,
        };
    }

    private ReadOnlyMemory<byte> Decrypt(PdfCipher cipher, int number, int generation, ReadOnlyMemory<byte> data) => cipher switch
    {
        PdfCipher.Rc4 => Rc4.Apply(ObjectKey(number, generation, aes: false), data.Span),
        PdfCipher.Aes128 => DecryptAes(ObjectKey(number, generation, aes: true), data.Span),
        PdfCipher.Aes256 => DecryptAes(_key, data.Span),
        _ => data,
    };

    private byte[] ObjectKey(int number, int generation, bool aes)
    {
        byte[] seed = [.. _key, (byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)generation, (byte)(generation >> 8)];
        if (aes) seed = [.. seed, .. "sAlT"u8];
        return PdfMd5.Hash(seed)[..Math.Min(16, _key.Length + 5)];
    }

    /// <summary>The first 16 bytes are the start value. Damaged padding is left as data.</summary>
    private static byte[] DecryptAes(byte[] key, ReadOnlySpan<byte> data)
    {
        var length = (data.Length - 16) / 16 * 16;
        if (length <= 0) return [];
        using var aes = Aes.Create();
        aes.Key = key;
        var plain = aes.DecryptCbc(data.Slice(16, length), data[..16], PaddingMode.None);
        var padding = plain[^1];
        return padding is > 0 and <= 16 ? plain[..^padding] : plain;
    }
}
