using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Playwright;
using Serverless.Tests.Home;
using Serverless.Web;

namespace Serverless.Browser.Tests;

/// <summary>A fact that needs a browser; skipped with a reason where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Path is null
        ? "there is no Chromium here (install it, or name it in SERVERLESS_CHROMIUM)"
        : null;
}

/// <summary>The system's Chromium.</summary>
public static class Chromium
{
    public static string? Path { get; } = new[]
    {
        Environment.GetEnvironmentVariable("SERVERLESS_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    }.FirstOrDefault(path => path is not null && File.Exists(path));
}

/// <summary>The pages over a home in memory on a free loopback port, and a browser to look at them.</summary>
public sealed class BrowserHost : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
        "--disable-default-apps", "--disable-domain-reliability", "--disable-sync", "--metrics-recording-only", "--no-first-run",
        "--no-default-browser-check", "--no-pings", "--disable-features=OptimizationHints,MediaRouter,Translate",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ];

    /// <summary>How long anything may take to be there, in milliseconds; what is there sooner is not waited for.</summary>
    private const int Patience = 180_000;

    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public FakeHome Home { get; } = new();

    public string Address { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null) return;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(WebApp.Create(Home.Services, new() { FormTime = TimeSpan.FromDays(3650) }));
        await _app.StartAsync();
        Address = _app.Urls.First();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = Flags, Timeout = Patience });
        Assertions.SetDefaultExpectTimeout(Patience);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }

    /// <summary>A page of a browser with nothing in it, or with a person's session.</summary>
    public async Task<IPage> PageAsync(
        int width = 1280, int height = 900, string? person = null, bool scripts = true, ColorScheme colors = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            JavaScriptEnabled = scripts,
            Locale = "de-DE",
            BaseURL = Address,
            ColorScheme = colors,
        });
        context.SetDefaultTimeout(Patience);
        if (person is not null)
        {
            var cookie = Home.Session(person).Split('=', 2);
            await context.AddCookiesAsync([new() { Name = cookie[0], Value = cookie[1], Url = Address }]);
        }

        return await context.NewPageAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserHost>
{
    public const string Name = "browser";
}
