using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Azure.Security.KeyVault.Secrets;
using Moq;
using Serverless.Connectors.Secrets;
using Serverless.Workflows.Approval.Links;

namespace Serverless.Connectors.Tests.Secrets;

public sealed class SecretsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Of_many_workers_that_make_a_vault_secret_at_once_all_get_one_value()
    {
        var records = new MemoryRecordStore();
        var vault = new Vault();
        var values = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() =>
            new VaultSecrets(vault, records).GetOrCreateAsync("demo", "ingest", () => $"value {i}", None))));

        var value = Assert.Single(values.Distinct());
        Assert.Equal(value, await new VaultSecrets(vault, records).GetOrCreateAsync("demo", "ingest", () => "other", None));
        Assert.NotEqual(value, await new VaultSecrets(vault, records).GetOrCreateAsync("second", "ingest", () => "other", None));
        Assert.DoesNotContain(records.Everything().SelectMany(partition => partition.Value), row => row.Json.Contains(value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_secret_is_made_once_and_only_its_owner_may_read_it()
    {
        var folder = Directory.CreateTempSubdirectory("secrets-").FullName;
        try
        {
            var values = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() =>
                new FileSecrets(folder).GetOrCreateAsync("demo", "api", () => $"value {i}", None))));

            Assert.Single(values.Distinct());
            var file = Assert.Single(Directory.GetFiles(folder));
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_rotated_key_set_is_taken_up_after_its_life()
    {
        var sets = new Queue<KeySet>([KeySet.Create()]);
        sets.Enqueue(sets.Peek().Rotate());
        var secrets = new Mock<ISecretStore>();
        secrets.Setup(store => store.GetOrCreateAsync("demo", "keyset", It.IsAny<Func<string>>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => sets.Dequeue().ToJson());
        var time = new ManualTime();
        var keys = new SecretKeySets(secrets.Object, time);

        Assert.Equal(1u, keys.For("demo").Active);
        Assert.Equal(1u, keys.For("demo").Active);
        time.Advance(SecretKeySets.Life);
        Assert.Equal(2u, keys.For("demo").Active);
    }

    /// <summary>A vault in memory: every write is a new version, as in the service.</summary>
    private sealed class Vault : SecretClient
    {
        private readonly ConcurrentDictionary<(string, string), KeyVaultSecret> _secrets = new();
        private int _versions;

        public override Task<Response<KeyVaultSecret>> SetSecretAsync(KeyVaultSecret secret, CancellationToken cancellationToken = default)
        {
            var version = Interlocked.Increment(ref _versions).ToString(CultureInfo.InvariantCulture);
            var stored = SecretModelFactory.KeyVaultSecret(
                SecretModelFactory.SecretProperties(name: secret.Name, version: version), secret.Value);
            _secrets[(secret.Name, version)] = stored;
            return Task.FromResult(Response.FromValue(stored, Mock.Of<Response>()));
        }

        public override async Task<Response<KeyVaultSecret>> GetSecretAsync(
            string name, string? version = null, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return Response.FromValue(_secrets[(name, version!)], Mock.Of<Response>());
        }
    }
}
