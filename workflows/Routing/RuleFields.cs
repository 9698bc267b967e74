using System.Globalization;
using Serverless.Workflows.Routing.Fields;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Routing;

/// <summary>The catalogue of fields that rules, functions and the invoice group table can ask for.</summary>
public static class RuleFields
{
    /// <summary>What the name of a tenant's own variable begins with.</summary>
    public const string VariablePrefix = "global.";

    /// <summary>What the name of a scalar function begins with.</summary>
    public const string FunctionPrefix = "fn.";

    private static readonly Dictionary<string, RuleField> ByName = new[]
    {
        InvoiceFields.All, CoverFields.All, MasterFields.All, ListFields.All,
    }.SelectMany(fields => fields).ToDictionary(field => field.Name);

    /// <summary>Every built-in field; variables and functions of the tenant and the attributes of linked records come on
    /// top.</summary>
    public static IReadOnlyCollection<RuleField> All => ByName.Values;

    /// <summary>The field of that name, variables and attributes of linked records included; null where there is none.
    /// A variable that was removed from the settings is found and empty. Functions belong to a process and are found by
    /// <see cref="Functions.FunctionTable"/>.</summary>
    public static RuleField? Find(string name)
    {
        if (ByName.TryGetValue(name, out var field)) return field;
        if (!name.StartsWith(VariablePrefix, StringComparison.Ordinal)) return AttributeFields.Find(name);

        var variable = name[VariablePrefix.Length..];
        return new RuleField(name, FieldType.Text, $"Variable {variable}")
        {
            Meaning = $"Die Variable „{variable}“.",
            Example = "ferien",
            Origin = "tenant.json, settings.global.variables",
            One = subject => subject.Settings.Global.Variables.GetValueOrDefault(variable),
        };
    }

    /// <summary>Every name that a tenant's rules can use, functions aside.</summary>
    public static IEnumerable<string> Names(Settings settings) =>
        ByName.Keys.Concat(settings.Global.Variables.Keys.Select(name => VariablePrefix + name));

    /// <summary>Everything that a tenant's rules can ask for: built-in fields, those of linked records (one for each
    /// record, as <c>ticket.…</c>), its variables and its functions, whose example is their expression.</summary>
    public static IEnumerable<RuleField> Catalogue(Process process, Settings settings) =>
    [
        .. ByName.Values,
        .. AttributeFields.Prefixes.Select(record => Find(record + ".x")! with { Name = record + ".…", Label = string.Empty }),
        .. settings.Global.Variables.Select(variable => Find(VariablePrefix + variable.Key)! with { Example = variable.Value }),
        .. process.Functions.Select(function => new RuleField(FunctionPrefix + function.Name, function.Type, function.Name)
        {
            Meaning = function.Description,
            Example = function.Expression,
            Origin = "tenant.json, process.functions",
        }),
    ];

    /// <summary>The whole catalogue of a tenant as a table in Markdown: name, type, meaning, example, origin.</summary>
    public static string Document(IEnumerable<RuleField> fields)
    {
        var lines = fields.OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => string.Create(
            CultureInfo.InvariantCulture,
            $"| `{field.Name}` | {field.TypeName} | {field.Meaning} | `{field.Example}` | {field.Origin} |"));
        return "| Feld | Typ | Bedeutung | Beispiel | Herkunft |\n|---|---|---|---|---|\n" + string.Join('\n', lines) + "\n";
    }
}
