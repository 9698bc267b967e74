using System.CommandLine;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Home;

/// <summary><c>secret TENANT NAME</c>: sets what a tenant file means by <c>secret:NAME</c>. The value comes from the
/// standard input, so that it stands in no list of processes and no history.</summary>
internal static class SecretCommand
{
    public static Command Create(Option<string> data)
    {
        var tenant = new Argument<string>("TENANT") { Description = "The tenant's id" };
        var name = new Argument<string>("NAME") { Description = "The name after secret: in the tenant file" };
        var command = new Command("secret", "Set a secret of a tenant; its value is read from the standard input")
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
            Console.Error.WriteLine($"\"{name}\" is no name for a secret: letters, digits, dot, dash and underscore, at most 100.");
            return 1;
        }

        if (input.ReadLine() is not { Length: > 0 } value)
        {
            Console.Error.WriteLine("Give the value on the standard input, for example: ./run secret demo mailbox < FILE");
            return 1;
        }

        PrivateFolder.Create(folder.Path);
        new SecretFiles(folder).Set(tenant, secret, value);
        Console.WriteLine($"{secret} of {tenant} is set.");
        return 0;
    }
}
