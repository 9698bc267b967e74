using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Connectors.Tests.Storage;
using Serverless.Functions.Home;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Tenancy.Demo;

namespace Serverless.Functions.Tests.Home;

/// <summary>Two instances of the app on one storage account, as the platform scales out.</summary>
[Collection("containers")]
public sealed class TwoInstancesTests : IDisposable
{
    private const string Person = "clara.winter";

    private readonly string _secrets = Directory.CreateTempSubdirectory("two-").FullName;

    [AzuriteFact]
    public async Task A_second_instance_serves_the_session_of_the_first()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();

        var link = TokenFormat.Sign(first.GetRequiredService<IKeySets>().For(DemoTenant.Id), new Token(
            TokenPurpose.SignIn, DemoTenant.Id, string.Empty, 0, Person,
            DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds())));
        var signedIn = await CallAsync(first, "POST", $"/signin/{link}", null);
        Assert.Equal((int)HttpStatusCode.SeeOther, signedIn.StatusCode);
        var cookie = signedIn.Headers.SetCookie.ToString().Split(';')[0];

        Assert.Equal(200, (await CallAsync(first, "GET", "/t/demo/inbox", cookie)).StatusCode);
        Assert.Equal(200, (await CallAsync(second, "GET", "/t/demo/inbox", cookie)).StatusCode);
        Assert.NotEqual(200, (await CallAsync(second, "GET", "/t/demo/inbox", cookie[..^2] + "xx")).StatusCode);
    }

    public void Dispose() => Directory.Delete(_secrets, recursive: true);

    private async Task<ServiceProvider> OpenAsync()
    {
        var settings = AzureSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["TaskHub"] = "t00000000",
            ["Storage:Connection"] = Azurite.Running.ConnectionString,
            ["Secrets:Folder"] = _secrets,
            ["PublicUrl"] = "http://localhost",
            ["Smtp:Host"] = "localhost",
            ["Smtp:Encrypted"] = "false",
            ["Archive:Protection"] = "Noted",
            ["Demo"] = "true",
        }).Build());
        var services = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddAzureHome(settings).BuildServiceProvider();
        await services.GetRequiredService<AzureHome>().OpenAsync(CancellationToken.None);
        return services;
    }

    private static async Task<HttpResponse> CallAsync(IServiceProvider instance, string method, string path, string? cookie)
    {
        var http = new DefaultHttpContext { RequestServices = instance };
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new MemoryStream()));
        (http.Request.Method, http.Request.Scheme, http.Request.Host, http.Request.Path) =
            (method, "http", new HostString("localhost"), path);
        if (cookie is not null) http.Request.Headers.Cookie = cookie;
        if (method == "POST") http.Request.Headers.Origin = "http://localhost";
        await instance.GetRequiredService<RequestDelegate>()(http);
        return http.Response;
    }
}
