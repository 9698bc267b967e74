using Serverless.Local.Home;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Tests.Home;

public sealed class SecretFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("secrets-").FullName;

    [Fact]
    public async Task A_secret_is_kept_sealed_for_its_name_and_tenant()
    {
        var home = new HomeFolder(_folder);
        Assert.Null(await FindAsync(home, "demo", "postfach"));
        Assert.Equal(0, SecretCommand.Set(home, "demo", "postfach", new StringReader("Straße#1\n")));

        Assert.Equal("Straße#1", await FindAsync(home, "demo", "postfach"));
        Assert.Null(await FindAsync(home, "other", "postfach"));
        Assert.Null(await FindAsync(home, "demo", "Postfach"));
        var files = Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);
        Assert.Equal(2, files.Length);
        Assert.All(files, file => Assert.DoesNotContain("Straße", File.ReadAllText(file), StringComparison.Ordinal));
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in files) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_secret_put_in_the_place_of_another_or_damaged_is_refused()
    {
        var home = new HomeFolder(_folder);
        SecretCommand.Set(home, "demo", "a", new StringReader("one"));
        SecretCommand.Set(home, "demo", "b", new StringReader("two"));
        var files = Directory.GetFiles(home.Secrets, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();

        File.Copy(files[0], files[1], overwrite: true);
        await Assert.ThrowsAsync<InvalidDataException>(() => FindAsync(home, "demo", "b"));
        Assert.Equal("one", await FindAsync(home, "demo", "a"));
        await File.WriteAllTextAsync(files[0], "AAAA");
        var broken = await Assert.ThrowsAsync<InvalidDataException>(() => FindAsync(home, "demo", "a"));
        Assert.Contains("Set it anew", broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../x", "value")]
    [InlineData("name", "")]
    public void What_cannot_be_a_secret_is_refused(string name, string value)
    {
        Assert.Equal(2, SecretCommand.Set(new HomeFolder(_folder), "demo", name, new StringReader(value)));
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<string?> FindAsync(HomeFolder home, string tenant, string name) =>
        new SecretFiles(home).FindAsync(tenant, new SecretReference(name), CancellationToken.None);
}
