using System.Security.Cryptography;
using System.Text;

namespace Serverless.Workflows.Posting.Datev;

/// <summary>The GUID under which DATEV keeps a document. It follows from tenant and item, so that a repeated export is
/// the same document there and is passed over instead of doubled.</summary>
public static class DatevGuid
{
    public static Guid OfItem(string tenant, string item) => Of("item", tenant, item);

    internal static Guid OfPackage(string tenant, IEnumerable<string> items) => Of(["package", tenant, .. items]);

    /// <summary>RFC 9562, version 8: 122 bits of a SHA-256.</summary>
    private static Guid Of(params string[] parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("serverless/datev\n" + string.Join('\n', parts)));
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
