using System.Text.RegularExpressions;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>What the checks of meaning share: the tenant, where problems go, and the names that can be referred to.</summary>
internal sealed partial class CheckContext
{
    private readonly Dictionary<object, string> _paths = new(ReferenceEqualityComparer.Instance);

    public CheckContext(Tenant tenant, ProblemList problems)
    {
        Tenant = tenant;
        Problems = problems;
        var (settings, process) = (tenant.Settings, tenant.Process);
        People = Names("Person", "$.settings.people", settings.People.Select(person => person.Id));
        Roles = Names("Rolle", "$.settings.roles", settings.Roles.Select(role => role.Id));
        Clients = Names("Mandant", "$.settings.clients", settings.Clients.Select(client => client.Id));
        NumberRanges = Names("Nummernkreis", "$.settings.numberRanges", settings.NumberRanges.Select(range => range.Id));
        Sources = Names("Dokumentquelle", "$.settings.sources", settings.Sources.Select(source => source.Id));
        RouteSources = Names("Leitungswegquelle", "$.settings.routeSources", settings.RouteSources.Select(s => s.Id));
        Connectors = Names("Anbindung", "$.settings.connectors", settings.Connectors.Select(link => link.Id));
        RouteKinds = Names("Leitungswegart", "$.process.routeKinds", process.RouteKinds.Select(kind => kind.Id));
        InvoiceGroups = Names("Rechnungskreis", "$.process.invoiceGroups", process.InvoiceGroups.Select(g => g.Id));
        ReviewStatuses = Names("Status", "$.process.reviewStatuses", process.ReviewStatuses.Select(s => s.Id));
        Rules = Names("Regel", "$.process.rules", process.Rules.Select(rule => rule.Id));
        Actions = Names("Aktion", "$.process.actions", process.Actions.Select(action => action.Id));
        Routes = Names("Leitungsweg", "$.process.routes", process.Routes.Select(route => route.Id));
        Kinds = RouteKinds with { Ids = [.. RouteKind.BuiltIn, .. RouteKinds.Ids] };
        Place(settings.People, "$.settings.people");
        Place(settings.NumberRanges, "$.settings.numberRanges");
        Place(settings.Sources, "$.settings.sources");
        Place(settings.RouteSources, "$.settings.routeSources");
        Place(process.InvoiceGroups, "$.process.invoiceGroups");
        Place(process.Functions, "$.process.functions");
        Place(process.Rules, "$.process.rules");
        Place(process.Actions, "$.process.actions");
        Place(process.Routes, "$.process.routes");
        for (var i = 0; i < process.Routes.Count; i++) Place(process.Routes[i].Stations, $"$.process.routes[{i}].stations");
    }

    public Tenant Tenant { get; }

    public ProblemList Problems { get; }

    public NameSet People { get; }

    public NameSet Roles { get; }

    public NameSet Clients { get; }

    public NameSet NumberRanges { get; }

    public NameSet Sources { get; }

    public NameSet RouteSources { get; }

    public NameSet Connectors { get; }

    public NameSet RouteKinds { get; }

    /// <summary>Own and built-in kinds.</summary>
    public NameSet Kinds { get; }

    public NameSet InvoiceGroups { get; }

    public NameSet ReviewStatuses { get; }

    public NameSet Rules { get; }

    public NameSet Actions { get; }

    public NameSet Routes { get; }

    /// <summary>Whether one of these properties could not be read, or not whole, so that nothing follows from its
    /// value.</summary>
    /// <param name="entry">A person, number range, source, route source, group, function, rule, action, route or station
    /// of the tenant.</param>
    public bool IsUnread(object entry, params ReadOnlySpan<string> properties) => IsUnreadAt(_paths[entry], properties);

    /// <summary>The same of the properties of the object at a path.</summary>
    public bool IsUnreadAt(string path, params ReadOnlySpan<string> properties)
    {
        foreach (var property in properties)
            if (Problems.IsIncomplete($"{path}.{property}")) return true;
        return false;
    }

    /// <summary>Complains where nothing of that name exists. Null is nothing to complain about.</summary>
    public void Refer(string path, string? id, NameSet to)
    {
        if (id is null || to.Ids.Contains(id) || to.Incomplete) return;
        Problems.Meaning(path, $"{to.What} „{id}“ gibt es nicht.", NearestName.Advice(id, to.Ids));
    }

    /// <summary>Complains about a number outside its range.</summary>
    public void Within(string path, long value, long least, long most)
    {
        if (value < least || value > most)
            Problems.Meaning(path, $"{value} liegt nicht im erlaubten Bereich.", $"Erlaubt ist {least} bis {most}.");
    }

    /// <summary>Checks who is to have something: exactly one of person and role, and that they exist.</summary>
    public void Assignee(string path, AssigneeChoice? choice)
    {
        if (choice is null) return;
        if (choice.Person is null == choice.Role is null && !IsUnreadAt(path, "person", "role"))
        {
            Problems.Meaning(path, choice.Person is null
                    ? "Es ist weder eine Person noch eine Rolle angegeben."
                    : "Es sind eine Person und eine Rolle angegeben.",
                "Geben Sie entweder „person“ oder „role“ an.");
        }

        Refer(path + ".person", choice.Person, People);
        Refer(path + ".role", choice.Role, Roles);
        Refer(path + ".backup", choice.Backup, People);
    }

    private NameSet Names(string what, string path, IEnumerable<string> ids)
    {
        var seen = new HashSet<string>();
        var incomplete = Problems.IsBroken(path);
        var index = 0;
        foreach (var id in ids)
        {
            var at = $"{path}[{index++}].id";
            if (Problems.IsBroken(at))
            {
                if ((Problems.NameOf(at[..^3]) ?? id) is { Length: > 0 } known) seen.Add(known);
                else incomplete = true;
            }
            else if (!seen.Add(id))
                Problems.Meaning(at, $"{what} „{id}“ gibt es schon.", "Vergeben Sie jede Kennung nur einmal.");
            else if (!IdForm().IsMatch(id))
            {
                Problems.Meaning(at, $"„{id}“ ist keine gültige Kennung.", "Erlaubt sind Kleinbuchstaben a–z, "
                    + "Ziffern, Punkt und Bindestrich, höchstens 40 Zeichen, beginnend mit Buchstabe oder Ziffer.");
            }
        }

        return new NameSet(what, seen, incomplete);
    }

    private void Place(IReadOnlyList<object> entries, string path)
    {
        for (var i = 0; i < entries.Count; i++) _paths[entries[i]] = $"{path}[{i}]";
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{0,39}$")]
    private static partial Regex IdForm();
}

/// <summary>The names of one kind of things.</summary>
/// <param name="What">What they name, German, singular.</param>
/// <param name="Incomplete">The list, or the name of an entry, could not be read, so that a name that is not among them proves
/// nothing.</param>
internal sealed record NameSet(string What, HashSet<string> Ids, bool Incomplete);
