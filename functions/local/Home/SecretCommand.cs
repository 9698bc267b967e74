using System.CommandLine;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Home;

/// <summary><c>secret TENANT NAME</c>: sets what a tenant file means by <c>secret:NAME</c>. The value comes from the
/// standard input, so that it stands in no list of processes and no history.</summary>
internal static class SecretCommand
{
    public static Command Create(Option<string> data)
    {
        var tenant = new Argument<string>("TENANT") { Description = "Kennung des Mandanten" };
        var name = new Argument<string>("NAME") { Description = "Der Name hinter „secret:“ in der Mandantendatei" };
        var command = new Command("secret", "Ein Geheimnis eines Mandanten setzen; der Wert kommt von der Standardeingabe")
        {
            tenant, name, data,
        };
        command.SetAction(parsed => Set(
            new HomeFolder(Path.GetFullPath(parsed.GetValue(data)!)), parsed.GetValue(tenant)!, parsed.GetValue(name)!,
            Console.In));
        return command;
    }

    internal static int Set(HomeFolder folder, string tenant, string name, TextReader input)
    {
        if (SecretReference.Read($"secret:{name}") is not { } secret)
        {
            Console.Error.WriteLine($"„{name}“ ist kein Name für ein Geheimnis: Buchstaben, Ziffern, Punkt, Strich und Unterstrich, höchstens 100 Zeichen.");
            return UsageErrors.ExitCode;
        }

        if (input.ReadLine() is not { Length: > 0 } value)
        {
            Console.Error.WriteLine("Der Wert fehlt. Geben Sie ihn auf der Standardeingabe, zum Beispiel: ./run secret demo mailbox < DATEI");
            return UsageErrors.ExitCode;
        }

        PrivateFolder.Create(folder.Path);
        new SecretFiles(folder).Set(tenant, secret, value);
        Console.WriteLine($"{secret} von {tenant} ist gesetzt.");
        return 0;
    }
}
