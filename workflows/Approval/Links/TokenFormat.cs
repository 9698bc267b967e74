using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Workflows.Approval.Links;

/// <summary>
/// The one format of session cookies, form fields and signed links: base64url over
/// <c>version, key id, purpose, tenant, item, visit, person, expiry</c> and a HMAC-SHA-256 of them. Numbers are
/// written in seven-bit groups, texts as UTF-8 with their length, an item of 32 hex digits as its 16 bytes.
/// </summary>
public static class TokenFormat
{
    private const byte Version = 1;
    private const int MacLength = 32;
    private const int MaxLength = 1024;
    private const byte HexItem = 1;
    private const byte TextItem = 0;

    /// <summary>Makes a token with the set's active key.</summary>
    public static string Sign(KeySet keys, Token token)
    {
        using var bytes = new MemoryStream(160);
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Version);
            writer.Write7BitEncodedInt64(keys.Active);
            writer.Write((byte)token.Purpose);
            writer.Write(token.Tenant);
            WriteItem(writer, token.Item);
            writer.Write7BitEncodedInt(token.Visit);
            writer.Write(token.Person);
            writer.Write7BitEncodedInt64(token.ExpiresUtc.ToUnixTimeSeconds());
        }

        Span<byte> mac = stackalloc byte[MacLength];
        keys.TrySign(keys.Active, bytes.GetBuffer().AsSpan(0, (int)bytes.Length), mac);
        bytes.Write(mac);
        return Base64Url.EncodeToString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>The tenant that a token names, so that its key set can be found; not yet to be trusted.</summary>
    public static string? TenantOf(string? text) => TryParse(text, out var parsed) ? parsed.Token.Tenant : null;

    /// <summary>Checks a token under the key set of the tenant it is used for.</summary>
    public static TokenReading Read(
        KeySet keys, string? text, string tenant, TokenPurpose purpose, DateTimeOffset now)
    {
        if (!TryParse(text, out var parsed)) return new(TokenStatus.Tampered, null);
        if (parsed.Token.Tenant != tenant) return new(TokenStatus.WrongTenant, null);

        Span<byte> mac = stackalloc byte[MacLength];
        if (!keys.TrySign(parsed.Key, parsed.Signed, mac)) return new(TokenStatus.UnknownKey, null);
        if (!CryptographicOperations.FixedTimeEquals(mac, parsed.Mac)) return new(TokenStatus.Tampered, null);

        if (parsed.Token.Purpose != purpose) return new(TokenStatus.WrongPurpose, parsed.Token);
        return new(now < parsed.Token.ExpiresUtc ? TokenStatus.Valid : TokenStatus.Expired, parsed.Token);
    }

    private static bool TryParse(string? text, [NotNullWhen(true)] out Parsed? parsed)
    {
        parsed = null;
        if (text is null || text.Length is 0 or > MaxLength || !Base64Url.IsValid(text)) return false;
        var bytes = Base64Url.DecodeFromChars(text);

        // The last character may carry bits that decoding drops, and decoding allows spaces; only one spelling counts.
        if (bytes.Length <= MacLength || Base64Url.EncodeToString(bytes) != text) return false;

        var signed = bytes.AsSpan(0, bytes.Length - MacLength).ToArray();
        try
        {
            using var content = new MemoryStream(signed);
            using var reader = new BinaryReader(content, new UTF8Encoding(false, throwOnInvalidBytes: true));
            if (reader.ReadByte() != Version) return false;
            var key = reader.Read7BitEncodedInt64();
            var purpose = (TokenPurpose)reader.ReadByte();
            var tenant = reader.ReadString();
            var item = ReadItem(reader);
            var token = new Token(purpose, tenant, item, reader.Read7BitEncodedInt(), reader.ReadString(),
                DateTimeOffset.FromUnixTimeSeconds(reader.Read7BitEncodedInt64()));
            if (content.Position != content.Length || key is < 0 or > uint.MaxValue) return false;
            parsed = new Parsed((uint)key, token, signed, bytes[^MacLength..]);
            return true;
        }
        catch (Exception wrong) when (wrong is IOException or FormatException or ArgumentException)
        {
            return false;
        }
    }

    private static void WriteItem(BinaryWriter writer, string item)
    {
        if (item.Length == 32 && item.All(char.IsAsciiHexDigitLower))
        {
            writer.Write(HexItem);
            writer.Write(Convert.FromHexString(item));
            return;
        }

        writer.Write(TextItem);
        writer.Write(item);
    }

    private static string ReadItem(BinaryReader reader)
    {
        if (reader.ReadByte() != HexItem) return reader.ReadString();
        var bytes = reader.ReadBytes(16);
        if (bytes.Length < 16) throw new EndOfStreamException();
        return Convert.ToHexStringLower(bytes);
    }

    private sealed record Parsed(uint Key, Token Token, byte[] Signed, byte[] Mac);
}
