using System.Text.RegularExpressions;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Functions;
using Serverless.Workflows.Routing.Rules;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Scalar functions: names, expressions, types, and that none calls itself.</summary>
internal static partial class FunctionCheck
{
    private const int Most = 100;

    /// <summary>The functions, those that are wrong included.</summary>
    public static FunctionTable Run(CheckContext context)
    {
        var functions = context.Tenant.Process.Functions;
        const string list = "$.process.functions";
        if (functions.Count > Most)
        {
            context.Problems.Meaning(list, $"Es sind {functions.Count} Funktionen.",
                $"Erlaubt sind {Most}; entfernen Sie, was nicht mehr gebraucht wird.");
        }

        var seen = new HashSet<string>();
        for (var i = 0; i < functions.Count; i++)
        {
            if (!NameForm().IsMatch(functions[i].Name))
            {
                context.Problems.Meaning($"{list}[{i}].name", $"„{functions[i].Name}“ ist kein gültiger Name.",
                    "Erlaubt sind Buchstaben a–z, Ziffern und Unterstrich, höchstens 40 Zeichen, beginnend mit einem Buchstaben.");
            }
            else if (!seen.Add(functions[i].Name))
            {
                context.Problems.Meaning($"{list}[{i}].name", $"Die Funktion „{functions[i].Name}“ gibt es schon.",
                    "Vergeben Sie jeden Namen nur einmal.");
            }
        }

        var known = RuleFields.Names(context.Tenant.Settings).ToHashSet();
        var uncertain = functions.Any(function => context.IsUnread(function, "name", "type"));
        var table = new FunctionTable([.. functions.Take(Most)], new FieldTable(),
            name => known.Contains(name) || IsLeftOut(context, name) || !name.StartsWith(RuleFields.VariablePrefix, StringComparison.Ordinal),
            () => known);
        foreach (var (number, problem) in table.Problems)
        {
            // What an expression results in may hang on the type of a function that could not be read.
            if (context.IsUnread(functions[number], "type")) continue;
            if (uncertain && functions[number].Expression.Contains(RuleFields.FunctionPrefix, StringComparison.Ordinal)) continue;
            context.Problems.Meaning($"{list}[{number}].expression",
                $"Stelle {problem.Position}: {problem.Text}", problem.Remedy);
        }

        return table;
    }

    /// <summary>Whether the file may have a variable of that name, which could not be read.</summary>
    public static bool IsLeftOut(CheckContext context, string name) =>
        name.StartsWith(RuleFields.VariablePrefix, StringComparison.Ordinal)
        && context.Problems.IsBroken("$.settings.global.variables." + name[RuleFields.VariablePrefix.Length..]);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,39}$")]
    private static partial Regex NameForm();
}
