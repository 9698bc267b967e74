using System.Text;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;

namespace Serverless.Workflows.Tests.Tenancy;

public sealed class TenantFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tenants").FullName;

    private string DemoFile => Path.Combine(_folder, "demo", TenantFiles.FileName);

    [Fact]
    public void The_demo_is_written_once_and_read()
    {
        var files = new TenantFiles(_folder);
        Assert.True(DemoTenant.WriteTo(_folder));
        Assert.False(DemoTenant.WriteTo(_folder));

        Assert.Empty(files.Reload());

        Assert.Equal("Musterhaus Hausverwaltung GmbH", files.Find("demo")!.Settings.Name);
        Assert.Equal(DemoTenant.SeedFiles.Count, Directory.GetFiles(Path.Combine(_folder, "demo", "seed")).Length);
        Assert.Null(files.Find("other"));
    }

    [Fact]
    public void A_bad_file_never_replaces_a_good_one()
    {
        DemoTenant.WriteTo(_folder);
        var files = new TenantFiles(_folder);
        files.Reload();
        File.WriteAllText(DemoFile, "{ \"id\": \"demo\" ");

        var problems = files.Reload();

        Assert.Single(problems["demo"]);
        Assert.Equal(problems, files.Problems);
        Assert.Equal("Musterhaus Hausverwaltung GmbH", files.Find("demo")!.Settings.Name);

        File.WriteAllBytes(DemoFile, TenantLoaderTests.Changed(demo => demo["settings"]!["name"] = "Neu GmbH"));
        Assert.Empty(files.Reload());
        Assert.Equal("Neu GmbH", files.Find("demo")!.Settings.Name);
    }

    [Fact]
    public void A_bad_file_at_the_start_is_named_and_the_others_work()
    {
        DemoTenant.WriteTo(_folder);
        Directory.CreateDirectory(Path.Combine(_folder, "bad"));
        File.WriteAllText(Path.Combine(_folder, "bad", TenantFiles.FileName), "{}");
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));
        var files = new TenantFiles(_folder);

        var problems = files.Reload();

        Assert.Equal("bad", Assert.Single(problems).Key);
        Assert.Equal("demo", Assert.Single(files.All).Id);
    }

    [Fact]
    public void A_tenant_must_lie_in_the_folder_of_its_name()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "haus"));
        File.WriteAllBytes(Path.Combine(_folder, "haus", TenantFiles.FileName), DemoTenant.TenantFile);

        Assert.Equal("$.id", Assert.Single(new TenantFiles(_folder).Reload()["haus"]).Path);
    }

    [Fact]
    public void Replacing_checks_first_and_writes_then()
    {
        DemoTenant.WriteTo(_folder);
        var files = new TenantFiles(_folder);
        files.Reload();

        Assert.NotEmpty(files.Replace("demo", Encoding.UTF8.GetBytes("{}")));
        Assert.Equal(DemoTenant.TenantFile, File.ReadAllBytes(DemoFile));

        var better = TenantLoaderTests.Changed(demo => demo["settings"]!["name"] = "Besser GmbH");
        Assert.Empty(files.Replace("demo", better));
        Assert.Equal(better, File.ReadAllBytes(DemoFile));
        Assert.Equal("Besser GmbH", files.Find("demo")!.Settings.Name);
        Assert.NotEmpty(files.Replace("other", better));
    }

    [Fact]
    public void A_folder_that_is_not_there_has_no_tenants() =>
        Assert.Empty(new TenantFiles(Path.Combine(_folder, "none")).Reload());

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
