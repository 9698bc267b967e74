using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Workflows.Tenancy;

/// <summary>The tenants of an installation, each from <c>DIR/&lt;id&gt;/tenant.json</c>. A file that is wrong never
/// replaces one that was right: the tenant goes on as it was, and the problems can be read.</summary>
public sealed class TenantFiles(string folder)
{
    /// <summary>The name of a tenant's file in its folder.</summary>
    public const string FileName = "tenant.json";

    private readonly Lock _lock = new();
    private volatile State _state = new([], []);

    /// <summary>The folder with one folder per tenant.</summary>
    public string Folder { get; } = folder;

    /// <summary>Every tenant that can work, ordered by id.</summary>
    public IReadOnlyList<Tenant> All => [.. _state.Tenants.Values.OrderBy(tenant => tenant.Id, StringComparer.Ordinal)];

    /// <summary>What was wrong at the last <see cref="Reload"/>, by tenant id; only tenants with problems.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TenantProblem>> Problems => _state.Problems;

    /// <summary>The tenant as its last good file says, or null.</summary>
    public Tenant? Find(string id) => _state.Tenants.GetValueOrDefault(id);

    /// <summary>Reads every tenant's file again. A tenant whose file is wrong or cannot be read stays as it was; one
    /// whose folder is gone is gone.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TenantProblem>> Reload()
    {
        lock (_lock)
        {
            var tenants = new Dictionary<string, Tenant>();
            var problems = new Dictionary<string, IReadOnlyList<TenantProblem>>();
            foreach (var path in Directory.Exists(Folder) ? Directory.GetDirectories(Folder) : [])
            {
                var (id, file) = (Path.GetFileName(path), Path.Combine(path, FileName));
                if (id.StartsWith('.') || !File.Exists(file)) continue;

                var load = Read(id, file);
                if (load.Problems.Count > 0) problems[id] = load.Problems;
                if ((load.Tenant ?? Find(id)) is { } tenant) tenants[id] = tenant;
            }

            _state = new State(tenants, problems);
            return problems;
        }
    }

    /// <summary>Replaces a tenant's file and takes it up at once, but only where nothing is wrong with it.</summary>
    /// <returns>What is wrong; empty where the file was replaced.</returns>
    public IReadOnlyList<TenantProblem> Replace(string id, byte[] utf8)
    {
        var load = Check(id, TenantLoader.Load(utf8));
        if (load.Tenant is null) return load.Problems;

        lock (_lock)
        {
            var file = Path.Combine(Folder, load.Tenant.Id, FileName);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var temporary = file + ".new";
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(utf8);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
            var problems = _state.Problems.Where(found => found.Key != id).ToDictionary();
            _state = new State(new Dictionary<string, Tenant>(_state.Tenants) { [id] = load.Tenant }, problems);
        }

        return [];
    }

    private static TenantLoad Read(string id, string file)
    {
        try
        {
            // One byte more than allowed is enough for the loader to say so.
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[Math.Min(stream.Length, TenantLoader.MaxBytes + 1L)];
            stream.ReadExactly(bytes);
            return Check(id, TenantLoader.Load(bytes));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return new TenantLoad(null, [new TenantProblem("$", 0, 0, "Die Datei kann nicht gelesen werden: "
                + failed.Message, "Prüfen Sie, ob die Datei gesperrt ist und ob das Programm sie lesen darf.")]);
        }
    }

    private static TenantLoad Check(string id, TenantLoad load) => load.Tenant is { } tenant && tenant.Id != id
        ? new TenantLoad(null, [new TenantProblem("$.id", 1, 1,
            $"Die Datei gehört „{tenant.Id}“, liegt aber im Ordner „{id}“.",
            $"Benennen Sie den Ordner um oder schreiben Sie „{id}“.")])
        : load;

    private sealed record State(
        Dictionary<string, Tenant> Tenants, Dictionary<string, IReadOnlyList<TenantProblem>> Problems);
}
