using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Serverless.Workflows.Extraction.Pdf.Encryption;

/// <summary>The file key that the empty user password gives (ISO 32000-1, 7.6.3; ISO 32000-2, 7.6.4). Many invoices
/// are protected against change only and open with it.</summary>
internal static class StandardKey
{
    private static readonly byte[] Padding =
    [
        0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
        0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
    ];

    /// <summary>Revisions 2 to 4; null where a password is needed.</summary>
    public static byte[]? Old(int revision, int keyBytes, byte[] owner, byte[] user, int permissions, byte[] id, bool metadata)
    {
        Span<byte> flags = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(flags, permissions);
        byte[] seed = [.. Padding, .. owner.AsSpan(0, Math.Min(32, owner.Length)), .. flags, .. id];
        if (revision >= 4 && !metadata) seed = [.. seed, 0xFF, 0xFF, 0xFF, 0xFF];
        var hash = PdfMd5.Hash(seed);
        for (var i = 0; revision >= 3 && i < 50; i++) hash = PdfMd5.Hash(hash.AsSpan(0, keyBytes));
        var key = hash.AsSpan(0, keyBytes).ToArray();

        if (revision == 2) return Rc4.Apply(key, Padding).AsSpan().SequenceEqual(user.AsSpan(0, Math.Min(32, user.Length))) ? key : null;
        var check = PdfMd5.Hash([.. Padding, .. id]);
        for (var i = 0; i < 20; i++)
        {
            var turned = key.Select(b => (byte)(b ^ i)).ToArray();
            check = Rc4.Apply(turned, check);
        }

        return user.Length >= 16 && check.AsSpan().SequenceEqual(user.AsSpan(0, 16)) ? key : null;
    }

    /// <summary>Revisions 5 and 6; null where a password is needed.</summary>
    public static byte[]? New(int revision, byte[] user, byte[] userKey)
    {
        if (user.Length < 48 || userKey.Length < 32) return null;
        if (!Hash(revision, user.AsSpan(32, 8)).AsSpan().SequenceEqual(user.AsSpan(0, 32))) return null;
        using var aes = Aes.Create();
        aes.Key = Hash(revision, user.AsSpan(40, 8));
        return aes.DecryptCbc(userKey.AsSpan(0, 32), new byte[16], PaddingMode.None);
    }

    private static byte[] Hash(int revision, ReadOnlySpan<byte> salt)
    {
        var key = SHA256.HashData(salt);
        if (revision == 5) return key;
        using var aes = Aes.Create();
        byte last = 0;
        for (var round = 0; round < 64 || last > round - 32; round++)
        {
            var block = new byte[key.Length * 64];
            for (var i = 0; i < 64; i++) key.CopyTo(block, i * key.Length);
            aes.Key = key[..16];
            var mixed = aes.EncryptCbc(block, key.AsSpan(16, 16), PaddingMode.None);
            var sum = 0;
            for (var i = 0; i < 16; i++) sum += mixed[i];
            key = (sum % 3) switch
            {
                0 => SHA256.HashData(mixed),
                1 => SHA384.HashData(mixed),
                _ => SHA512.HashData(mixed),
            };
            last = mixed[^1];
        }

        return key[..32];
    }
}
