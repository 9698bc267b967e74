using System.Security.Cryptography;
using System.Text;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Home;

/// <summary>
/// The secrets that tenant files refer to, one file each, sealed with AES-GCM under a key in a file that only its owner
/// may read: a copy of the secrets alone gives nothing away. The name and the tenant are sealed with the value, so that
/// files cannot be exchanged.
/// </summary>
internal sealed class SecretFiles(HomeFolder home) : ITenantSecrets
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file was sealed under another key, for another name, or is damaged.
    /// </exception>
    public async Task<string?> FindAsync(string tenant, SecretReference secret, CancellationToken cancellation)
    {
        var path = PathOf(tenant, secret);
        if (!File.Exists(path)) return null;
        try
        {
            var sealedBytes = Convert.FromBase64String(await File.ReadAllTextAsync(path, cancellation));
            var value = new byte[Math.Max(0, sealedBytes.Length - NonceBytes - TagBytes)];
            using var aes = new AesGcm(Key(), TagBytes);
            aes.Decrypt(
                sealedBytes.AsSpan(0, NonceBytes), sealedBytes.AsSpan(NonceBytes + TagBytes),
                sealedBytes.AsSpan(NonceBytes, TagBytes), value, About(tenant, secret));
            return Encoding.UTF8.GetString(value);
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException or ArgumentException)
        {
            throw new InvalidDataException(
                $"The secret {secret.Name} of {tenant} cannot be opened with the key in {home.SecretKey}. Set it anew.", broken);
        }
    }

    /// <summary>Sets a secret; it counts from the next time that it is needed.</summary>
    public void Set(string tenant, SecretReference secret, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        var sealedBytes = new byte[NonceBytes + TagBytes + bytes.Length];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(Key(), TagBytes);
        aes.Encrypt(
            sealedBytes.AsSpan(0, NonceBytes), bytes, sealedBytes.AsSpan(NonceBytes + TagBytes),
            sealedBytes.AsSpan(NonceBytes, TagBytes), About(tenant, secret));
        PrivateFile.Write(PathOf(tenant, secret), Convert.ToBase64String(sealedBytes));
    }

    private byte[] Key()
    {
        if (!File.Exists(home.SecretKey))
            PrivateFile.Write(home.SecretKey, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        return Convert.FromBase64String(File.ReadAllText(home.SecretKey));
    }

    private string PathOf(string tenant, SecretReference secret) =>
        Path.Combine(home.Secrets, Hex(tenant), Hex(secret.Name));

    // Names may differ in case only, and file systems may not tell.
    private static string Hex(string name) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(name));

    private static byte[] About(string tenant, SecretReference secret) => Encoding.UTF8.GetBytes(tenant + "/" + secret.Name);
}
