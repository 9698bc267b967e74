using System.CommandLine;
using System.Globalization;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Local.Home;

/// <summary><c>token TENANT PERSON</c>: a bearer token by which a program calls the API as a person. It is signed and kept
/// nowhere; the only output is the token, so that a script can take it.</summary>
internal static class TokenCommand
{
    private const int MostDays = 400;

    public static Command Create(Option<string> data, Option<string?> tenants, TimeProvider time)
    {
        var tenant = new Argument<string>("TENANT") { Description = "Kennung des Mandanten" };
        var person = new Argument<string>("PERSON") { Description = "Kennung der Person, als die das Programm entscheidet" };
        var days = new Option<int>("--days")
        {
            Description = $"So viele Tage gilt er, 1 bis {MostDays}",
            HelpName = "N",
            DefaultValueFactory = _ => 90,
            CustomParser = given =>
            {
                var text = given.Tokens[0].Value;
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostDays)
                    return days;
                given.AddError($"--days braucht eine Zahl von 1 bis {MostDays}; „{text}“ ist keine.");
                return 0;
            },
        };
        var keyset = new Option<bool>("--keyset")
        {
            Description = "Den Schlüsselsatz des Mandanten von der Standardeingabe nehmen statt aus dem Datenordner; für Azure",
        };
        var command = new Command("token", "Einen Zugangsschlüssel (Bearer) ausgeben, mit dem ein Programm als eine Person die API aufruft")
        {
            tenant, person, days, keyset, data, tenants,
        };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var holder = new Token(
                TokenPurpose.Api, parsed.GetValue(tenant)!, string.Empty, 0, parsed.GetValue(person)!,
                time.GetUtcNow().AddDays(parsed.GetValue(days)));
            var folder = new HomeFolder(Path.GetFullPath(parsed.GetValue(data)!));
            var keys = parsed.GetValue(keyset)
                ? Given(Console.In, error)
                : Own(folder, new TenantFiles(parsed.GetValue(tenants) ?? folder.Tenants), holder, error);
            if (keys is null) return 1;
            output.WriteLine(TokenFormat.Sign(keys, holder));
            error.WriteLine($"Bis {holder.ExpiresUtc.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)} entscheidet als {holder.Person}, wer ihn hat. Er lässt sich nicht noch einmal anzeigen.");
            return 0;
        });
        return command;
    }

    /// <summary>The key set of a tenant of this machine; null where there is no such tenant or person, after that was told.</summary>
    private static KeySet? Own(HomeFolder folder, TenantFiles files, Token holder, TextWriter error)
    {
        files.Reload();
        if (files.Find(holder.Tenant) is not { } tenant)
        {
            error.WriteLine(files.Problems.TryGetValue(holder.Tenant, out var problems)
                ? string.Join('\n', problems.Select(problem => $"{TenantFiles.FileName} von {holder.Tenant}: {problem}"))
                : $"Einen Mandanten „{holder.Tenant}“ gibt es in {files.Folder} nicht. "
                    + NearestName.Advice(holder.Tenant, [.. files.All.Select(one => one.Id)]));
            return null;
        }

        var active = tenant.Settings.People.Where(person => person.Active).Select(person => person.Id).ToList();
        if (!active.Contains(holder.Person))
        {
            error.WriteLine($"Eine aktive Person „{holder.Person}“ hat {tenant.Id} nicht. {NearestName.Advice(holder.Person, active)}");
            return null;
        }

        var keys = new KeyFiles(folder.Keys);
        if (keys.Has(tenant.Id)) return keys.For(tenant.Id);
        error.WriteLine($"In {folder.Path} hat {tenant.Id} noch keine Schlüssel. Starten Sie einmal ./run mit demselben --data.");
        return null;
    }

    private static KeySet? Given(TextReader input, TextWriter error)
    {
        try
        {
            return KeySet.FromJson(input.ReadToEnd());
        }
        catch (FormatException)
        {
            error.WriteLine("Auf der Standardeingabe steht kein Schlüsselsatz. In Azure ist es das Geheimnis keyset-TENANT des Tresors.");
            return null;
        }
    }
}
