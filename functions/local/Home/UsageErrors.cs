using System.CommandLine;
using System.CommandLine.Parsing;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Local.Home;

/// <summary>What is wrong with a command line, German, each with what would be right.</summary>
internal static class UsageErrors
{
    /// <summary>The exit code of a call that was wrong; 1 stands for a problem that was found.</summary>
    public const int ExitCode = 2;

    /// <summary>Every error once; empty where the line can be carried out.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0) return [];
        var command = parsed.CommandResult;
        var errors = Unmatched(parsed.UnmatchedTokens).Select(token => Unknown(token, command)).ToList();
        errors.AddRange(parsed.Errors.Select(error => error.SymbolResult switch
        {
            OptionResult given => Option(given, error.Message),
            ArgumentResult { Parent: OptionResult given } => Option(given, error.Message),
            ArgumentResult missing => $"Es fehlt {missing.Argument.Name}: {missing.Argument.Description}.",
            _ => null,
        }).OfType<string>());
        return [.. errors.Distinct()];
    }

    /// <summary>The commands of a line, each followed by a blank.</summary>
    public static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)}{command.Command.Name} " : string.Empty;

    private static string Option(OptionResult given, string message)
    {
        var option = given.Option;
        if (given.IdentifierTokenCount == 0) return $"Es fehlt {option.Name} {option.HelpName}: {option.Description}.";
        if (given.Tokens.Count == 0)
            return $"Nach {option.Name} fehlt der Wert {option.HelpName}: {option.Description}.";
        return given.Tokens.Count > option.Arity.MaximumNumberOfValues || given.IdentifierTokenCount > 1
            ? $"{option.Name} steht mehrfach. Geben Sie es einmal mit einem Wert an."
            : message;
    }

    // What follows an unknown option or command is most likely meant for it.
    private static IEnumerable<string> Unmatched(IReadOnlyList<string> tokens) => tokens.Any(token => token.StartsWith('-'))
        ? tokens.Where(token => token.StartsWith('-'))
        : tokens.Take(1);

    private static string Unknown(string token, CommandResult command)
    {
        var options = Options(command).Distinct().ToList();
        var commands = command.Command.Subcommands.Select(one => one.Name).ToList();
        if (token.StartsWith('-')) return $"„{token}“ gibt es hier nicht. {NearestName.Advice(token, options)}";
        if (commands.Count > 0) return $"Einen Befehl „{token}“ gibt es nicht. {NearestName.Advice(token, commands)}";
        return command.Command.Arguments.Count == 0
            ? $"„{token}“ ist zu viel: „{command.Command.Name}“ braucht keine Angaben."
            : $"„{token}“ ist zu viel: „{command.Command.Name}“ nimmt nur {string.Join(" ", command.Command.Arguments.Select(one => one.Name))}.";
    }

    private static IEnumerable<string> Options(CommandResult command) =>
        command.Command.Options.Select(option => option.Name)
            .Concat(command.Parent is CommandResult parent
                ? parent.Command.Options.Where(option => option.Recursive).Select(option => option.Name)
                : []);
}
