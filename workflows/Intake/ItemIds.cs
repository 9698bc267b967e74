using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Workflows.Intake;

/// <summary>The ids of items: the same delivery always gets the same.</summary>
public static class ItemIds
{
    /// <summary>32 lower-case hex digits.</summary>
    /// <param name="messageSha256">Of the delivered bytes.</param>
    /// <param name="part">0 for the delivery as a whole, else the number of the file in it, from 1.</param>
    public static string For(string tenant, string source, string messageSha256, int part)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{tenant}\n{source}\n{messageSha256}\n{part}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
