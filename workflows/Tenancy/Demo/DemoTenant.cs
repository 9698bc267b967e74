namespace Serverless.Workflows.Tenancy.Demo;

/// <summary>The tenant that a fresh installation begins with: a property manager with people, clients, suppliers,
/// orders and a route of four stations.</summary>
public static class DemoTenant
{
    /// <summary>The tenant's id.</summary>
    public const string Id = "demo";

    /// <summary>The folder of seed files in a tenant's folder.</summary>
    public const string SeedFolder = "seed";

    private const string Prefix = "demo/";

    /// <summary>The tenant file, as it is written.</summary>
    public static byte[] TenantFile => Read(TenantFiles.FileName);

    /// <summary>The names of the seed files with master data (CSV).</summary>
    public static IReadOnlyList<string> SeedFiles { get; } =
    [
        .. typeof(DemoTenant).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".csv", StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..]).Order(StringComparer.Ordinal),
    ];

    /// <summary>Writes the tenant's folder below the folder of all tenants: its seed files, and last its tenant file.
    /// Does nothing where the tenant file is there.</summary>
    /// <returns>Whether it was written.</returns>
    public static bool WriteTo(string tenantsFolder)
    {
        var file = Path.Combine(tenantsFolder, Id, TenantFiles.FileName);
        if (File.Exists(file)) return false;

        var seed = Path.Combine(tenantsFolder, Id, SeedFolder);
        Directory.CreateDirectory(seed);
        foreach (var name in SeedFiles) File.WriteAllBytes(Path.Combine(seed, name), Read(name));
        File.WriteAllBytes(file + ".new", TenantFile);
        File.Move(file + ".new", file);
        return true;
    }

    /// <summary>The bytes of one of the demo's files.</summary>
    public static byte[] Read(string name)
    {
        using var stream = typeof(DemoTenant).Assembly.GetManifestResourceStream(Prefix + name)
            ?? throw new FileNotFoundException($"The demo has no file '{name}'.", name);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
