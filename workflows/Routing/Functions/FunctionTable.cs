using Serverless.Workflows.Routing.Rules;

namespace Serverless.Workflows.Routing.Functions;

/// <summary>The scalar functions of a process, checked and ready to compute.</summary>
internal sealed class FunctionTable
{
    private readonly Dictionary<string, RuleField> _fields = [];
    private readonly Dictionary<string, IReadOnlySet<string>> _calls = [];

    /// <summary>Compiles them all. One that is wrong answers with an error and is named among the problems.</summary>
    /// <param name="known">Whether a tenant has a field or variable of that name.</param>
    /// <param name="names">Every field and variable there is, for advice.</param>
    public FunctionTable(
        IReadOnlyList<ScalarFunction> functions, FieldTable table, Func<string, bool> known,
        Func<IEnumerable<string>> names)
    {
        foreach (var function in functions)
        {
            var name = RuleFields.FunctionPrefix + function.Name;
            _fields.TryAdd(name, new RuleField(name, function.Type, name)
            {
                Meaning = function.Description,
                Example = "—",
                Origin = "tenant.json, process.functions",
                Function = new CompiledFunction(function),
            });
        }

        for (var i = 0; i < functions.Count; i++)
        {
            var problems = new List<ExpressionProblem>();
            var compiler = new ExpressionCompiler(
                table, name => Find(name) ?? (known(name) ? RuleFields.Find(name) : null),
                () => [.. names(), .. _fields.Keys], problems);
            Compile(functions[i], compiler, problems);
            Problems.AddRange(problems.Select(problem => (i, problem)));
            _calls.TryAdd(RuleFields.FunctionPrefix + functions[i].Name, compiler.Calls);
        }

        for (var i = 0; i < functions.Count; i++) Order(functions[i], i, table);
    }

    /// <summary>What is wrong, with the number of the function in the list.</summary>
    public List<(int Function, ExpressionProblem Problem)> Problems { get; } = [];

    /// <summary>The functions as fields.</summary>
    public IReadOnlyCollection<RuleField> All => _fields.Values;

    /// <summary>The function of that name (<c>fn.NAME</c>) as a field, or null.</summary>
    public RuleField? Find(string name) => _fields.GetValueOrDefault(name);

    private void Compile(ScalarFunction function, ExpressionCompiler compiler, List<ExpressionProblem> problems)
    {
        if (Parser.Parse(function.Expression, problems) is not { } expression) return;
        if (compiler.Compile(expression) is not { } typed) return;
        if (typed.Type != ExpressionCompiler.Plain(function.Type))
        {
            problems.Add(new ExpressionProblem(1,
                $"Der Ausdruck ergibt {FieldTypes.Name(typed.Type)}, angegeben ist {FieldTypes.Name(function.Type)}.",
                "Ändern Sie „type“ oder den Ausdruck."));
            return;
        }

        var compiled = Find(RuleFields.FunctionPrefix + function.Name)!.Function!;
        if (ReferenceEquals(compiled.Definition, function)) compiled.Node = typed.Node;
    }

    /// <summary>Finds the order in which what it calls is computed, or the circle that it is part of.</summary>
    private void Order(ScalarFunction function, int number, FieldTable table)
    {
        var (start, order, open) = (RuleFields.FunctionPrefix + function.Name, new List<string>(), new List<string>());
        var done = new HashSet<string>();
        var circle = Visit(start);
        var compiled = Find(start)!.Function!;
        if (circle is null)
        {
            order.Remove(start);
            compiled.Needs = [.. order.Select(name => table.SlotOf(Find(name)!))];
            return;
        }

        compiled.Node = new CompiledFunction(function).Node;
        if (circle[0] != start) return;
        Problems.Add((number, new ExpressionProblem(1,
            $"Die Funktion ruft sich selbst auf: {string.Join(" → ", circle)}.",
            "Lösen Sie den Kreis auf; eine Funktion darf nur auf andere bauen.")));

        List<string>? Visit(string name)
        {
            if (done.Contains(name)) return null;
            if (open.IndexOf(name) is >= 0 and var at) return [.. open[at..], name];
            open.Add(name);
            foreach (var called in _calls.GetValueOrDefault(name) ?? new HashSet<string>())
            {
                if (_fields.ContainsKey(called) && Visit(called) is { } found) return found;
            }

            open.RemoveAt(open.Count - 1);
            done.Add(name);
            order.Add(name);
            return null;
        }
    }
}
