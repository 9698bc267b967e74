using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Web;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Local.Home;

/// <summary>The command line of the local home.</summary>
internal static class LocalCommand
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static RootCommand Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder of all data",
            HelpName = "DIR",
            DefaultValueFactory = _ => "./data",
        };
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen; several are separated by semicolons",
            HelpName = "URL",
            DefaultValueFactory = _ => "http://127.0.0.1:8080",
        };
        urls.Validators.Add(given =>
        {
            foreach (var url in given.GetValueOrDefault<string>()!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!url.StartsWith("http://", StringComparison.Ordinal) && !url.StartsWith("https://", StringComparison.Ordinal))
                    given.AddError($"--urls needs whole addresses, for example http://127.0.0.1:8080, not \"{url}\".");
            }
        });
        var tenants = new Option<string?>("--tenants")
        {
            Description = "Folder of the tenant files (default: tenants in the data folder)",
            HelpName = "DIR",
        };
        var publicUrl = new Option<string?>("--public-url")
        {
            Description = "Address under which people reach the pages, for links in mails (default: the first of --urls)",
            HelpName = "URL",
        };
        var smtp = new Option<string?>("--smtp")
        {
            Description = $"Relay for outgoing mail; its password in {MailWay.PasswordVariable} (default: the folder outbox in the data folder)",
            HelpName = "smtp://USER@HOST:PORT",
        };
        publicUrl.Validators.Add(given =>
        {
            if (!Uri.TryCreate(given.GetValueOrDefault<string>(), UriKind.Absolute, out var url) || !url.Scheme.StartsWith("http", StringComparison.Ordinal))
                given.AddError("--public-url needs a whole address, for example https://rechnungen.example.de");
        });
        var demo = new Option<bool>("--demo") { Description = "Feed the demo tenant a few mails" };

        var root = new RootCommand("The digital run for incoming invoices and mail, on this machine.")
        {
            data, urls, tenants, publicUrl, smtp, demo,
        };
        root.SetAction((parsed, cancellation) => ServeAsync(
            new LocalOptions(
                parsed.GetValue(data)!, parsed.GetValue(urls)!, parsed.GetValue(tenants), parsed.GetValue(demo),
                parsed.GetValue(publicUrl), parsed.GetValue(smtp)),
            cancellation));
        root.Add(Schema());
        root.Add(CheckCommand.Create());
        root.Add(ExplainCommand.Create(TimeProvider.System));
        root.Add(SecretCommand.Create(data));
        return root;
    }

    private static Command Schema()
    {
        var command = new Command("schema", "Print the JSON schema of tenant files, for editors");
        command.SetAction(_ => Console.WriteLine(TenantSchema.Create().ToJsonString(Indented)));
        return command;
    }

    private static async Task<int> ServeAsync(LocalOptions options, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            // Enough for any form or call; what takes more raises it for its own request.
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.AddServerHeader = false;
        });
        await using var app = builder.Build();
        foreach (var url in options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries)) app.Urls.Add(url.Trim());

        LocalHome home;
        try
        {
            home = await LocalHome.OpenAsync(
                options, TimeProvider.System, app.Services.GetRequiredService<ILoggerFactory>(), cancellation);
        }
        catch (Exception wrong) when (wrong is IOException or InvalidDataException or TenantFilesException)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 1;
        }

        await using (home)
        {
            app.Run(WebApp.Create(home.Web, new WebOptions
            {
                PublicUrl = options.WebUrl,
            }));
            try
            {
                await app.StartAsync(cancellation);
            }
            catch (IOException taken)
            {
                await Console.Error.WriteLineAsync($"Cannot listen at {options.Urls}: {taken.Message}");
                return 1;
            }

            if (!MailWay.HasRelay)
                await Console.Error.WriteLineAsync("Not available here, because the connectors were not built: sending mail over an SMTP relay, fetching mail by POP3 and IMAP.");
            if (MailboxWay.Unread(home.Services.GetRequiredService<TenantFiles>()) is { Count: > 0 } unread)
                await Console.Error.WriteLineAsync($"Nothing is fetched from: {string.Join(", ", unread)}");
            Console.WriteLine($"Serverless listens at {string.Join(", ", app.Urls)}");
            await app.WaitForShutdownAsync(cancellation);
        }

        return 0;
    }
}
