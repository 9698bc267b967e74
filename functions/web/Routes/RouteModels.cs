using System.Text.Json;
using Serverless.Web.Access;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Web.Routes;

/// <summary>A tenant's process for the pages of routes and rules.</summary>
public sealed record ProcessModel(Session Session, Tenant Tenant)
{
    private static readonly JsonSerializerOptions Indented = new(TenantJson.Options) { WriteIndented = true };

    private ILookup<string, RulePlace>? _byRule;
    private RuleWords? _spoken;
    private ILookup<string, RulePlace>? _byAction;

    public Process Process => Tenant.Process;

    /// <summary>Rules and actions in the person's language.</summary>
    public RuleWords Spoken => _spoken ??= new RuleWords(Process, Tenant.Settings, Session.Person.Language) { Masters = Masters };

    /// <summary>The names of the properties and suppliers that rules name by number.</summary>
    public IReadOnlyDictionary<(string Kind, string Number), string> Masters { get; init; } =
        new Dictionary<(string, string), string>();

    /// <summary>The kinds that have routes or rules, the built-in ones first.</summary>
    public IEnumerable<string> Kinds => RouteKind.BuiltIn.Concat(Process.RouteKinds.Select(kind => kind.Id))
        .Where(kind => Process.Routes.Any(route => route.Kind == kind) || Process.Rules.Any(rule => rule.Kind == kind));

    /// <summary>The page's path, without the base.</summary>
    public string Path(string page) => $"/t/{Tenant.Id}/{page}";

    /// <summary>What a tenant's own kind is called; null for those that are built in.</summary>
    public string? OwnKindName(string kind) => Process.RouteKinds.FirstOrDefault(own => own.Id == kind)?.Name;

    /// <summary>Where a rule is used.</summary>
    public IEnumerable<RulePlace> PlacesOf(Rule rule) =>
        (_byRule ??= RulePlace.All(Process).ToLookup(place => place.Use.Rule))[rule.Id];

    /// <summary>Where an action is used.</summary>
    public IEnumerable<RulePlace> PlacesOf(RuleAction action) =>
        (_byAction ??= RulePlace.All(Process).ToLookup(place => place.Use.Action))[action.Id];

    /// <summary>A part of the process as it stands in the tenant file.</summary>
    public static string Json<T>(T part) => JsonSerializer.Serialize(part, Indented);
}
