using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
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

    /// <summary>Runs what was asked for.</summary>
    /// <returns>0 where it was done; 1 where there is a problem, which was told; 2 where the call itself was wrong.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellation = default)
    {
        // What the parser says by itself, such as the headings of its help, comes in the language of the thread.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de");
        var parsed = Create().Parse(arguments);
        if (UsageErrors.Of(parsed) is { Count: > 0 } wrong)
        {
            foreach (var line in wrong) await error.WriteLineAsync(line);
            await error.WriteLineAsync($"Hilfe: ./run {UsageErrors.PathOf(parsed.CommandResult)}--help");
            return UsageErrors.ExitCode;
        }

        if (parsed.Action is HelpAction) return await HelpText.WriteAsync(parsed, output, cancellation);
        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, cancellation);
    }

    private static RootCommand Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "Ordner aller Daten",
            HelpName = "DIR",
            DefaultValueFactory = _ => "./data",
        };
        var urls = new Option<string>("--urls")
        {
            Description = "Adresse, unter der es erreichbar ist; mehrere durch Semikolon getrennt",
            HelpName = "URL",
            DefaultValueFactory = _ => "http://127.0.0.1:8080",
        };
        urls.Validators.Add(given =>
        {
            foreach (var url in given.GetValueOrDefault<string>()!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!url.StartsWith("http://", StringComparison.Ordinal) && !url.StartsWith("https://", StringComparison.Ordinal))
                    given.AddError($"--urls braucht ganze Adressen, zum Beispiel http://127.0.0.1:8080; „{url}“ ist keine.");
            }
        });
        var tenants = new Option<string?>("--tenants")
        {
            Description = "Ordner der Mandantendateien (ohne Angabe: tenants im Datenordner)",
            HelpName = "DIR",
        };
        var publicUrl = new Option<string?>("--public-url")
        {
            Description = "Adresse, unter der Personen die Seiten erreichen, für Links in Mails (ohne Angabe: die erste von --urls)",
            HelpName = "URL",
        };
        var smtp = new Option<string?>("--smtp")
        {
            Description = $"Relais für ausgehende Mails; sein Passwort steht in {MailWay.PasswordVariable} (ohne Angabe: der Ordner outbox im Datenordner)",
            HelpName = "smtp://USER@HOST:PORT",
        };
        smtp.Validators.Add(given =>
        {
            if (MailWay.Problem(given.GetValueOrDefault<string>()) is { } wrong) given.AddError(wrong);
        });
        publicUrl.Validators.Add(given =>
        {
            if (!Uri.TryCreate(given.GetValueOrDefault<string>(), UriKind.Absolute, out var url) || !url.Scheme.StartsWith("http", StringComparison.Ordinal))
                given.AddError($"--public-url braucht eine ganze Adresse, zum Beispiel https://rechnungen.example.de; „{given.GetValueOrDefault<string>()}“ ist keine.");
        });
        var demo = new Option<bool>("--demo") { Description = "Dem Beispielmandanten einige Mails zustellen" };

        var root = new RootCommand("Der digitale Rechnungs- und Postlauf, auf diesem Rechner.")
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
        root.Add(TokenCommand.Create(data, tenants, TimeProvider.System));
        return root;
    }

    private static Command Schema()
    {
        var command = new Command("schema", "Das JSON-Schema der Mandantendateien ausgeben, für Editoren");
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
                await Console.Error.WriteLineAsync($"Unter {options.Urls} ist es nicht möglich, erreichbar zu sein: {taken.Message} Nennen Sie mit --urls eine freie Adresse.");
                return 1;
            }

            if (!MailWay.HasRelay)
                await Console.Error.WriteLineAsync("Hier nicht möglich, weil die Konnektoren nicht gebaut wurden: Mails über ein SMTP-Relais senden, Mails mit POP3 und IMAP abholen.");
            if (MailboxWay.Unread(home.Services.GetRequiredService<TenantFiles>()) is { Count: > 0 } unread)
                await Console.Error.WriteLineAsync($"Nicht abgeholt wird: {string.Join(", ", unread)}");
            Console.WriteLine($"Serverless listens at {string.Join(", ", app.Urls)}");
            await app.WaitForShutdownAsync(cancellation);
        }

        return 0;
    }
}
